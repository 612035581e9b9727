using Quartz;
using Tracker.Catalog;

namespace Tracker.Notifier.Digest;

/// <summary>
/// When a week begins, ends and is told of, in the owner's zone. The digest of a week is due at the first stroke of the
/// schedule after the week has ended: Monday 08:00 tells of the seven days before.
/// </summary>
internal sealed class DigestCalendar(LiveCatalog catalog)
{
    /// <summary>A schedule that strikes less often than this many weeks is not looked back along.</summary>
    private const int LookBack = 60;

    private TimeZoneInfo Zone => catalog.Current.Settings.Owner.Zone;

    private CronExpression Schedule => new(catalog.Current.Settings.DigestCron, Zone);

    public IsoWeek WeekOf(DateTimeOffset instant) =>
        IsoWeek.Of(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime));

    /// <summary>Midnight of its Monday where the owner lives.</summary>
    public DateTimeOffset Start(IsoWeek week)
    {
        TimeZoneInfo zone = Zone;
        DateTime midnight = week.Monday.ToDateTime(TimeOnly.MinValue);
        // Where clocks are put forward at midnight, the day begins an hour later.
        if (zone.IsInvalidTime(midnight))
            midnight = midnight.AddHours(1);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    /// <summary>When the digest of a week is due; the end of time where the schedule never strikes again.</summary>
    public DateTimeOffset DueAt(IsoWeek week) =>
        Schedule.GetNextValidTimeAfter(Start(week.Next).AddSeconds(-1))?.ToUniversalTime() ?? DateTimeOffset.MaxValue;

    /// <summary>The newest week whose digest is due; null where none of the last year's is.</summary>
    public IsoWeek? LatestDue(DateTimeOffset now)
    {
        IsoWeek week = WeekOf(now).Previous;
        for (int back = 0; back < LookBack; back++, week = week.Previous)
        {
            if (DueAt(week) <= now)
                return week;
        }
        return null;
    }
}
