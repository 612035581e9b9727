namespace Tracker.Collector;

/// <summary>What one round of collecting gave.</summary>
public sealed record CollectReport
{
    /// <summary>The sources that were due, by id.</summary>
    public required IReadOnlyList<SourceOutcome> Sources { get; init; }
}

/// <summary>How asking one source went.</summary>
public sealed record SourceOutcome
{
    public required string SourceId { get; init; }

    /// <summary>Observations that were not there before.</summary>
    public required int NewObservations { get; init; }

    /// <summary>Why nothing can be said of the source; null where it was read.</summary>
    public required string? Problem { get; init; }
}
