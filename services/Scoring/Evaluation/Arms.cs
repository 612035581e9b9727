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

    /// <summary>Over the scenarios; null for what is certain: doing nothing, renting.</summary>
    public ArmOutcome? Outcome { get; init; }
}
