namespace Tracker.FitEngine.Packing;

/// <summary>Models that run together on one set of cards.</summary>
public sealed record PackingResult
{
    public required string Gpu { get; init; }

    /// <summary>Identical cards.</summary>
    public required int Count { get; init; }

    /// <summary>Whether all models asked for run at once; null where it cannot be told.</summary>
    public required bool? Fits { get; init; }

    /// <summary>Why, in words, with the shortfall or the room left in GiB.</summary>
    public required string Reason { get; init; }

    /// <summary>Where each model runs; empty where they do not fit.</summary>
    public required IReadOnlyList<PackedModel> Models { get; init; }

    /// <summary>GiB of each card that are left.</summary>
    public required IReadOnlyList<double> FreeGib { get; init; }

    /// <summary>What the models that run are worth together.</summary>
    public required double Worth { get; init; }
}

/// <summary>A model's place.</summary>
public sealed record PackedModel
{
    public required string Model { get; init; }

    public required string Dtype { get; init; }

    /// <summary>The cards it runs on, counted from 1.</summary>
    public required IReadOnlyList<int> Cards { get; init; }

    /// <summary>Weights, cache and working memory on each of these cards.</summary>
    public required double GibPerCard { get; init; }
}
