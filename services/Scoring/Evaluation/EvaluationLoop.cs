using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tracker.Catalog;

namespace Tracker.Scoring.Evaluation;

/// <summary>
/// Evaluates at start and after each change, once for a burst of changes, and again when a day has passed: prices age
/// even where nothing is observed.
/// </summary>
internal sealed class EvaluationLoop(
    MarketScorer scorer, LiveCatalog catalog, EvaluationTrigger trigger, TimeProvider time, ILogger<EvaluationLoop> logger) : BackgroundService
{
    /// <summary>A burst ends when nothing came for this long; what comes later makes an evaluation of its own.</summary>
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_aging = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        catalog.Changed += trigger.Signal;
        try
        {
            while (true)
            {
                TimeSpan next = await TryEvaluateAsync(stoppingToken) ? s_aging : s_retry;
                await WaitForChangeAsync(next, stoppingToken);
                await Task.Delay(s_quiet, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        finally
        {
            catalog.Changed -= trigger.Signal;
        }
    }

    private async Task WaitForChangeAsync(TimeSpan atMost, CancellationToken stoppingToken)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        Task change = trigger.WaitAsync(either.Token);
        await Task.WhenAny(change, Task.Delay(atMost, time, either.Token));
        await either.CancelAsync();
        stoppingToken.ThrowIfCancellationRequested();
    }

    private async Task<bool> TryEvaluateAsync(CancellationToken stoppingToken)
    {
        try
        {
            await scorer.EvaluateIfChangedAsync(stoppingToken);
            return true;
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            logger.LogWarning(e, "The market could not be evaluated; it is tried again in {Seconds} s", s_retry.TotalSeconds);
            return false;
        }
    }
}
