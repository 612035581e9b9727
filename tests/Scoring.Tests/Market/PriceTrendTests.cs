using Tracker.Contracts;
using Tracker.Scoring.Market;
using static Tracker.Scoring.Tests.Market.OfferFactory;

namespace Tracker.Scoring.Tests.Market;

public sealed class PriceTrendTests
{
    [Fact]
    public void Fit_of_two_months_is_the_prior()
    {
        Fit("2026-03-01", Offer("2026-01-10", 9000), Offer("2026-02-10", 4000)).ShouldBe(PriceTrend.Prior);
    }

    [Theory]
    [InlineData(-0.05)]
    [InlineData(0.05)]
    public void Fit_of_a_steady_drift_keeps_its_sign_and_most_of_its_size(double monthly)
    {
        Offer[] offers = [.. Enumerable.Range(0, 18).Select(i => Offer($"{2025 + (i / 12)}-{(i % 12) + 1:00}-15", (decimal)(9000 * Math.Exp(monthly * i))))];

        PriceTrend trend = Fit("2026-07-01", offers);

        trend.Drift.ShouldBe(monthly * 12, 0.02);
        trend.Volatility.ShouldBeLessThan(0.25);
    }

    [Fact]
    public void Fit_of_a_contradictory_history_is_pulled_to_no_drift()
    {
        decimal[] prices = [9000, 14000, 8000, 15000, 9500, 16000];
        Offer[] offers = [.. prices.Select((price, i) => Offer($"2026-{i + 1:00}-15", price))];

        PriceTrend trend = Fit("2026-07-01", offers);

        double rise = Math.Log(16000.0 / 9000) / (5 / 12.0);
        trend.Drift.ShouldBeLessThan(0.5 * rise);
        trend.Volatility.ShouldBeGreaterThan(0.25);
    }

    [Fact]
    public void Fit_ignores_what_was_observed_later()
    {
        Offer[] offers = [Offer("2026-01-15", 9000), Offer("2026-02-15", 9100), Offer("2026-03-15", 9050), Offer("2026-05-15", 20000)];

        Fit("2026-04-01", offers).ShouldBe(Fit("2026-04-01", offers[..3]));
    }

    [Fact]
    public void Drift_fades_and_variance_grows()
    {
        PriceTrend trend = PriceTrend.Prior with { Drift = 0.4 };

        trend.LogChange(1).ShouldBeLessThan(0.4);
        trend.LogChange(20).ShouldBe(0.4 / Math.Log(2), 1e-3);
        trend.LogVariance(2).ShouldBeGreaterThan(2 * trend.LogVariance(1));
    }

    private static PriceTrend Fit(string asOf, params Offer[] offers) => PriceTrend.Fit(offers, ItemCondition.New, "USD", Day(asOf));
}
