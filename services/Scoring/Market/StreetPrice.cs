using Tracker.Catalog.Units;
using Tracker.Contracts;

namespace Tracker.Scoring.Market;

/// <summary>
/// The price one can really buy (or rent) at by a date, from whatever was observed: the median of the three lowest
/// offers of the shortest recent window that holds three sellers. The lowest alone is too often a mistake or a fraud,
/// and a mean follows the dreamers.
/// </summary>
internal sealed record StreetPrice
{
    /// <summary>Days after which a price no longer speaks for today.</summary>
    public const int FreshDays = 90;

    private const int Sellers = 3;
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

    private static StreetPrice? FindIn(IReadOnlyList<Offer> latest, string condition, DateTimeOffset asOf)
    {
        List<Offer> found = [];
        int window = 0;
        foreach (int days in s_windows)
        {
            List<Offer> within = [.. latest.Where(o => o.ObservedAt > asOf.AddDays(-days))];
            if (within.Count > found.Count)
                (found, window) = (within, days);
            if (found.Select(o => o.Venue).Distinct(StringComparer.Ordinal).Count() >= Sellers)
                break;
        }
        if (found.Count == 0)
            return null;
        List<Offer> lowest = [.. found.OrderBy(o => o.Price).ThenByDescending(o => o.ObservedAt).Take(Sellers)];
        return new()
        {
            Price = Median(lowest),
            Condition = lowest[0].Condition,
            Basis = found.Count == 1
                ? $"the only offer in {window} days, {condition}, {lowest[0].Venue}"
                : $"median of the {lowest.Count} lowest of {found.Count} offers in {window} days, {condition}",
            ObservedAt = lowest.Max(o => o.ObservedAt),
            Confidence = lowest.Min(o => o.Confidence),
            Sources = [.. lowest.Select(o => $"{o.Venue}, {o.ObservedAt:yyyy-MM-dd}, {o.Price}: {o.Evidence}")],
        };
    }

    // Of two, the mean; money stays exact to the minor unit.
    private static Money Median(List<Offer> ascending)
    {
        Money middle = ascending[ascending.Count / 2].Price;
        return ascending.Count % 2 == 1
            ? middle
            : Money.FromAmount((ascending[(ascending.Count / 2) - 1].Price.Amount + middle.Amount) / 2, middle.Currency);
    }
}
