namespace Tracker.Scoring.Claims;

/// <summary>What became of a claim.</summary>
internal enum ClaimOutcome
{
    /// <summary>Nothing decides it yet.</summary>
    Open,
    True,
    False,

    /// <summary>It can't be decided any more: the price of a card that was cancelled.</summary>
    Void,
}

/// <summary>What became of a claim by a date, by which rule, on what evidence.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="DecidedOn">The first day on which it could be known; null while it is open.</param>
/// <param name="Reason">The rule and the evidence, in words.</param>
internal sealed record Resolution(ClaimOutcome Outcome, DateOnly? DecidedOn, string Reason)
{
    public static Resolution Open(string awaited) => new(ClaimOutcome.Open, null, awaited);

    public static Resolution Decide(bool isTrue, DateOnly on, string reason) => new(isTrue ? ClaimOutcome.True : ClaimOutcome.False, on, reason);

    public static Resolution Void(DateOnly on, string reason) => new(ClaimOutcome.Void, on, reason);
}

/// <summary>A fact row that decides claims where no rule can: it says so of a kind of claims on a card.</summary>
/// <param name="GpuId">The card.</param>
/// <param name="Kind">Which claims.</param>
/// <param name="IsTrue">What became of them.</param>
/// <param name="KnownAt">Claims made after this are not meant.</param>
/// <param name="Reason">What happened, with its source.</param>
internal sealed record ResolutionFact(string GpuId, ClaimKind Kind, bool IsTrue, DateTimeOffset KnownAt, string Reason);
