using Tracker.Contracts;

namespace Tracker.Collector.Observations;

/// <summary>The words that the database uses for enumerations.</summary>
internal static class StoredWords
{
    public static string Of(PriceUnit unit) => unit == PriceUnit.Hour ? "hour" : "each";

    public static string Of(ItemCondition condition) => condition.ToString().ToLowerInvariant();

    public static string Of(Confidence confidence) => confidence.ToString().ToLowerInvariant();

    public static string Of(Availability availability) => availability switch
    {
        Availability.InStock => "in-stock",
        Availability.OutOfStock => "out-of-stock",
        Availability.PreOrder => "pre-order",
        Availability.BackOrder => "back-order",
        Availability.Limited => "limited",
        Availability.Discontinued => "discontinued",
        _ => "unknown",
    };
}
