using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tracker.Notifier.Deliveries;

/// <summary>Delivers while the process stays up: at once when an alert is raised here, and when a retry is due.</summary>
internal sealed class DeliveryWorker(
    AlertNotifier notifier, DeliveryStore deliveries, DeliverySignal signal, TimeProvider time, ILogger<DeliveryWorker> logger)
    : BackgroundService
{
    /// <summary>Another process may have raised an alert, which no signal tells.</summary>
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                TimeSpan wait = await DeliverAsync(stoppingToken);
                await signal.WaitAsync(wait, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task<TimeSpan> DeliverAsync(CancellationToken cancellationToken)
    {
        try
        {
            await notifier.DeliverDueAsync(cancellationToken);
            TimeSpan untilDue = deliveries.NextDue() - time.GetUtcNow() ?? s_longestWait;
            return untilDue < s_shortestWait ? s_shortestWait : untilDue > s_longestWait ? s_longestWait : untilDue;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // A locked or full database today is no reason to be silent for good.
            logger.LogError(e, "Deliveries could not be looked through; it is tried again in {Wait}", s_longestWait);
            return s_longestWait;
        }
    }
}
