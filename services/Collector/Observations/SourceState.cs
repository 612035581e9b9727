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

    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>When an answer last gave something that was not there before.</summary>
    public DateTimeOffset? LastChangeAt { get; init; }

    public string? LastProblem { get; init; }

    public bool Healthy { get; init; } = true;

    /// <summary>When an answer last held anything that is watched.</summary>
    public DateTimeOffset? LastDataAt { get; init; }

    /// <summary>Since when answers hold nothing that is watched; null while they do.</summary>
    public DateTimeOffset? NothingSince { get; init; }

    /// <summary>To be asked again from here on, whatever the schedule says: something it showed is in quarantine.</summary>
    public DateTimeOffset? RecheckAt { get; init; }

    /// <summary>The fingerprint of the configuration under which its document was read.</summary>
    public string? ReadUnder { get; init; }
}
