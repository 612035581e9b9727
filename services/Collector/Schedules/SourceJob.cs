using Microsoft.Extensions.Logging;
using Quartz;
using Tracker.Catalog;
using Tracker.Catalog.Sources;
using Tracker.Collector.Observations;

namespace Tracker.Collector.Schedules;

/// <summary>Asks one source. Runs of one source never overlap.</summary>
[DisallowConcurrentExecution]
internal sealed class SourceJob(
    TrackerCatalog catalog, SourceCollector sources, SourceStateStore states, TimeProvider time, ILogger<SourceJob> logger) : IJob
{
    public const string SourceKey = "source";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        SourceEntry source = catalog.Sources[context.JobDetail.JobDataMap.GetString(SourceKey)!];
        if (states.Read(source.Id).NextDueAt > time.GetUtcNow())
            return;
        try
        {
            SourceOutcome outcome = await sources.CollectAsync(source, cancellationToken);
            if (outcome.Problem is not null)
                logger.LogWarning("Source {Source}: {Problem}", source.Id, outcome.Problem);
            else
                logger.LogInformation("Source {Source}: {New} new observations", source.Id, outcome.NewObservations);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // The database refused; nothing was stored, and the next run asks again.
            logger.LogError(e, "Source {Source} could not be collected", source.Id);
        }
    }
}
