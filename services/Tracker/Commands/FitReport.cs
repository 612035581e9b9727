using Tracker.Contracts;
using Tracker.FitEngine.Packing;

namespace Tracker.Commands;

/// <summary>All that <c>fit</c> tells; its JSON form is the command's.</summary>
internal sealed record FitReport
{
    /// <summary>Each model on each set of cards.</summary>
    public required IReadOnlyList<FitResult> Results { get; init; }

    /// <summary>For those of <see cref="Results"/> that do not fit: the format that would.</summary>
    public required IReadOnlyList<FitResult> Lighter { get; init; }

    /// <summary>For each set of cards, the largest model of the catalogue that fits at its native precision.</summary>
    public required IReadOnlyList<FitResult> Largest { get; init; }

    /// <summary>For each set of cards, the workloads that are worth most among those that run at once.</summary>
    public required IReadOnlyList<PackingResult> AtOnce { get; init; }
}

/// <summary>What a card would add to the owner's workloads.</summary>
internal sealed record FitGain
{
    public required string Gpu { get; init; }

    /// <summary>Utility it adds to what is owned, of 1; null where a fact of the card is not known.</summary>
    public required double? Adds { get; init; }

    /// <summary>Workloads that do not run today and would.</summary>
    public required IReadOnlyList<string> NewlyPossible { get; init; }
}
