using Tracker.Catalog.Units;

namespace Tracker.Scoring.Decision;

/// <summary>What claims of others add to a candidate's own entry. Whatever is null stays as the entry says.</summary>
internal sealed record CandidateEvidence
{
    /// <summary>Probability that it never comes, by the record of those who say it does, 0 to 1.</summary>
    public double? Never { get; init; }

    /// <summary>When it is to come, by the weightiest claim.</summary>
    public DateRange? Arrives { get; init; }

    /// <summary>What it is to cost, by the weightiest claim; in the owner's currency.</summary>
    public Money? Price { get; init; }

    /// <summary>Standard deviation of the logarithm of its price over the claimed one.</summary>
    public double? PriceDeviation { get; init; }

    /// <summary>Standard deviation of the logarithm of what it can do over what is said.</summary>
    public double? SpecDeviation { get; init; }

    /// <summary>In words: claims that contradict each other or are absurd.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Where the claims are from, with their dates.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];
}
