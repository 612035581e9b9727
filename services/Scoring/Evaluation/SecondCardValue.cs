using Tracker.Catalog;
using Tracker.Catalog.Gpus;
using Tracker.Catalog.Settings;
using Tracker.Catalog.Units;
using Tracker.Contracts;
using Tracker.Scoring.Market;

namespace Tracker.Scoring.Evaluation;

/// <summary>
/// What a second card is worth a month: the hours it would be used times what renting the same card costs, because
/// renting is what else one could do; or the owner's own figure, capped by that.
/// </summary>
internal sealed record SecondCardValue
{
    /// <summary>Hourly rental; null where none is known, not even of a peer.</summary>
    public required StreetPrice? Rental { get; init; }

    /// <summary>Worth a month; null where neither rental nor the owner gives one.</summary>
    public required Money? Monthly { get; init; }

    /// <summary>Whether the owner's own figure reached the cap: renting is then as good as any worth he sets.</summary>
    public required bool CappedByRental { get; init; }

    /// <summary>Whether another card's rental stands in.</summary>
    public required bool RentalOfPeer { get; init; }

    /// <summary>What is assumed in it, in words.</summary>
    public required IReadOnlyList<string> Assumptions { get; init; }

    public static SecondCardValue Find(TrackerCatalog catalog, MarketSnapshot market)
    {
        DecisionSettings decision = catalog.Settings.Decision;
        string currency = catalog.Settings.Owner.Currency;
        List<string> assumptions = [];
        StreetPrice? rental = FindRental(catalog.OwnedGpu, market, currency, assumptions);
        Money? cap = rental is null
            ? null
            : Money.FromAmount(rental.Price.Amount * (decimal)decision.HoursPerMonth, currency);
        bool capped = decision.MonthlyValue is Money own && cap is Money most && own >= most;
        return new()
        {
            Rental = rental,
            Monthly = capped ? cap : decision.MonthlyValue ?? cap,
            CappedByRental = capped,
            RentalOfPeer = rental is not null && assumptions.Count > 0,
            Assumptions = assumptions,
        };
    }

    private static StreetPrice? FindRental(Gpu owned, MarketSnapshot market, string currency, List<string> assumptions)
    {
        if (StreetPrice.Find(market.Offers[owned.Id], PriceUnit.Hour, currency, market.AsOf) is { } own)
            return own;
        foreach (string peer in owned.RentalPeers)
        {
            if (StreetPrice.Find(market.Offers[peer], PriceUnit.Hour, currency, market.AsOf) is not { } rental)
                continue;
            assumptions.Add($"no rental of the {owned.Name} was known: that of {peer} stands in");
            return rental with { Basis = $"{rental.Basis}, of {peer}" };
        }
        assumptions.Add($"no rental of the {owned.Name} or a peer is known");
        return null;
    }
}
