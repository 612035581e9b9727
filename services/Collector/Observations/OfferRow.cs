namespace Tracker.Collector.Observations;

/// <summary>A row of the <c>offers</c> table, as the database holds it.</summary>
internal sealed record OfferRow
{
    public required string FactKey { get; init; }

    public required string GpuId { get; init; }

    public required string SourceId { get; init; }

    public required string Venue { get; init; }

    public string? Title { get; init; }

    public string? Url { get; init; }

    /// <summary>The thing offered within its source; one thing has one latest price.</summary>
    public required string ItemKey { get; init; }

    /// <summary>Null where it is not on sale; then the currency is null too.</summary>
    public long? AmountMinor { get; init; }

    public string? Currency { get; init; }

    public required string Unit { get; init; }

    public required string Condition { get; init; }

    public required string Availability { get; init; }

    public required string Basis { get; init; }

    public required string ObservedAt { get; init; }

    public required string KnownAt { get; init; }

    public required string Confidence { get; init; }

    public required string Evidence { get; init; }

    public string? Note { get; init; }
}
