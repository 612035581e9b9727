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

    /// <summary>Days after which nobody knows whether it is still to be had.</summary>
    public const int OldestDays = 365;

    private const int FewestSellers = 2;
    private static readonly int[] s_windows = [30, 60, 90, 180, OldestDays];

    public required Money Price { get; init; }

    public required ItemCondition Condition { get; init; }

    /// <summary>In words: what it was made from.</summary>
    public required string Basis { get; init; }

    /// <summary>When the newest offer it rests on was observed.</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>The lowest confidence of the offers it rests on.</summary>
    public required Confidence Confidence { get; init; }

    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Whether it is what the maker says, and nobody was seen to ask it.</summary>
    public bool IsListOnly { get; init; }

    /// <summary>In words: offers that were not believed.</summary>
    public IReadOnlyList<string> LeftAside { get; init; } = [];

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
    /// <param name="currency">Offers in other currencies are left aside.</param>
    /// <param name="asOf">The date.</param>
    /// <param name="list">The maker's list price: where fewer than three sellers offer, a price far from it is no price.</param>
    public static StreetPrice? Find(IEnumerable<Offer> offers, PriceUnit unit, string currency, DateTimeOffset asOf, Money? list = null)
    {
        // The latest word of each seller on each thing counts, even where it says "sold out".
        List<Offer> latest = [.. offers
            .Where(o => o.Unit == unit && o.Price.Currency == currency && o.ObservedAt <= asOf)
            .GroupBy(o => (o.ItemKey, o.Condition))
            .Select(item => item.Last())
            .Where(o => o.OnSale)];
        return unit == PriceUnit.Hour
            ? FindIn(latest, "rental", asOf, null)
            : FindIn([.. latest.Where(o => o.Condition == ItemCondition.New)], "new", asOf, list)
                ?? FindIn([.. latest.Where(o => o.Condition is ItemCondition.Used or ItemCondition.Refurbished)], "used", asOf, list)
                ?? FindIn([.. latest.Where(o => o.Condition == ItemCondition.Unknown)], "condition unknown", asOf, list);
    }

    private static StreetPrice? FindIn(List<Offer> latest, string condition, DateTimeOffset asOf, Money? list)
    {
        List<Offer> absurd = Absurd([.. latest.Where(o => asOf - o.ObservedAt <= TimeSpan.FromDays(OldestDays))], list);
        List<Offer> usable = [.. latest.Except(absurd)];
        if (usable.Count == 0)
            return null;
        DateTimeOffset newest = usable.Max(o => o.ObservedAt);
        if (asOf - newest > TimeSpan.FromDays(OldestDays))
            return null;
        List<Offer> found = [];
        int window = 0;
        foreach (int days in s_windows)
        {
            (found, window) = ([.. usable.Where(o => o.ObservedAt >= newest.AddDays(-days))], days);
            if (found.Select(o => o.Venue).Distinct(StringComparer.Ordinal).Count() >= FewestSellers)
                break;
        }
        List<Offer> lowest = [.. found.OrderBy(o => o.Price).ThenByDescending(o => o.ObservedAt).Take(found.Count > FewestSellers ? 2 : 1)];
        string conversion = lowest[^1].Conversion is { } converted ? $", {converted}" : "";
        return new()
        {
            Price = lowest[^1].Price,
            Condition = lowest[^1].Condition,
            Basis = found.Count switch
            {
                1 => $"the only offer, {condition}, {lowest[0].Venue}",
                FewestSellers => $"the lower of 2 offers in {window} days, {condition}",
                _ => $"the second lowest of {found.Count} offers in {window} days, {condition}",
            } + conversion,
            ObservedAt = newest,
            Confidence = lowest.Min(o => o.Confidence),
            Sources = [.. lowest.Select(o => $"{o.Venue}, {o.ObservedAt:yyyy-MM-dd}, {o.Price}: {o.Evidence}")],
            LeftAside = [.. absurd.Select(o => $"an offer of {o.Price} ({o.Venue}, {o.ObservedAt:yyyy-MM-dd}) is left aside as absurd")],
        };
    }

    // Four times the usual price is a bundle or a typing error, a quarter of it a fraud or an accessory.
    private static List<Offer> Absurd(List<Offer> offers, Money? list)
    {
        if (offers.Count < 3 && list is null)
            return [];
        (decimal usual, decimal times) = offers.Count >= 3 ? (offers.Select(o => o.Price.Amount).Order().ElementAt(offers.Count / 2), 4m) : (list!.Value.Amount, 10m);
        return [.. offers.Where(o => o.Price.Amount * times < usual || o.Price.Amount > usual * times)];
    }
}
