using Quartz;

namespace Tracker.Notifier.Digest;

/// <summary>
/// Asks every minute whether a digest is due by the owner's schedule, which may be edited while the program runs. What was
/// missed while the program or the machine was off, or failed, is due all the same.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class DigestJob(DigestSchedule schedule) : IJob
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMinutes(1);

    public static void Schedule(IQuartzBuilder quartz)
    {
        JobKey key = new("digest", "notifier");
        quartz.AddJob<DigestJob>(job => job.WithIdentity(key));
        quartz.AddTrigger<DigestJob>((_, trigger) => trigger.ForJob(key).WithIdentity(key.Name, key.Group)
            .StartNow().WithSimpleSchedule(simple => simple.WithInterval(s_interval).RepeatForever()));
    }

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await schedule.PublishDueAsync(cancellationToken);
}
