using System.Collections.Concurrent;

namespace Tracker.Collector.Fetching;

/// <summary>
/// Lets one request at a time pass to a host, and a delay between two: the longer of what the one before and the one after
/// keep. Safe to share.
/// </summary>
internal sealed class HostGate(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Host> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits for the host's turn; disposing the result ends it.</summary>
    public async Task<IDisposable> EnterAsync(Uri address, TimeSpan delay, CancellationToken cancellationToken)
    {
        Host host = _hosts.GetOrAdd(address.Authority, _ => new());
        await host.Turn.WaitAsync(cancellationToken);
        try
        {
            if (host.LastEnd is DateTimeOffset last)
                await WaitUntilAsync(last + (delay > host.LastDelay ? delay : host.LastDelay), cancellationToken);
            host.LastDelay = delay;
            return new Pass(host, time);
        }
        catch
        {
            host.Turn.Release();
            throw;
        }
    }

    // A timer may end a moment early.
    private async Task WaitUntilAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        TimeSpan wait;
        while ((wait = moment - time.GetUtcNow()) > TimeSpan.Zero)
            await Task.Delay(wait < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : wait, time, cancellationToken);
    }

    private sealed class Host
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public DateTimeOffset? LastEnd { get; set; }

        public TimeSpan LastDelay { get; set; }
    }

    private sealed class Pass(Host host, TimeProvider time) : IDisposable
    {
        public void Dispose()
        {
            host.LastEnd = time.GetUtcNow();
            host.Turn.Release();
        }
    }
}
