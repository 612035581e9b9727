using Quartz;
using Tracker.Catalog;

namespace Tracker.Notifier.Digest;

/// <summary>
/// Runs on the owner's schedule, at start and every hour after it: the last two make up what was missed while the program
/// or the machine was off, or failed.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class DigestJob(DigestSchedule schedule) : IJob
{
    private static readonly JobKey s_key = new("digest", "notifier");
    private static readonly TimeSpan s_makeUp = TimeSpan.FromHours(1);

    public static void Schedule(IQuartzBuilder quartz)
    {
        quartz.AddJob<DigestJob>(job => job.WithIdentity(s_key));
        quartz.AddTrigger<DigestJob>((services, trigger) =>
        {
            TrackerCatalog catalog = (TrackerCatalog)services.GetService(typeof(TrackerCatalog))!;
            trigger.ForJob(s_key).WithIdentity("digest", "notifier")
                .WithCronSchedule(catalog.Settings.DigestCron, cron => cron.InTimeZone(catalog.Settings.Owner.Zone));
        });
        quartz.AddTrigger<DigestJob>((_, trigger) => trigger.ForJob(s_key).WithIdentity("digest-make-up", "notifier")
            .StartNow().WithSimpleSchedule(simple => simple.WithInterval(s_makeUp).RepeatForever()));
    }

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await schedule.PublishDueAsync(cancellationToken);
}
