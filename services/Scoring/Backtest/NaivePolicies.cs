using Tracker.Catalog;
using Tracker.Catalog.Gpus;
using Tracker.Contracts;

namespace Tracker.Scoring.Backtest;

/// <summary>The rules of thumb that the tracker has to beat.</summary>
internal static class NaivePolicies
{
    private const int WeeksPerQuarter = 13;
    private const int RecordWeeks = 5;
    private const double NearLow = 1.05;

    public static Policy BuyNow { get; } = new("buy now", (_, _) => true);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Policy> All(TrackerCatalog catalog) =>
    [
        BuyNow,
        Wait("wait 3 months", WeeksPerQuarter),
        Wait("wait 6 months", 2 * WeeksPerQuarter),
        Wait("wait 12 months", 4 * WeeksPerQuarter),
        new("wait for the next generation", (purchase, week) => NextGenerationIsOut(catalog, purchase, week)),
        new("buy near the all-time low", NearAllTimeLow),
    ];

    private static Policy Wait(string name, int weeks) => new(name, (purchase, week) => week - purchase.Start >= weeks);

    private static bool NearAllTimeLow(PurchaseCase purchase, int week)
    {
        if (week < RecordWeeks)
            return false;
        double low = purchase.Curve.Weeks.Take(week + 1).Min(w => w.Price);
        return purchase.Curve.Weeks[week].Price <= NearLow * low;
    }

    // A card of the same maker and class and another architecture that came out after it. For a card that the catalogue
    // does not know, none ever comes, and one waits to the end.
    private static bool NextGenerationIsOut(TrackerCatalog catalog, PurchaseCase purchase, int week)
    {
        if (purchase.Curve.Series.Gpu is not { } card || LaunchOf(card) is not { } own)
            return false;
        DateOnly date = DateOnly.FromDateTime(purchase.Curve.Weeks[week].Date.UtcDateTime);
        return catalog.Gpus.Values.Any(g =>
            g.Vendor == card.Vendor && g.Class == card.Class && Generation(g) != Generation(card) && LaunchOf(g) > own && LaunchOf(g) <= date);
    }

    private static DateOnly? LaunchOf(Gpu gpu) => gpu.Timeline.FirstOrDefault(c => c.Standing == Standing.Launched)?.KnownFrom;

    // "Ada AD102" and "Ada AD104" are one generation.
    private static string? Generation(Gpu gpu) => gpu.Architecture?.Split(' ')[0];
}
