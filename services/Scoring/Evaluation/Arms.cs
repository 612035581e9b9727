using Tracker.Contracts;
using Tracker.Scoring.Decision;

namespace Tracker.Scoring.Evaluation;

/// <summary>One thing the owner can do, and what it is worth against doing nothing.</summary>
internal sealed record Arm
{
    public required VerdictAction Action { get; init; }

    public required string? Subject { get; init; }

    public required string Description { get; init; }

    /// <summary>Expected net present value, major units of the owner's currency.</summary>
    public required double Value { get; init; }

    /// <summary>The distribution of a waiting arm; null for the others.</summary>
    public WaitOutcome? Outcome { get; init; }
}
