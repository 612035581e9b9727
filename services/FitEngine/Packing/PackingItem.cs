using Tracker.Contracts;

namespace Tracker.FitEngine.Packing;

/// <summary>One instance of a model that should run beside others.</summary>
public sealed record PackingItem
{
    public required ModelSpec Model { get; init; }

    /// <summary>The context, streams, format and adapters asked for; its cards and count are those of the whole set.</summary>
    public required FitCase Case { get; init; }

    /// <summary>What it is worth to run it, for choosing among models that do not all fit.</summary>
    public double Worth { get; init; }
}
