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

    /// <summary>The card's id in the catalogue; null where it is none of it.</summary>
    public required string? GpuId { get; init; }

    public required ItemCondition Condition { get; init; }

    public required string Currency { get; init; }

    /// <summary>In the order in which they became known.</summary>
    public required IReadOnlyList<Offer> Offers { get; init; }

    /// <summary>Where the prices come from: a file's name, or null where each cites its own source.</summary>
    public required string? File { get; init; }

    /// <summary>Splits the offers of one card.</summary>
    /// <param name="name">The card's name.</param>
    /// <param name="gpuId">Its id; null where it is none of the catalogue.</param>
    /// <param name="offers">Its offers, in any order; rental rates are left aside.</param>
    /// <param name="file">The name of the file they come from; null where each cites its own source.</param>
    public static IEnumerable<PriceSeries> Split(string name, string? gpuId, IEnumerable<Offer> offers, string? file) => offers
        .Where(o => o.Unit == PriceUnit.Each)
        .GroupBy(o => (o.Condition, o.Price.Currency, Figure: IsFigure(o) ? $"{o.Basis}, {o.Venue}" : null))
        .OrderBy(g => g.Key.Condition).ThenBy(g => g.Key.Currency, StringComparer.Ordinal).ThenBy(g => g.Key.Figure, StringComparer.Ordinal)
        .Select(g => new PriceSeries
        {
            Name = $"{name}{Mark(g.Key.Condition)}{(g.Key.Figure is { } figure ? $" ({figure})" : "")}",
            GpuId = gpuId,
            Condition = g.Key.Condition,
            Currency = g.Key.Currency,
            Offers = [.. g.OrderBy(o => o.KnownAt).ThenBy(o => o.ObservedAt)],
            File = file,
        });

    private static bool IsFigure(Offer offer) => offer.Basis is not ("street" or "list");

    private static string Mark(ItemCondition condition) => condition switch
    {
        ItemCondition.New => "",
        ItemCondition.Unknown => ", condition unknown",
        _ => $", {condition.ToString().ToLowerInvariant()}",
    };
}
