using Tracker.Catalog.Sources;
using Tracker.Contracts;

namespace Tracker.Collector;

/// <summary>How a source does.</summary>
public sealed record SourceStatus
{
    public required string Id { get; init; }

    public required SourceKind Kind { get; init; }

    public required string Venue { get; init; }

    public required string Url { get; init; }

    public required bool Enabled { get; init; }

    /// <summary>Why it is not asked; null where it is.</summary>
    public required string? DisabledReason { get; init; }

    /// <summary>Whether the command line said so, rather than the source's file.</summary>
    public required bool Switched { get; init; }

    public required SourceHealth Health { get; init; }

    public required DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>When it last gave something that was not there before.</summary>
    public required DateTimeOffset? LastChangeAt { get; init; }

    public required long FailuresInRow { get; init; }

    /// <summary>Null where it is not asked.</summary>
    public required DateTimeOffset? NextTryAt { get; init; }

    public required string? LastProblem { get; init; }

    /// <summary>How many of its prices are in quarantine.</summary>
    public required int Quarantined { get; init; }
}

/// <summary>Whether a source answers as expected.</summary>
public enum SourceHealth
{
    Off = 0,
    NotAsked = 1,
    Healthy = 2,

    /// <summary>It failed three times in a row, or gave nothing for three of its intervals.</summary>
    Unhealthy = 3,
}

/// <summary>A price that is held back.</summary>
public sealed record QuarantinedPrice
{
    public required long Id { get; init; }

    public required string SourceId { get; init; }

    public required string GpuId { get; init; }

    public required string? Title { get; init; }

    public required string? Url { get; init; }

    public required MoneyValue Price { get; init; }

    /// <summary>What it was compared with.</summary>
    public required MoneyValue Reference { get; init; }

    public required DateTimeOffset FirstSeenAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; init; }

    public required int TimesSeen { get; init; }

    public required string Evidence { get; init; }
}
