namespace Tracker.Contracts;

/// <summary>A technical figure of a graphics card was observed and stored. Published by the collector.</summary>
public sealed record SpecObserved
{
    /// <summary>The row of the <c>specs</c> table.</summary>
    public required long SpecId { get; init; }

    public required string GpuId { get; init; }

    /// <summary>The figure's name as in a GPU entry, for example <c>memory_gb</c>.</summary>
    public required string Field { get; init; }

    public required string Value { get; init; }

    public required string SourceId { get; init; }

    public required DateTimeOffset ObservedAt { get; init; }

    public required DateTimeOffset KnownAt { get; init; }
}
