using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;
using Tracker.Hosting.Http;

namespace Tracker.Collector.Fetching;

/// <summary>Asks for a document politely and within limits: one request at a time per host, a delay, few redirects, a size and a time at most.</summary>
internal sealed class PageFetcher(IHttpClientFactory clients, HostGate gate, TimeProvider time)
{
    /// <summary>Bytes of a document at most, after decompression.</summary>
    public const int SizeLimit = 8 * 1024 * 1024;

    private const int RedirectLimit = 5;

    private static readonly ProductInfoHeaderValue[] s_userAgent =
    [
        new("GpuTracker", Assembly.GetExecutingAssembly().GetName().Version?.ToString(2) ?? "0"),
        new("(self-hosted price watch; one request at a time)"),
    ];

    /// <summary>Fetches what a source names, unless it is unchanged.</summary>
    /// <param name="source">Its limits and what it allows.</param>
    /// <param name="etag">The mark of the last answer; null asks without condition.</param>
    /// <param name="lastModified">The date of the last answer, as the server wrote it.</param>
    public async Task<FetchResult> FetchAsync(SourceEntry source, string? etag, string? lastModified, CancellationToken cancellationToken)
    {
        Uri address = new(source.Url);
        for (int hop = 0; hop <= RedirectLimit; hop++)
        {
            using IDisposable turn = await gate.EnterAsync(address, source.Delay, cancellationToken);
            using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            deadline.CancelAfter(source.Timeout);
            try
            {
                using HttpRequestMessage request = Request(address, etag, lastModified);
                using HttpClient client = clients.CreateClient(GuardedHttpClients.Name(source.AllowPrivate));
                using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
                if (IsRedirect(response.StatusCode))
                {
                    if (Target(address, response) is not Uri target)
                        return FetchResult.Failed("bad-redirect", "the server sends on to no usable address", address.ToString());
                    address = target;
                    continue;
                }
                return await ReadAsync(address, response, deadline.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return FetchResult.Failed("timeout", $"no whole answer in {source.Timeout.TotalSeconds:0.#} s", address.ToString());
            }
            catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
            {
                // The handler wraps what the connection threw.
                return e.InnerException is AddressRefusedException refused
                    ? FetchResult.Failed("address-refused", refused.Message, address.ToString())
                    : FetchResult.Failed("unreachable", e.Message, address.ToString());
            }
        }
        return FetchResult.Failed("too-many-redirects", $"more than {RedirectLimit} redirects", source.Url);
    }

    private static HttpRequestMessage Request(Uri address, string? etag, string? lastModified)
    {
        HttpRequestMessage request = new(HttpMethod.Get, address);
        foreach (ProductInfoHeaderValue part in s_userAgent)
            request.Headers.UserAgent.Add(part);
        request.Headers.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.5");
        if (etag is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        if (lastModified is not null)
            request.Headers.TryAddWithoutValidation("If-Modified-Since", lastModified);
        return request;
    }

    private static bool IsRedirect(HttpStatusCode status) => status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found
        or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    private static Uri? Target(Uri from, HttpResponseMessage response) =>
        response.Headers.Location is Uri location && Uri.TryCreate(from, location, out Uri? target) && target.Scheme is "http" or "https"
            ? target
            : null;

    private async Task<FetchResult> ReadAsync(Uri address, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        string url = address.ToString();
        if (response.StatusCode == HttpStatusCode.NotModified)
            return new();
        if (response.StatusCode != HttpStatusCode.OK)
            return FetchResult.Failed($"http-{(int)response.StatusCode}", $"the server answers {(int)response.StatusCode} {response.ReasonPhrase}", url, RetryAfter(response));
        if (await ReadBodyAsync(response, cancellationToken) is not byte[] content)
            return FetchResult.Failed(ProblemCodes.TooLarge, $"the answer is larger than {SizeLimit / 1024 / 1024} MiB", url);
        return new()
        {
            Document = new()
            {
                Url = url,
                Content = content,
                Charset = response.Content.Headers.ContentType?.CharSet?.Trim('"'),
                ETag = response.Headers.TryGetValues("ETag", out IEnumerable<string>? tags) ? tags.FirstOrDefault() : null,
                LastModified = response.Content.Headers.TryGetValues("Last-Modified", out IEnumerable<string>? dates) ? dates.FirstOrDefault() : null,
            },
        };
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: TimeSpan delta } => delta,
        { Date: DateTimeOffset date } => date - time.GetUtcNow(),
        _ => null,
    };

    private static async Task<byte[]?> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using MemoryStream kept = new();
        byte[] buffer = new byte[81920];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (kept.Length + read > SizeLimit)
                return null;
            kept.Write(buffer, 0, read);
        }
        return kept.ToArray();
    }
}
