using Tracker.Catalog.Gpus;
using Tracker.Catalog.Units;
using Tracker.Contracts;
using Tracker.Scoring.Market;
using static Tracker.Scoring.Tests.Market.OfferFactory;

namespace Tracker.Scoring.Tests.Market;

public sealed class PriceTrendTests
{
    [Fact]
    public void Fit_of_one_month_is_the_prior()
    {
        Fit("2026-03-01", Offer("2026-01-10", 9000)).ShouldBe(PriceTrend.Prior);
    }

    [Fact]
    public void Fit_of_a_single_jump_takes_it_for_a_jump()
    {
        PriceTrend trend = Fit("2026-03-01", Offer("2026-01-10", 9000), Offer("2026-02-10", 4000));

        trend.Drift.ShouldBeInRange(-0.3, 0);
        trend.Volatility.ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void Fit_of_long_unseen_prices_forgets_their_drift()
    {
        Offer[] offers = [.. Enumerable.Range(0, 12).Select(i => Offer($"2025-{i + 1:00}-15", (decimal)(9000 * Math.Exp(-0.05 * i))))];

        double fresh = Fit("2025-12-20", offers).Drift;

        Fit("2026-12-20", offers).Drift.ShouldBeInRange(0.75 * fresh, 0.25 * fresh);
    }

    [Theory]
    [InlineData("2022-01-31", -0.38)]
    [InlineData("2023-01-31", 0)]
    [InlineData("2020-01-31", 0)]
    public void Towards_a_list_price_expects_a_premium_to_shrink_while_that_is_of_its_time(string date, double drift)
    {
        ListPrice list = new() { Price = Money.FromAmount(4649, "USD"), Date = new(2020, 10, 5) };

        PriceTrend.Towards(Money.FromAmount(6800, "USD"), list, DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture)).Drift.ShouldBe(drift, 0.001);
        PriceTrend.Towards(Money.FromAmount(4000, "USD"), list, new(2022, 1, 31)).ShouldBe(PriceTrend.Prior);
    }

    [Theory]
    [InlineData(-0.05)]
    [InlineData(0.05)]
    public void Fit_of_a_steady_drift_keeps_its_sign_and_most_of_its_size(double monthly)
    {
        PriceTrend trend = Fit("2026-07-01", Steady(monthly, 18));

        (trend.Drift / (monthly * 12)).ShouldBeInRange(0.5, 1);
        trend.Volatility.ShouldBeLessThan(0.25);
    }

    [Fact]
    public void Fit_of_a_longer_steady_drift_is_believed_more()
    {
        PriceTrend shorter = Fit("2026-07-01", Steady(-0.05, 6));
        PriceTrend longer = Fit("2026-07-01", Steady(-0.05, 24));

        longer.Drift.ShouldBeLessThan(shorter.Drift);
        longer.LogVariance(1).ShouldBeLessThan(shorter.LogVariance(1));
        longer.Freedom.ShouldBeGreaterThan(shorter.Freedom);
    }

    [Fact]
    public void Fit_of_one_mistaken_price_hardly_moves()
    {
        Offer[] offers = Steady(0, 12);
        Offer[] mistaken = [.. offers[..^2], offers[^2] with { Price = Tracker.Catalog.Units.Money.FromAmount(900, "USD") }, offers[^1]];

        Fit("2026-07-01", mistaken).Drift.ShouldBe(0, 0.05);
        Fit("2026-07-01", mistaken).Volatility.ShouldBeLessThan(0.35);
    }

    [Fact]
    public void Fit_of_a_changed_regime_follows_the_present_one()
    {
        Offer[] offers = [.. Enumerable.Range(0, 24).Select(i => Month(i, 9000 * Math.Exp(i < 14 ? -0.04 * i : (-0.04 * 14) + (0.05 * (i - 14)))))];

        PriceTrend trend = Fit("2026-07-01", offers);

        trend.Drift.ShouldBeGreaterThan(0.1);
        trend.Basis.ShouldContain("regime since 2025-09");
    }

    [Fact]
    public void Fit_of_a_short_history_leans_on_its_peers_and_says_so()
    {
        PriceTrend peers = PriceTrend.Prior with { Drift = 0.3, Volatility = 0.4, Basis = "peers" };

        PriceTrend.Fit([Month(0, 9000)], ItemCondition.New, "USD", Day("2026-07-01"), peers).Basis.ShouldBe("peers");
        PriceTrend.Fit(Steady(0, 4), ItemCondition.New, "USD", Day("2026-07-01"), peers).Drift.ShouldBeInRange(0.05, 0.3);
    }

    [Fact]
    public void Forecast_has_fatter_tails_than_a_normal_one_of_the_same_variance()
    {
        PriceTrend trend = PriceTrend.Prior;

        trend.LogScale(1).ShouldBe(Math.Sqrt(trend.LogVariance(1) / 2), 1e-12);
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

    // Invented prices of the months up to June 2026.
    private static Offer[] Steady(double monthly, int months) =>
        [.. Enumerable.Range(24 - months, months).Select(i => Month(i, 9000 * Math.Exp(monthly * i)))];

    private static Offer Month(int index, double price) =>
        Offer($"{2024 + ((index + 6) / 12)}-{((index + 6) % 12) + 1:00}-15", (decimal)price);

    private static PriceTrend Fit(string asOf, params Offer[] offers) => PriceTrend.Fit(offers, ItemCondition.New, "USD", Day(asOf));
}
