using Tracker.Catalog.Units;
using Tracker.Contracts;

namespace Tracker.Scoring.Market;

/// <summary>
/// The price one can really buy (or rent) at by a date, from whatever was observed: the second lowest of three or more
/// sellers, the lower of two, in the shortest window before the newest offer that holds two. The lowest of many is too
/// often a mistake or a fraud, a mean follows the dreamers, and a long window mixes price regimes.
/// </summary>
internal sealed record StreetPrice
{
    /// <summary>Days after which a price no longer speaks for today.</summary>
    public const int FreshDays = 90;

    private const int FewestSellers = 2;
    private static readonly int[] s_windows = [30, 60, 90, 180, 365];

    public required Money Price { get; init; }

    public required ItemCondition Condition { get; init; }

    /// <summary>In words: what it was made from.</summary>
    public required string Basis { get; init; }

    /// <summary>When the newest offer it rests on was observed.</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>The lowest confidence of the offers it rests on.</summary>
    public required Confidence Confidence { get; init; }

    public required IReadOnlyList<string> Sources { get; init; }

    public bool IsStaleAt(DateTimeOffset asOf) => asOf - ObservedAt > TimeSpan.FromDays(FreshDays);

    public PriceBasis ToBasis() => new()
    {
        Amount = Price.ToDecimalString(),
        Currency = Price.Currency,
        Basis = Basis,
        ObservedAt = ObservedAt,
        Confidence = Confidence,
        Sources = Sources,
    };

    /// <summary>The price in new condition, else used; null where nothing usable was observed in a year.</summary>
    /// <param name="offers">Offers of one GPU, known by <paramref name="asOf"/>, oldest first.</param>
    /// <param name="unit">Purchase or rental.</param>
    /// <param name="currency">Offers in other currencies are left aside: no exchange rate is collected yet.</param>
    /// <param name="asOf">The date.</param>
    public static StreetPrice? Find(IEnumerable<Offer> offers, PriceUnit unit, string currency, DateTimeOffset asOf)
    {
        // The latest word of each seller on each thing counts, even where it says "sold out".
        List<Offer> latest = [.. offers
            .Where(o => o.Unit == unit && o.Price.Currency == currency && o.ObservedAt <= asOf)
            .GroupBy(o => (o.ItemKey, o.Condition))
            .Select(item => item.Last())
            .Where(o => o.OnSale)];
        return unit == PriceUnit.Hour
            ? FindIn(latest, "rental", asOf)
            : FindIn([.. latest.Where(o => o.Condition == ItemCondition.New)], "new", asOf)
                ?? FindIn([.. latest.Where(o => o.Condition is ItemCondition.Used or ItemCondition.Refurbished)], "used", asOf)
                ?? FindIn([.. latest.Where(o => o.Condition == ItemCondition.Unknown)], "condition unknown", asOf);
    }

    private static StreetPrice? FindIn(List<Offer> latest, string condition, DateTimeOffset asOf)
    {
        if (latest.Count == 0)
            return null;
        DateTimeOffset newest = latest.Max(o => o.ObservedAt);
        if (asOf - newest > TimeSpan.FromDays(s_windows[^1]))
            return null;
        List<Offer> found = [];
        int window = 0;
        foreach (int days in s_windows)
        {
            (found, window) = ([.. latest.Where(o => o.ObservedAt >= newest.AddDays(-days))], days);
            if (found.Select(o => o.Venue).Distinct(StringComparer.Ordinal).Count() >= FewestSellers)
                break;
        }
        List<Offer> lowest = [.. found.OrderBy(o => o.Price).ThenByDescending(o => o.ObservedAt).Take(found.Count > FewestSellers ? 2 : 1)];
        return new()
        {
            Price = lowest[^1].Price,
            Condition = lowest[^1].Condition,
            Basis = found.Count switch
            {
                1 => $"the only offer, {condition}, {lowest[0].Venue}",
                FewestSellers => $"the lower of 2 offers in {window} days, {condition}",
                _ => $"the second lowest of {found.Count} offers in {window} days, {condition}",
            },
            ObservedAt = newest,
            Confidence = lowest.Min(o => o.Confidence),
            Sources = [.. lowest.Select(o => $"{o.Venue}, {o.ObservedAt:yyyy-MM-dd}, {o.Price}: {o.Evidence}")],
        };
    }
}
