using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using Tracker.Catalog;
using Tracker.Catalog.Sources;
using Tracker.Collector.Observations;
using Tracker.Storage;

namespace Tracker.Collector.Schedules;

/// <summary>Imports the history, and then keeps each enabled source's trigger as the configuration has it, while that changes.</summary>
internal sealed class SourceScheduler(
    LiveCatalog catalog,
    MarketCollector collector,
    SourceStateStore states,
    SourceSwitches switches,
    Writer writer,
    ISchedulerFactory schedulers,
    TimeProvider time,
    ILogger<SourceScheduler> logger) : BackgroundService
{
    private const string Group = "sources";
    private static readonly TimeSpan s_healthInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_switchInterval = TimeSpan.FromSeconds(15);

    // What each followed source said when it was scheduled.
    private readonly Dictionary<string, string> _followed = new(StringComparer.Ordinal);

    /// <summary>The triggers of a source: its schedule, and one for now where a run was missed or the source was just edited.</summary>
    /// <exception cref="FormatException">The cron expression is not one.</exception>
    internal static IReadOnlyCollection<ITrigger> Triggers(SourceEntry source, SourceState state, TimeZoneInfo zone, DateTimeOffset now, bool edited = false)
    {
        TimeSpan shift = edited ? TimeSpan.Zero : Shift(source);
        DateTimeOffset due = edited ? now : DueTime.Of(source, state, zone) ?? DateTimeOffset.MaxValue;
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
        await scheduler.ScheduleJob(
            JobBuilder.Create<HealthJob>().WithIdentity("health", Group).Build(),
            TriggerBuilder.Create().StartNow().WithSimpleSchedule(s => s.WithInterval(s_healthInterval).RepeatForever()).Build(),
            cancellationToken: stoppingToken);
        using SemaphoreSlim edited = new(0);
        void OnChanged() => edited.Release();
        catalog.Changed += OnChanged;
        try
        {
            for (bool running = false; ; running = true)
            {
                await FollowAsync(scheduler, running, stoppingToken);
                // The command line switches sources in the database, which tells nobody.
                await edited.WaitAsync(s_switchInterval, stoppingToken);
            }
        }
        finally
        {
            catalog.Changed -= OnChanged;
        }
    }

    // Brings the triggers to what the configuration and the switches say now: new sources in, gone ones out, edited ones anew.
    private async Task FollowAsync(IScheduler scheduler, bool running, CancellationToken cancellationToken)
    {
        Dictionary<string, SourceEntry> wanted = switches.Enabled().ToDictionary(s => s.Id, StringComparer.Ordinal);
        foreach (string gone in _followed.Keys.Where(id => !wanted.ContainsKey(id)).ToArray())
        {
            await scheduler.DeleteJob(new JobKey(gone, Group), cancellationToken);
            _followed.Remove(gone);
        }
        string zone = catalog.Current.Settings.Owner.Zone.Id;
        foreach (SourceEntry source in wanted.Values)
        {
            string says = $"{JsonSerializer.Serialize(source)} {zone}";
            if (_followed.TryGetValue(source.Id, out string? before) && before == says)
                continue;
            _followed[source.Id] = says;
            // Who adds or edits a source wants to see what comes of it: it is asked at once, whatever held it back.
            if (running)
                await writer.WriteAsync(scope => SourceStateStore.Forgive(scope, source.Id), cancellationToken);
            await ScheduleAsync(scheduler, source, running, cancellationToken);
        }
    }

    // One source that cannot be scheduled must not keep the others from it.
    private async Task ScheduleAsync(IScheduler scheduler, SourceEntry source, bool edited, CancellationToken cancellationToken)
    {
        try
        {
            IJobDetail job = JobBuilder.Create<SourceJob>().WithIdentity(source.Id, Group).UsingJobData(SourceJob.SourceKey, source.Id).Build();
            IReadOnlyCollection<ITrigger> triggers = Triggers(source, states.Read(source.Id), catalog.Current.Settings.Owner.Zone, time.GetUtcNow(), edited);
            await scheduler.DeleteJob(job.Key, cancellationToken);
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
