using Tracker.Catalog;
using Tracker.Notifier.Digest;
using Tracker.Notifier.Tests.Support;

namespace Tracker.Notifier.Tests.Digest;

public sealed class DigestCalendarTests
{
    [Theory]
    // Summer, the week in which clocks go back in Berlin, winter, and the week in which they go forward.
    [InlineData("2026-W30", "2026-07-27T06:00:00Z", 168)]
    [InlineData("2026-W43", "2026-10-26T07:00:00Z", 169)]
    [InlineData("2026-W47", "2026-11-23T07:00:00Z", 168)]
    [InlineData("2026-W13", "2026-03-30T06:00:00Z", 167)]
    public void Digest_is_due_at_eight_where_the_owner_lives(string text, string due, int hours)
    {
        DigestCalendar calendar = new(new(Invented.Catalog()));
        IsoWeek week = IsoWeek.Parse(text);

        calendar.DueAt(week).ShouldBe(DateTimeOffset.Parse(due));
        (calendar.Start(week.Next) - calendar.Start(week)).TotalHours.ShouldBe(hours);
    }

    [Fact]
    public void Latest_due_week_changes_at_the_stroke()
    {
        DigestCalendar calendar = new(new(Invented.Catalog()));
        DateTimeOffset stroke = DateTimeOffset.Parse("2026-11-23T07:00:00Z");

        calendar.LatestDue(stroke.AddSeconds(-1)).ShouldBe(IsoWeek.Parse("2026-W46"));
        calendar.LatestDue(stroke).ShouldBe(IsoWeek.Parse("2026-W47"));
        calendar.LatestDue(stroke.AddDays(6)).ShouldBe(IsoWeek.Parse("2026-W47"));
    }

    [Fact]
    public void Schedule_inside_the_hour_that_clocks_skip_is_due_once_a_week()
    {
        TrackerCatalog catalog = Invented.Catalog();
        // 02:30 on Sunday 2026-03-29 does not exist in Berlin.
        DigestCalendar calendar = new(new(catalog with { Settings = catalog.Settings with { DigestCron = "0 30 2 ? * SUN" } }));
        IsoWeek week = IsoWeek.Parse("2026-W12");

        DateTimeOffset[] due = [calendar.DueAt(week), calendar.DueAt(week.Next), calendar.DueAt(week.Next.Next)];

        due.ShouldBe(due.Order());
        due.Distinct().Count().ShouldBe(3);
    }
}
