using System.Collections.Concurrent;

namespace Tracker.Collector.Fetching;

/// <summary>Lets one request at a time pass to a host, and a delay between two. Safe to share.</summary>
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
            TimeSpan wait = host.LastEnd is DateTimeOffset last ? last + delay - time.GetUtcNow() : TimeSpan.Zero;
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, time, cancellationToken);
            return new Pass(host, time);
        }
        catch
        {
            host.Turn.Release();
            throw;
        }
    }

    private sealed class Host
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public DateTimeOffset? LastEnd { get; set; }
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
