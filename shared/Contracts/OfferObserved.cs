namespace Tracker.Contracts;

/// <summary>A price of a graphics card, or its rental rate, was observed and stored. Published by the collector.</summary>
public sealed record OfferObserved
{
    /// <summary>The row of the <c>offers</c> table.</summary>
    public required long OfferId { get; init; }

    public required string GpuId { get; init; }

    /// <summary>Null where it is not on sale and no price is shown.</summary>
    public required MoneyAmount? Price { get; init; }

    public required PriceUnit Unit { get; init; }

    public required string SourceId { get; init; }

    /// <summary>When it was true, UTC.</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>When it could first be known, UTC: the fetch, or the publication of an imported fact.</summary>
    public required DateTimeOffset KnownAt { get; init; }
}
