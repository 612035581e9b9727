namespace Tracker.Contracts;

/// <summary>What is claimed of the candidates, and how often who claims it was right.</summary>
public sealed record ClaimsSummary
{
    /// <summary>Claims that nothing decided yet, by candidate; copies of one story are one.</summary>
    public required IReadOnlyList<OpenClaim> Open { get; init; }

    /// <summary>Claims that came true or did not.</summary>
    public required IReadOnlyList<ResolvedClaim> Resolved { get; init; }

    /// <summary>Everybody who claimed something, best record first.</summary>
    public required IReadOnlyList<ClaimSource> Sources { get; init; }

    /// <summary>Mean squared difference between what a source's record gave its claim when it was made and what came; null where none is resolved.</summary>
    public required double? Brier { get; init; }

    /// <summary>Claims that say nothing one could decide, or what cannot be, in words.</summary>
    public required IReadOnlyList<string> Problems { get; init; }
}

/// <summary>A claim that nothing decided yet.</summary>
public sealed record OpenClaim
{
    /// <summary>The candidate's id.</summary>
    public required string Gpu { get; init; }

    /// <summary>exists, launched, date, price, memory, bandwidth, compute, power, delayed or cancelled.</summary>
    public required string Kind { get; init; }

    /// <summary>What is claimed, in short: <c>288 GB</c>, <c>2026-07-01 to 2026-12-31</c>.</summary>
    public required string Says { get; init; }

    public required string Source { get; init; }

    public required DateOnly Date { get; init; }

    /// <summary>Probability that it comes true: its source's record.</summary>
    public required double Weight { get; init; }

    /// <summary>What would decide it.</summary>
    public required string Awaits { get; init; }

    /// <summary>Sources of open claims that cannot be true beside it.</summary>
    public required IReadOnlyList<string> ContradictedBy { get; init; }

    public required string Sentence { get; init; }
}

/// <summary>A claim that was decided.</summary>
public sealed record ResolvedClaim
{
    public required string Gpu { get; init; }

    public required string Kind { get; init; }

    public required string Says { get; init; }

    public required string Source { get; init; }

    public required DateOnly Date { get; init; }

    public required bool CameTrue { get; init; }

    /// <summary>The first day on which it could be known.</summary>
    public required DateOnly DecidedOn { get; init; }

    /// <summary>The rule and the evidence.</summary>
    public required string Because { get; init; }

    /// <summary>What its source's record gave it when it was made.</summary>
    public required double Stated { get; init; }
}

/// <summary>Who claims, and how often that came true, in one aspect.</summary>
public sealed record ClaimSource
{
    public required string Name { get; init; }

    /// <summary>existence, dates, prices or specs: a maker who never cancels may be late every time.</summary>
    public required string Aspect { get; init; }

    public required int CameTrue { get; init; }

    public required int CameFalse { get; init; }

    public required int Open { get; init; }

    /// <summary>Probability of its next claim: (α + hits) ÷ (α + β + n).</summary>
    public required double Weight { get; init; }
}
