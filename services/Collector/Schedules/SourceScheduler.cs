using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using Tracker.Catalog;
using Tracker.Catalog.Sources;
using Tracker.Collector.Observations;

namespace Tracker.Collector.Schedules;

/// <summary>Imports the history, and then gives each enabled source its trigger.</summary>
internal sealed class SourceScheduler(
    TrackerCatalog catalog,
    MarketCollector collector,
    SourceStateStore states,
    ISchedulerFactory schedulers,
    TimeProvider time,
    ILogger<SourceScheduler> logger) : BackgroundService
{
    private static readonly TimeSpan s_healthInterval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (ImportReport report in await collector.ImportHistoryAsync(stoppingToken))
        {
            foreach (RefusedRow row in report.Refused)
                logger.LogWarning("{File}:{Line}: {Reason}", report.File, row.Line, row.Reason);
        }
        IScheduler scheduler = await schedulers.GetScheduler(stoppingToken);
        foreach (SourceEntry source in catalog.Sources.Values.Where(s => s.Enabled))
        {
            IJobDetail job = JobBuilder.Create<SourceJob>().WithIdentity(source.Id, "sources").UsingJobData(SourceJob.SourceKey, source.Id).Build();
            await scheduler.ScheduleJob(job, Trigger(source), cancellationToken: stoppingToken);
        }
        await scheduler.ScheduleJob(
            JobBuilder.Create<HealthJob>().WithIdentity("health", "sources").Build(),
            TriggerBuilder.Create().StartNow().WithSimpleSchedule(s => s.WithInterval(s_healthInterval).RepeatForever()).Build(),
            cancellationToken: stoppingToken);
    }

    private ITrigger Trigger(SourceEntry source)
    {
        if (source.Schedule.Cron is string cron)
        {
            TimeZoneInfo zone = source.Schedule.Zone is string name ? TimeZoneInfo.FindSystemTimeZoneById(name) : catalog.Settings.Owner.Zone;
            return TriggerBuilder.Create().WithIdentity(source.Id, "sources").WithCronSchedule(cron, c => c.InTimeZone(zone)).Build();
        }
        TimeSpan every = source.Schedule.Every!.Value;
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset due = states.Read(source.Id).LastSuccessAt + every ?? now;
        DateTimeOffset first = (due > now ? due : now) + Shift(source);
        return TriggerBuilder.Create().WithIdentity(source.Id, "sources").StartAt(first)
            .WithSimpleSchedule(s => s.WithInterval(every).RepeatForever()).Build();
    }

    // Each source's own part of its jitter, the same at each start: sources do not ask on one stroke.
    private static TimeSpan Shift(SourceEntry source)
    {
        uint hash = 2166136261;
        foreach (char c in source.Id)
            hash = (hash ^ c) * 16777619;
        return source.Schedule.Jitter * (hash / (double)uint.MaxValue);
    }
}
