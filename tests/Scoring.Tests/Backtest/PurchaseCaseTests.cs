using Tracker.Scoring.Backtest;
using Tracker.Scoring.Market;
using Tracker.Scoring.Tests.Evaluation;
using Tracker.Scoring.Tests.Market;

namespace Tracker.Scoring.Tests.Backtest;

public sealed class PurchaseCaseTests
{
    private static readonly BacktestTerms s_terms = new(24, 0.05);

    [Fact]
    public void Curve_of_the_first_months_does_not_depend_on_what_came_later()
    {
        PriceSeries whole = PriceRecord.Monthly(8000, 7000, 6500, 6400, 9000, 20000);
        PriceSeries early = whole with { Offers = [.. whole.Offers.Take(4)] };

        WeeklyPrice[] then = [.. PriceRecord.Curve(early).Weeks];

        PriceRecord.Curve(whole).Weeks.Take(then.Length).ShouldBe(then);
    }

    [Fact]
    public void Curve_uses_a_price_from_when_it_was_known_and_not_from_when_it_was_true()
    {
        Offer late = OfferFactory.Offer("2022-02-15", 4000) with { KnownAt = OfferFactory.Day("2022-04-15") };
        PriceCurve curve = PriceRecord.Curve(PriceRecord.Series([OfferFactory.Offer("2022-01-15", 8000), late]));

        curve.Weeks.Where(w => w.Date < late.KnownAt).ShouldAllBe(w => w.Price == 8000);
        curve.Weeks[^1].Price.ShouldBe(4000);
    }

    [Fact]
    public void Curve_ends_where_nothing_was_observed_for_a_year()
    {
        PriceSeries series = PriceRecord.Series([OfferFactory.Offer("2020-01-15", 8000), OfferFactory.Offer("2023-01-15", 4000)]);

        PriceCurve.Walk(series).Select(c => c.Weeks[0].Price).ShouldBe([8000, 4000]);
    }

    [Fact]
    public void Cost_of_waiting_adds_the_use_done_without()
    {
        PurchaseCase purchase = PurchaseCase.Of(PriceRecord.Curve(PriceRecord.Monthly(8000, 8000, 8000, 8000, 8000, 8000)), null, null, new(24, 0)).First();

        purchase.Cost(purchase.Start).ShouldBe(8000);
        purchase.Cost(8000, years: 0.25).ShouldBe(8000 + (3 * 8000 / 24.0), 1e-9);
        purchase.OracleCost.ShouldBe(8000);
    }

    [Fact]
    public void Oracle_is_never_worse_than_any_policy()
    {
        PriceCurve curve = PriceRecord.Curve(PriceRecord.Monthly(8000, 6000, 7000, 5000, 9000, 8500, 4000, 4100, 5200, 7000, 7100, 6000, 3000, 3100));
        IReadOnlyList<Policy> policies = [TrackerPolicy.Policy, .. NaivePolicies.All(SampleMarket.Configuration())];

        foreach (PurchaseCase purchase in PurchaseCase.Of(curve, null, null, s_terms))
        {
            CaseResult result = CaseResult.Of(purchase, policies);
            Enumerable.Range(0, policies.Count).ShouldAllBe(i => result.Regret(i) >= 0);
        }
    }

    [Fact]
    public void Cases_begin_within_the_dates_asked_for()
    {
        PriceCurve curve = PriceRecord.Curve(PriceRecord.Steady(0, 18));

        PurchaseCase[] cases = [.. PurchaseCase.Of(curve, new(2022, 3, 1), new(2022, 3, 31), s_terms)];

        cases.Select(c => c.First.Date.Day).ShouldBe([7, 14, 21, 28]);
    }

    [Fact]
    public void Record_too_short_to_see_what_came_has_no_cases()
    {
        PurchaseCase.Of(PriceRecord.Curve(PriceRecord.Monthly(8000, 7900)), null, null, s_terms).ShouldBeEmpty();
    }

    [Fact]
    public void Forecast_is_not_tested_against_a_price_that_is_only_carried_forward()
    {
        Offer late = OfferFactory.Offer("2022-11-15", 9000);
        PriceCurve curve = PriceRecord.Curve(PriceRecord.Series([OfferFactory.Offer("2022-01-15", 8000), OfferFactory.Offer("2022-02-15", 7900), late]));

        PriceForecastTest.Of(curve, week: 0).Select(t => t.Weeks).ShouldBe([13]);
        PriceForecastTest.Of(curve, week: 6).ShouldBeEmpty();
    }

    [Fact]
    public void Fixed_waits_buy_after_their_time_or_at_the_end_of_the_record()
    {
        PurchaseCase purchase = PurchaseCase.Of(PriceRecord.Curve(PriceRecord.Steady(0, 8)), null, null, s_terms).First();
        Dictionary<string, int> weeks = NaivePolicies.All(SampleMarket.Configuration()).ToDictionary(p => p.Name, p => purchase.WeekOf(p) - purchase.Start);

        weeks["buy now"].ShouldBe(0);
        weeks["wait 3 months"].ShouldBe(13);
        weeks["wait 6 months"].ShouldBe(26);
        weeks["wait 12 months"].ShouldBe(purchase.End - purchase.Start);
    }

    [Fact]
    public void Near_low_waits_for_five_weeks_of_record_and_then_for_a_low()
    {
        Policy nearLow = NaivePolicies.All(SampleMarket.Configuration()).Single(p => p.Name == "buy near the all-time low");
        PurchaseCase first = PurchaseCase.Of(PriceRecord.Curve(PriceRecord.Steady(0, 8)), null, null, s_terms).First();
        PurchaseCase dear = PurchaseCase.Of(PriceRecord.Curve(PriceRecord.Monthly(5000, 8000, 8000, 8000, 5100, 5000, 5000, 5000)), new(2022, 3, 1), null, s_terms).First();

        first.WeekOf(nearLow).ShouldBe(5);
        dear.Curve.Weeks[dear.WeekOf(nearLow)].Price.ShouldBe(5100);
    }
}
