using Quartz;
using Tracker.Collector.Observations;

namespace Tracker.Collector.Schedules;

/// <summary>Tells of sources whose health changed, all of a minute in one message.</summary>
[DisallowConcurrentExecution]
internal sealed class HealthJob(SourceStateStore states) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await states.TellHealthAsync(cancellationToken);
}
