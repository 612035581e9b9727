using Tracker.Catalog.Gpus;
using Tracker.Contracts;

namespace Tracker.Scoring.Market;

/// <summary>The list price of a card as it was last published: makers change it, so the newest known counts.</summary>
internal static class ListPrices
{
    /// <summary>The newest of the catalogue's and the observed list prices; of several of one day the lowest.</summary>
    /// <param name="gpu">The card; null where the catalogue does not know it.</param>
    /// <param name="offers">Its offers known by the date.</param>
    /// <param name="currency">Others are left aside.</param>
    /// <param name="date">Nothing published later is used.</param>
    public static ListPrice? Latest(Gpu? gpu, IEnumerable<Offer> offers, string currency, DateOnly date) => offers
        .Where(o => o is { Basis: "list", Unit: PriceUnit.Each, Condition: ItemCondition.New })
        .Select(o => new ListPrice { Price = o.Price, Date = DateOnly.FromDateTime(o.ObservedAt.UtcDateTime), Source = o.Evidence })
        .Concat(gpu?.ListPrice is { } known ? [known] : [])
        .Where(l => l.Price.Currency == currency && l.Date <= date)
        .OrderByDescending(l => l.Date).ThenBy(l => l.Price.MinorUnits)
        .FirstOrDefault();
}
