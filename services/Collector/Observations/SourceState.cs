namespace Tracker.Collector.Observations;

/// <summary>How a source does: a row of <c>source_state</c>.</summary>
internal sealed record SourceState
{
    public string SourceId { get; init; } = "";

    public DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>Failures since the last success.</summary>
    public long FailuresInRow { get; init; }

    /// <summary>Not asked before; null where only its schedule counts.</summary>
    public DateTimeOffset? NextDueAt { get; init; }

    public string? ETag { get; init; }

    public string? LastModified { get; init; }

    /// <summary>Step of the back-off ladder.</summary>
    public long BackoffLevel { get; init; }
}
