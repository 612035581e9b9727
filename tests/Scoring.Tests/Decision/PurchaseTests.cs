using Tracker.Scoring.Decision;

namespace Tracker.Scoring.Tests.Decision;

public sealed class PurchaseTests
{
    private static readonly DecisionTerms s_terms = new(Horizon: 4, Rate: 0.05, Tax: 0.19);

    [Fact]
    public void NetPresentValue_is_use_less_price_and_tax_plus_resale()
    {
        Purchase purchase = new(YearlyValue: 4800, s_terms);
        double use = 4800 * (1 - Math.Exp(-0.2)) / 0.05;
        double resale = Math.Exp(-0.2) * 10000 * 0.75 * Math.Pow(0.88, 3) * 0.8;

        purchase.NetPresentValue(0, 10000, regime: 1).ShouldBe(use - 11900 + resale, 1e-6);
    }

    [Fact]
    public void NetPresentValue_of_a_rising_market_counts_no_gain_on_resale()
    {
        Purchase purchase = new(4800, s_terms);

        purchase.NetPresentValue(0, 10000, regime: 1.7).ShouldBe(purchase.NetPresentValue(0, 10000, regime: 1));
        purchase.NetPresentValue(0, 10000, regime: 0.7).ShouldBeLessThan(purchase.NetPresentValue(0, 10000, regime: 1));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0.75)]
    [InlineData(2, 0.66)]
    [InlineData(4, 0.511104)]
    public void Resale_falls_a_quarter_and_then_12_percent_a_year(double age, double share)
    {
        Resale.Share(age).ShouldBe(share, 1e-9);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 0.9)]
    [InlineData(1, 0.8)]
    public void AfterSuccessor_takes_a_fifth_once_it_ships(double years, double share)
    {
        Resale.AfterSuccessor(years).ShouldBe(share, 1e-9);
    }
}
