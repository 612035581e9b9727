namespace Tracker.Notifier.Deliveries;

/// <summary>Wakes the worker when something new waits, so that a verdict does not wait for the next look. Safe to share.</summary>
internal sealed class DeliverySignal : IDisposable
{
    private readonly SemaphoreSlim _semaphore = new(0);

    public void Wake()
    {
        if (_semaphore.CurrentCount == 0)
            _semaphore.Release();
    }

    /// <summary>Returns when woken or after a time.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        using CancellationTokenSource late = new(atMost, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await _semaphore.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
        }
    }

    public void Dispose() => _semaphore.Dispose();
}
