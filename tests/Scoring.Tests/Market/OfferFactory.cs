using Tracker.Catalog.Units;
using Tracker.Contracts;
using Tracker.Scoring.Market;

namespace Tracker.Scoring.Tests.Market;

/// <summary>Makes offers; shops and prices are invented.</summary>
internal static class OfferFactory
{
    public static DateTimeOffset Day(string date) => DateTimeOffset.Parse(date + "T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture);

    public static Offer Offer(
        string date,
        decimal price,
        string venue = "Shop A",
        ItemCondition condition = ItemCondition.New,
        bool onSale = true,
        string currency = "USD",
        PriceUnit unit = PriceUnit.Each,
        string gpu = "card",
        Confidence confidence = Confidence.High) => new()
        {
            GpuId = gpu,
            ItemKey = venue,
            Venue = venue,
            Price = Money.FromAmount(price, currency),
            Unit = unit,
            Condition = condition,
            OnSale = onSale,
            Basis = "street",
            ObservedAt = Day(date),
            KnownAt = Day(date),
            Confidence = confidence,
            Evidence = $"invented, {venue}",
        };
}
