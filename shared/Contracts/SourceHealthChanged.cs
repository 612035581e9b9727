namespace Tracker.Contracts;

/// <summary>Sources that became unhealthy, or healthy again, in one collection cycle; grouped, never one message a source.</summary>
public sealed record SourceHealthChanged
{
    public required IReadOnlyList<SourceHealthChange> Changes { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }
}

/// <summary>One source's change of health.</summary>
public sealed record SourceHealthChange
{
    public required string SourceId { get; init; }

    public required bool Healthy { get; init; }

    /// <summary>The last problem in words; null where the source recovered.</summary>
    public required string? Problem { get; init; }
}
