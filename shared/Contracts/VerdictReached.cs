namespace Tracker.Contracts;

/// <summary>The first verdict, or a changed one, was stored. Published by scoring.</summary>
public sealed record VerdictReached
{
    /// <summary>The row of the <c>verdicts</c> table.</summary>
    public required long VerdictId { get; init; }

    /// <summary>The row of the <c>evaluations</c> table that holds the whole scoreboard.</summary>
    public required long EvaluationId { get; init; }

    public required VerdictAction Action { get; init; }

    /// <summary>The candidate the action is about; null for <see cref="VerdictAction.Hold"/>.</summary>
    public required string? Subject { get; init; }

    /// <summary>True for the first verdict of a store.</summary>
    public required bool First { get; init; }

    public required DateTimeOffset ReachedAt { get; init; }
}

/// <summary>What the owner is advised to do.</summary>
public enum VerdictAction
{
    /// <summary>Do nothing: no arm is worth its money.</summary>
    Hold = 0,
    BuySecondCard = 1,
    BuyAlternative = 2,
    Wait = 3,
    Rent = 4,
}
