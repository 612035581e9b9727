using Tracker.Notifier.Digest;

namespace Tracker.Notifier.Tests.Digest;

public sealed class IsoWeekTests
{
    [Theory]
    [InlineData("2026-W47", 2026, 11, 16)]
    [InlineData("2026-W01", 2025, 12, 29)]
    [InlineData("2026-W53", 2026, 12, 28)]
    [InlineData("2027-W01", 2027, 1, 4)]
    public void Parse_of_a_week_gives_its_monday(string text, int year, int month, int day)
    {
        IsoWeek week = IsoWeek.Parse(text);

        week.Monday.ShouldBe(new DateOnly(year, month, day));
        week.ToString().ShouldBe(text);
        IsoWeek.Of(week.Monday).ShouldBe(week);
        IsoWeek.Of(week.Monday.AddDays(6)).ShouldBe(week);
        week.Next.Previous.ShouldBe(week);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-47")]
    [InlineData("2026-W00")]
    [InlineData("2025-W53")]
    [InlineData("2026-W4")]
    [InlineData("2026-w47")]
    [InlineData("2026-W 7")]
    public void Parse_of_anything_else_says_how_to_write_it(string text) =>
        Should.Throw<FormatException>(() => IsoWeek.Parse(text)).Message.ShouldContain("2026-W47");
}
