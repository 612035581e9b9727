using Tracker.Catalog.Units;
using Tracker.Contracts;
using Tracker.Scoring.Decision;

namespace Tracker.Scoring.Tests.Decision;

public sealed class ArrivalTests
{
    private static readonly DateOnly s_today = new(2026, 1, 1);

    [Fact]
    public void ToEstimate_slips_by_1_2_at_the_median_and_2_at_the_90th_percentile()
    {
        Arrival arrival = Find(Standing.Announced, new(2026, 4, 11), new(2026, 4, 11)).ShouldNotBeNull();

        ArrivalEstimate estimate = arrival.ToEstimate(s_today);

        estimate.P50.ShouldBe(s_today.AddDays(120));
        estimate.P90.ShouldBe(s_today.AddDays(200));
        estimate.P10.ShouldNotBeNull().ShouldBeLessThan(estimate.P50!.Value);
    }

    [Theory]
    [InlineData(Standing.Announced, true, 0, 0.05)]
    [InlineData(Standing.Delayed, true, 0, 0.05)]
    [InlineData(Standing.Announced, false, 0, 0.2)]
    [InlineData(Standing.Rumoured, false, 1, 0.8)]
    [InlineData(Standing.Rumoured, false, 3, 0.5)]
    [InlineData(Standing.Cancelled, true, 0, 1)]
    public void NeverProbability_follows_the_standing(Standing standing, bool priced, int rumours, double expected)
    {
        Arrival.NeverProbability(standing, priced, rumours).ShouldBe(expected);
    }

    [Theory]
    [InlineData(Standing.Launched)]
    [InlineData(Standing.Discontinued)]
    [InlineData(Standing.Cancelled)]
    public void Find_of_what_is_there_or_will_not_come_is_none(Standing standing)
    {
        Find(standing, new(2026, 6, 1), new(2026, 12, 31)).ShouldBeNull();
    }

    [Fact]
    public void Find_without_a_date_is_none()
    {
        Arrival.Find(new() { KnownFrom = null, Standing = Standing.Announced }, priced: true, 0, s_today).ShouldBeNull();
    }

    [Fact]
    public void Find_of_a_promise_that_passed_is_a_quarter_away()
    {
        Arrival arrival = Find(Standing.Announced, new(2025, 7, 1), new(2025, 12, 31)).ShouldNotBeNull();

        arrival.Lead.ShouldBe(91 / 365.25, 1e-9);
    }

    private static Arrival? Find(Standing standing, DateOnly from, DateOnly to) => Arrival.Find(
        new() { KnownFrom = null, Standing = standing, Arrives = new DateRange(from, to) }, priced: true, 0, s_today);
}
