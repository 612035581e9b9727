using Tracker.Contracts;
using Tracker.Scoring.Backtest;
using Tracker.Scoring.Market;
using Tracker.Scoring.Tests.Market;

namespace Tracker.Scoring.Tests.Backtest;

/// <summary>Invented monthly prices.</summary>
internal static class PriceRecord
{
    /// <summary>One price in the middle of each month from January 2022.</summary>
    public static PriceSeries Monthly(params IEnumerable<double> prices) => Series(
        [.. prices.Select((price, i) => OfferFactory.Offer($"{2022 + (i / 12)}-{(i % 12) + 1:00}-15", (decimal)price))]);

    /// <summary>A price that changes by the same share each month.</summary>
    public static PriceSeries Steady(double monthlyLogChange, int months) =>
        Monthly(Enumerable.Range(0, months).Select(i => Math.Round(8000 * Math.Exp(monthlyLogChange * i), 2)));

    public static PriceSeries Series(IReadOnlyList<Offer> offers) => new()
    {
        Name = "invented card",
        Gpu = null,
        ListOffers = [],
        Condition = ItemCondition.New,
        Currency = "USD",
        Offers = offers,
        File = "invented.csv",
    };

    public static PriceCurve Curve(PriceSeries series) => PriceCurve.Walk(series).Single();
}
