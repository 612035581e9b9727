using Tracker.Catalog.Units;
using Tracker.Contracts;

namespace Tracker.Scoring.Claims;

/// <summary>One statement about a candidate that time will prove right or wrong.</summary>
internal sealed record Claim
{
    public required long Id { get; init; }

    public required string GpuId { get; init; }

    public required ClaimKind Kind { get; init; }

    /// <summary>A measure: GB, GB/s, TFLOPS or TOPS, W; null for statements without one.</summary>
    public double? Value { get; init; }

    /// <summary>What a measure of compute holds for, such as <c>fp4 dense</c>, or what a date is of, such as <c>sampling</c>; null where nobody said, or it is to be bought.</summary>
    public string? Qualifier { get; init; }

    public Money? Price { get; init; }

    /// <summary>When it is to be had; for a delay the new date.</summary>
    public DateRange? Dates { get; init; }

    public required string Sentence { get; init; }

    /// <summary>Who stands for it: the maker for what he announces himself, else who published it.</summary>
    public required string Source { get; init; }

    /// <summary>How far the source is trusted before it has a record.</summary>
    public required Confidence Trust { get; init; }

    /// <summary>Whether it is hearsay.</summary>
    public required bool IsRumour { get; init; }

    /// <summary>The story it was copied from; copies of one story are one claim.</summary>
    public required long OriginId { get; init; }

    public required DateTimeOffset KnownAt { get; init; }

    /// <summary>What its source is judged by.</summary>
    public ClaimAspect Aspect => Kind switch
    {
        ClaimKind.Exists or ClaimKind.Launched or ClaimKind.Cancelled => ClaimAspect.Existence,
        ClaimKind.Date or ClaimKind.Delayed => ClaimAspect.Dates,
        ClaimKind.Price => ClaimAspect.Prices,
        _ => ClaimAspect.Specs,
    };

    public DateOnly Day => DateOnly.FromDateTime(KnownAt.UtcDateTime);
}

/// <summary>What a source can be good or bad at: a maker who never cancels may be late every time.</summary>
internal enum ClaimAspect
{
    Existence,
    Dates,
    Prices,
    Specs,
}

/// <summary>What is claimed.</summary>
internal enum ClaimKind
{
    Exists,
    Launched,
    Date,
    Price,
    Memory,
    Bandwidth,
    Compute,
    Power,
    Delayed,
    Cancelled,
}
