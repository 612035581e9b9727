using Tracker.Contracts;

namespace Tracker.Scoring.Market;

/// <summary>A card's price month by month, each from the last word of every seller in that month.</summary>
internal static class MonthlyPrices
{
    private const int LongestYears = 3;
    private const int MonthsPerYear = 12;

    /// <summary>The month, counted from year 0, and the mean of the logarithms of its three lowest prices, oldest first.</summary>
    public static IReadOnlyList<(int Month, double Log)> Of(IEnumerable<Offer> offers, ItemCondition condition, string currency, DateTimeOffset asOf) =>
    [
        .. offers
            .Where(o => o.Unit == PriceUnit.Each && o.OnSale && o.Condition == condition && o.Price.Currency == currency)
            .Where(o => o.ObservedAt <= asOf && o.ObservedAt > asOf.AddYears(-LongestYears) && o.Price.MinorUnits > 0)
            .GroupBy(o => MonthOf(o.ObservedAt))
            .OrderBy(month => month.Key)
            .Select(month => (month.Key, Log(month))),
    ];

    /// <summary>The month of a moment, counted from year 0.</summary>
    public static int MonthOf(DateTimeOffset moment) => (moment.Year * MonthsPerYear) + moment.Month - 1;

    /// <summary>The first day of a month that is counted from year 0.</summary>
    public static DateOnly FirstDayOf(int month) => new(month / MonthsPerYear, (month % MonthsPerYear) + 1, 1);

    private static double Log(IEnumerable<Offer> month) => month
        .GroupBy(o => o.ItemKey, StringComparer.Ordinal)
        .Select(item => Math.Log((double)item.MaxBy(o => o.ObservedAt)!.Price.Amount))
        .Order().Take(3).Average();
}
