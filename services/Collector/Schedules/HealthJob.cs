using Quartz;
using Tracker.Collector.Observations;

namespace Tracker.Collector.Schedules;

/// <summary>Tells of sources whose health changed, all that broke in one window in one message.</summary>
[DisallowConcurrentExecution]
internal sealed class HealthJob(SourceStateStore states) : IJob
{
    /// <summary>Sources of one provider are asked minutes apart; what breaks them breaks them within this.</summary>
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(15);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await states.TellHealthAsync(s_window, cancellationToken);
}
