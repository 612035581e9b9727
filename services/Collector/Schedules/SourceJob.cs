using Microsoft.Extensions.Logging;
using Quartz;
using Tracker.Catalog;
using Tracker.Catalog.Sources;
using Tracker.Collector.Observations;

namespace Tracker.Collector.Schedules;

/// <summary>Asks one source. Runs of one source never overlap.</summary>
[DisallowConcurrentExecution]
internal sealed class SourceJob(
    LiveCatalog catalog, SourceCollector sources, SourceStateStore states, TimeProvider time, ILogger<SourceJob> logger) : IJob
{
    public const string SourceKey = "source";

    // How often in a row the database refused, with the trigger that tries again.
    private const string RefusalsKey = "refusals";

    private static readonly TimeSpan[] s_ladder = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2)];

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        // A source may have been taken out of the configuration a moment ago.
        if (!catalog.Current.Sources.TryGetValue(context.JobDetail.JobDataMap.GetString(SourceKey)!, out SourceEntry? source))
            return;
        try
        {
            if (states.Read(source.Id).NextDueAt is not DateTimeOffset held || held <= time.GetUtcNow())
                await CollectAsync(source, cancellationToken);
            await RetryAsync(context, source, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // The database refused, so that nothing was stored, not even that the source was asked.
            ITrigger again = AfterRefusal(context.Trigger, source.Id, time.GetUtcNow());
            logger.LogError(e, "Source {Source} could not be collected; it is asked again at {Again}", source.Id, again.StartTimeUtc);
            await context.Scheduler.ScheduleTrigger(again, TriggerConflict.Replace, cancellationToken);
        }
    }

    /// <summary>The trigger that asks a source again whose answer could not be stored: each time later.</summary>
    /// <param name="refused">The trigger of the run that failed.</param>
    internal static ITrigger AfterRefusal(ITrigger refused, string sourceId, DateTimeOffset now)
    {
        int before = refused.JobDataMap.TryGetInt(RefusalsKey, out int count) ? count : 0;
        return TriggerBuilder.Create().WithIdentity(sourceId, "retries").ForJob(refused.JobKey)
            .UsingJobData(RefusalsKey, before + 1).StartAt(now + s_ladder[Math.Min(before, s_ladder.Length - 1)]).Build();
    }

    private async Task CollectAsync(SourceEntry source, CancellationToken cancellationToken)
    {
        SourceOutcome outcome = await sources.CollectAsync(source, cancellationToken);
        if (outcome.Problem is not null)
            logger.LogWarning("Source {Source}: {Problem}", source.Id, outcome.Problem);
        else
            logger.LogInformation("Source {Source}: {New} new observations", source.Id, outcome.NewObservations);
    }

    // A source that failed is asked again when its back-off ends, and one with a price in quarantine when that may be believed,
    // not only a whole interval later.
    private async Task RetryAsync(IJobExecutionContext context, SourceEntry source, CancellationToken cancellationToken)
    {
        SourceState state = states.Read(source.Id);
        DateTimeOffset? again = state.FailuresInRow > 0 ? state.NextDueAt : state.RecheckAt;
        if (again is not DateTimeOffset at || context.NextFireTimeUtc <= at)
            return;
        ITrigger retry = TriggerBuilder.Create().WithIdentity(source.Id, "retries").ForJob(context.JobDetail.Key).StartAt(at).Build();
        await context.Scheduler.ScheduleTrigger(retry, TriggerConflict.Replace, cancellationToken);
    }
}
