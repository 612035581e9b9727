using Tracker.Scoring.Decision;

namespace Tracker.Scoring.Tests.Decision;

/// <summary>The exact cases of the decision model: months are the unit of time, money has no currency.</summary>
public sealed class BreakEvenTimeTests
{
    [Fact]
    public void Find_same_product_at_a_falling_price_is_four_months()
    {
        double now = Worth(time: 0, value: 250, price: 9000, resale: 2500, rate: 0);

        double? months = BreakEvenTime.Find(now, t => Worth(t, 250, 8000, 2500, rate: 0), horizon: 48);

        months.ShouldNotBeNull().ShouldBe(4.0, 1e-9);
    }

    [Theory]
    [InlineData(0, 15.142857, 1e-6)]
    [InlineData(0.05 / 12, 15.3286, 1e-4)]
    public void Find_better_product_at_a_higher_price_is_fifteen_months(double rate, double expected, double tolerance)
    {
        double now = Worth(time: 0, value: 250, price: 9000, resale: 2500, rate);

        double? months = BreakEvenTime.Find(now, t => Worth(t, 350, 10000, 4000, rate), horizon: 48);

        months.ShouldNotBeNull().ShouldBe(expected, tolerance);
    }

    [Fact]
    public void Find_worse_product_is_never()
    {
        BreakEvenTime.Find(100, _ => 99, horizon: 48).ShouldBeNull();
    }

    [Fact]
    public void Find_product_that_always_pays_is_the_horizon()
    {
        BreakEvenTime.Find(100, _ => 101, horizon: 48).ShouldBe(48);
    }

    private static double Worth(double time, double value, double price, double resale, double rate) =>
        (value * Discounting.Annuity(rate, time, 48)) - (price * Discounting.Factor(rate, time)) + (resale * Discounting.Factor(rate, 48));
}
