using System.ComponentModel;
using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;

namespace Tracker.Collector.Fetching.Rendering;

/// <summary>Renders pages that their own scripts build, one at a time, in the host's turn.</summary>
internal sealed class PageRenderer(HostGate gate, UserAgent agent) : IDisposable
{
    // A browser takes a few hundred megabytes.
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Why pages cannot be rendered here; null where they can.</summary>
    public static ExtractionProblem? Missing(Uri address) => Chromium.Find() is null
        ? new(
            "no-browser",
            $"the page needs a browser to build it, and there is none: install Chromium (on Debian: apt-get install chromium), or set {Chromium.PathVariable}",
            address.ToString())
        : null;

    /// <param name="source">Its limits and what it allows.</param>
    /// <param name="address">The page, which is known to answer.</param>
    /// <param name="delay">The least time between two requests to its host.</param>
    public async Task<FetchResult> RenderAsync(SourceEntry source, Uri address, TimeSpan delay, CancellationToken cancellationToken)
    {
        if (Missing(address) is { } missing)
            return new() { Problem = missing };
        using IDisposable turn = await gate.EnterAsync(address, delay, cancellationToken);
        await _one.WaitAsync(cancellationToken);
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(source.Timeout);
        try
        {
            await using GuardedProxy proxy = new(source.AllowPrivate);
            byte[]? document = await Chromium.DumpAsync(Chromium.Find()!, address, proxy.Address, agent.Text, PageFetcher.SizeLimit, deadline.Token);
            return document is null
                ? new() { Problem = new(ProblemCodes.Empty, $"the browser gives no document, or one larger than {PageFetcher.SizeLimit / 1024 / 1024} MiB", address.ToString()) }
                : new() { Status = 200, Document = new() { Url = address.ToString(), Content = document, Charset = "utf-8", MediaType = "text/html" } };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new() { Problem = new("timeout", $"the page was not rendered in {source.Timeout.TotalSeconds:0.#} s", address.ToString()) };
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            return new() { Problem = new("no-browser", $"the browser cannot be run: {e.Message}", address.ToString()) };
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
