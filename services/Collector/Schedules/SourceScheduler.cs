using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using Tracker.Catalog;
using Tracker.Catalog.Sources;
using Tracker.Collector.Observations;

namespace Tracker.Collector.Schedules;

/// <summary>Imports the history, and then gives each enabled source its trigger.</summary>
internal sealed class SourceScheduler(
    LiveCatalog catalog,
    MarketCollector collector,
    SourceStateStore states,
    ISchedulerFactory schedulers,
    TimeProvider time,
    ILogger<SourceScheduler> logger) : BackgroundService
{
    private const string Group = "sources";
    private static readonly TimeSpan s_healthInterval = TimeSpan.FromMinutes(1);

    /// <summary>The key of a source's job.</summary>
    public static JobKey KeyOf(SourceEntry source) => new(source.Id, Group);

    /// <summary>The triggers of a source: its schedule, and one for now where a run was missed.</summary>
    /// <exception cref="FormatException">The cron expression is not one.</exception>
    internal static IReadOnlyCollection<ITrigger> Triggers(SourceEntry source, SourceState state, TimeZoneInfo zone, DateTimeOffset now)
    {
        TimeSpan shift = Shift(source);
        DateTimeOffset due = DueTime.Of(source, state, zone) ?? DateTimeOffset.MaxValue;
        if (source.Schedule.Every is TimeSpan every)
        {
            return
            [
                TriggerBuilder.Create().WithIdentity(source.Id, Group).StartAt((due > now ? due : now) + shift)
                    .WithSimpleSchedule(s => s.WithInterval(every).RepeatForever()).Build(),
            ];
        }
        _ = DueTime.Cron(source, zone);
        ITrigger regular = TriggerBuilder.Create().WithIdentity(source.Id, Group).StartAt(now)
            .WithCronSchedule(source.Schedule.Cron!, c => c.InTimeZone(DueTime.ZoneOf(source, zone))).Build();
        return due > now
            ? [regular]
            : [regular, TriggerBuilder.Create().WithIdentity(source.Id, "missed").StartAt(now + shift).Build()];
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (ImportReport report in await collector.ImportHistoryAsync(stoppingToken))
        {
            foreach (RefusedRow row in report.Refused)
                logger.LogWarning("{File}:{Line}: {Reason}", report.File, row.Line, row.Reason);
        }
        IScheduler scheduler = await schedulers.GetScheduler(stoppingToken);
        foreach (SourceEntry source in catalog.Current.Sources.Values.Where(s => s.Enabled))
            await ScheduleAsync(scheduler, source, stoppingToken);
        await scheduler.ScheduleJob(
            JobBuilder.Create<HealthJob>().WithIdentity("health", Group).Build(),
            TriggerBuilder.Create().StartNow().WithSimpleSchedule(s => s.WithInterval(s_healthInterval).RepeatForever()).Build(),
            cancellationToken: stoppingToken);
    }

    // One source that cannot be scheduled must not keep the others from it.
    private async Task ScheduleAsync(IScheduler scheduler, SourceEntry source, CancellationToken cancellationToken)
    {
        try
        {
            IJobDetail job = JobBuilder.Create<SourceJob>().WithIdentity(KeyOf(source)).UsingJobData(SourceJob.SourceKey, source.Id).Build();
            IReadOnlyCollection<ITrigger> triggers = Triggers(source, states.Read(source.Id), catalog.Current.Settings.Owner.Zone, time.GetUtcNow());
            await scheduler.ScheduleJob(job, triggers, ScheduleJobOptions.Replacing, cancellationToken);
        }
        catch (Exception e) when (e is FormatException or SchedulerException)
        {
            logger.LogError("Source {Source} is not collected: its schedule '{Schedule}' cannot be followed: {Reason}", source.Id, source.Schedule.Cron ?? $"{source.Schedule.Every}", e.Message);
        }
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
