using Quartz;
using Tracker.Catalog.Sources;
using Tracker.Collector.Observations;

namespace Tracker.Collector.Schedules;

/// <summary>When a source is to be asked next, by its schedule, its last success, its back-off, and what it has in quarantine.</summary>
internal static class DueTime
{
    /// <summary>The moment from which it is due; a source that never succeeded is due at once, unless it backs off.</summary>
    /// <param name="zone">The zone of a cron expression that names none.</param>
    /// <returns>Null where a cron expression never comes again.</returns>
    public static DateTimeOffset? Of(SourceEntry source, SourceState state, TimeZoneInfo zone)
    {
        DateTimeOffset? scheduled = state.LastSuccessAt is not DateTimeOffset last ? DateTimeOffset.MinValue
            : source.Schedule.Every is TimeSpan every ? last + every
            : Cron(source, zone).GetNextValidTimeAfter(last);
        if (state.RecheckAt is DateTimeOffset recheck && !(scheduled <= recheck))
            scheduled = recheck;
        return state.NextDueAt is DateTimeOffset held && held > scheduled ? held : scheduled;
    }

    /// <summary>The usual time between two runs of a source.</summary>
    public static TimeSpan Interval(SourceEntry source, TimeZoneInfo zone, DateTimeOffset now)
    {
        if (source.Schedule.Every is TimeSpan every)
            return every;
        CronExpression cron = Cron(source, zone);
        return cron.GetNextValidTimeAfter(now) is DateTimeOffset next && cron.GetNextValidTimeAfter(next) is DateTimeOffset after ? after - next : TimeSpan.MaxValue / 4;
    }

    /// <summary>The cron expression of a source in its zone.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static CronExpression Cron(SourceEntry source, TimeZoneInfo zone) =>
        new(source.Schedule.Cron!, ZoneOf(source, zone));

    /// <summary>The zone of a source's cron expression.</summary>
    public static TimeZoneInfo ZoneOf(SourceEntry source, TimeZoneInfo zone) =>
        source.Schedule.Zone is string name ? TimeZoneInfo.FindSystemTimeZoneById(name) : zone;
}
