using Tracker.Contracts;

namespace Tracker.Catalog.Stacks;

/// <summary>A software stack and the inference engines that run on it. Three-valued: an engine that is not listed is unknown, not refused.</summary>
public sealed record SoftwareStack
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required IReadOnlyList<EngineSupport> Engines { get; init; }

    /// <summary>Whether the stack runs the engine, as known by a date; null where nobody had said.</summary>
    public EngineSupport? Support(string engine, DateOnly date) =>
        Engines.LastOrDefault(e => e.Engine == engine && (e.KnownFrom is null || e.KnownFrom <= date));
}

/// <summary>Whether an engine runs on a stack.</summary>
public sealed record EngineSupport
{
    public required string Engine { get; init; }

    /// <summary>The day it was published; null for always known.</summary>
    public DateOnly? KnownFrom { get; init; }

    /// <summary>False where the maker says it does not run.</summary>
    public required bool Supported { get; init; }

    public required string Source { get; init; }

    public required Confidence Confidence { get; init; }

    public string? Notes { get; init; }
}
