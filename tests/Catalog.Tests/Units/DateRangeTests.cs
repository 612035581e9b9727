using Tracker.Catalog.Units;

namespace Tracker.Catalog.Tests.Units;

public sealed class DateRangeTests
{
    [Theory]
    [InlineData("2026", "2026-01-01 to 2026-12-31")]
    [InlineData("2026-09", "2026-09-01 to 2026-09-30")]
    [InlineData("2024-02", "2024-02-01 to 2024-02-29")]
    [InlineData("2026-12", "2026-12-01 to 2026-12-31")]
    [InlineData("2026-09-15", "2026-09-15")]
    [InlineData("9999", "9999-01-01 to 9999-12-31")]
    [InlineData("9999-12", "9999-12-01 to 9999-12-31")]
    public void Partial_date_covers_its_days(string text, string range)
    {
        DateRange.TryParsePartial(text, out DateRange parsed).ShouldBeTrue();

        parsed.ToString().ShouldBe(range);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("26")]
    [InlineData("2026-13")]
    [InlineData("2026-02-30")]
    [InlineData("2026-9")]
    [InlineData("2026/09")]
    [InlineData(" 2026")]
    [InlineData("0000")]
    [InlineData("Q3 2026")]
    public void Text_that_is_no_partial_date_is_refused(string? text) =>
        DateRange.TryParsePartial(text, out _).ShouldBeFalse();

    [Fact]
    public void Range_that_ends_before_it_begins_is_refused() =>
        Should.Throw<ArgumentException>(() => new DateRange(new(2026, 9, 2), new(2026, 9, 1)))
            .Message.ShouldStartWith("the range ends (2026-09-01) before it begins (2026-09-02)");

    [Fact]
    public void Middle_is_the_day_halfway() =>
        new DateRange(new(2026, 7, 1), new(2026, 12, 31)).Middle.ShouldBe(new DateOnly(2026, 9, 30));
}
