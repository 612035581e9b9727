using Tracker.Catalog.Gpus;
using Tracker.Contracts;
using Tracker.Scoring.Market;

namespace Tracker.Scoring.Backtest;

/// <summary>
/// The recorded prices of one card in one condition and currency. A figure that a venue reports regularly over many
/// offers (a median, the lowest few) is a series of its own; offers of shops together are one.
/// </summary>
internal sealed record PriceSeries
{
    /// <summary>For people: the card, and what sets this series apart from others of it.</summary>
    public required string Name { get; init; }

    /// <summary>The card's entry in the catalogue; null where it has none.</summary>
    public required Gpu? Gpu { get; init; }

    public required ItemCondition Condition { get; init; }

    public required string Currency { get; init; }

    /// <summary>List prices of the card, as they became known.</summary>
    public required IReadOnlyList<Offer> ListOffers { get; init; }

    /// <summary>In the order in which they became known.</summary>
    public required IReadOnlyList<Offer> Offers { get; init; }

    /// <summary>Where the prices come from: a file's name, or null where each cites its own source.</summary>
    public required string? File { get; init; }

    /// <summary>Splits the offers of one card.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="gpu">Its entry in the catalogue; null where it has none.</param>
    /// <param name="offers">Its offers, in any order; rental rates are left aside.</param>
    /// <param name="file">The name of the file they come from; null where each cites its own source.</param>
    public static IEnumerable<PriceSeries> Split(string name, Gpu? gpu, IReadOnlyCollection<Offer> offers, string? file)
    {
        Offer[] lists = [.. offers.Where(o => o.Basis == "list").OrderBy(o => o.KnownAt)];
        bool severalCurrencies = offers.Where(o => o.Unit == PriceUnit.Each).Select(o => o.Price.Currency).Distinct().Count() > 1;
        return offers
            .Where(o => o.Unit == PriceUnit.Each)
            .GroupBy(o => (o.Condition, o.Price.Currency, Figure: IsFigure(o) ? $"{o.Basis}, {o.Venue}" : null))
            .OrderBy(g => g.Key.Condition).ThenBy(g => g.Key.Currency, StringComparer.Ordinal).ThenBy(g => g.Key.Figure, StringComparer.Ordinal)
            .Select(g => new PriceSeries
            {
                Name = $"{name}{Mark(g.Key.Condition)}{(severalCurrencies ? $", {g.Key.Currency}" : "")}{(g.Key.Figure is { } figure ? $" ({figure})" : "")}",
                Gpu = gpu,
                ListOffers = lists,
                Condition = g.Key.Condition,
                Currency = g.Key.Currency,
                Offers = [.. g.OrderBy(o => o.KnownAt).ThenBy(o => o.ObservedAt)],
                File = file,
            });
    }

    private static bool IsFigure(Offer offer) => offer.Basis is not ("street" or "list");

    private static string Mark(ItemCondition condition) => condition switch
    {
        ItemCondition.New => "",
        ItemCondition.Unknown => ", condition unknown",
        _ => $", {condition.ToString().ToLowerInvariant()}",
    };
}
