namespace Tracker.FitEngine.Memory;

/// <summary>How an engine divides one card's memory, GiB. One instance leaves for its cache
/// <c>KvShare × (Usable − weights on the card − Fixed)</c>.</summary>
internal readonly record struct CardBudget
{
    /// <summary>What the engine may use of the card.</summary>
    public required double UsableGib { get; init; }

    /// <summary>What each instance takes beside weights and cache: activations, runtime, buffers.</summary>
    public required double FixedGib { get; init; }

    /// <summary>Share of the remainder that becomes cache.</summary>
    public double KvShare { get; init; }

    /// <summary>Fraction of reported memory that was applied.</summary>
    public double Utilization { get; init; }

    /// <summary>Where the figures come from.</summary>
    public required string Rule { get; init; }
}
