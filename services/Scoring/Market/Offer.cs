using Tracker.Catalog.Units;
using Tracker.Contracts;

namespace Tracker.Scoring.Market;

/// <summary>One observed price or rental rate.</summary>
internal sealed record Offer
{
    public required string GpuId { get; init; }

    /// <summary>The thing offered, within all sources: one thing has one latest price.</summary>
    public required string ItemKey { get; init; }

    public required string Venue { get; init; }

    public required Money Price { get; init; }

    public required PriceUnit Unit { get; init; }

    public required ItemCondition Condition { get; init; }

    public required bool OnSale { get; init; }

    /// <summary>What kind of figure it is: street, list, median, asking-average, lowest-few, rental.</summary>
    public required string Basis { get; init; }

    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>When it could first be known.</summary>
    public required DateTimeOffset KnownAt { get; init; }

    public required Confidence Confidence { get; init; }

    public required string Evidence { get; init; }

    /// <summary>In words: the price as it was asked and the rate it was converted at; null where nothing was converted.</summary>
    public string? Conversion { get; init; }
}
