namespace Tracker.Contracts;

/// <summary>
/// What a model does on n identical cards. A figure is null where a fact it rests on is missing: unknown is never
/// guessed. The JSON form is the command line's <c>fit</c> result.
/// </summary>
public sealed record FitResult
{
    public required string Model { get; init; }

    public required string Gpu { get; init; }

    public required int Count { get; init; }

    public required string Dtype { get; init; }

    public required string Engine { get; init; }

    /// <summary>Tokens of context asked for.</summary>
    public required int Context { get; init; }

    /// <summary>Whether one instance runs with the context asked for; null where it cannot be told.</summary>
    public required bool? Fits { get; init; }

    /// <summary>Why, in words, with the shortfall or the headroom in GiB.</summary>
    public required string Reason { get; init; }

    /// <summary>All weights at the dtype, GiB over all cards.</summary>
    public required double? WeightsGib { get; init; }

    /// <summary>KV cache bytes one token takes, over all layers and without replication.</summary>
    public required long? KvBytesPerToken { get; init; }

    /// <summary>Memory left for KV cache, GiB over all cards.</summary>
    public required double? KvBudgetGib { get; init; }

    public required long? MaxKvTokens { get; init; }

    public required int? MaxContext { get; init; }

    /// <summary>Sequences of the context asked for that one instance holds at once; null where it cannot be told.</summary>
    public int? MaxSequences { get; init; }

    /// <summary>Independent copies that run at once on these cards, each with the context asked for.</summary>
    public required int? Instances { get; init; }

    public required SpeedBand? DecodeTps { get; init; }

    public required SpeedBand? PrefillTps { get; init; }

    /// <summary>Tokens decoded a second by all streams on all cards together; null where the context does not fit.</summary>
    public SpeedBand? AggregateTps { get; init; }

    /// <summary>Whether hardware and engine run the dtype natively; null where unknown.</summary>
    public required bool? DtypeLegal { get; init; }

    public required TrainingVerdicts Training { get; init; }

    /// <summary>Each figure's formula and inputs by name, for the reader who checks.</summary>
    public required IReadOnlyDictionary<string, string> Inputs { get; init; }
}

/// <summary>Tokens per second, as a band: equal set-ups differ in public by 15% and more.</summary>
public sealed record SpeedBand
{
    public required double Low { get; init; }

    public required double Mid { get; init; }

    public required double High { get; init; }

    /// <summary><c>estimate: …</c> with the formula's name, or <c>measured: …</c> with the source.</summary>
    public required string Basis { get; init; }
}

/// <summary>Whether the model can be trained on the cards: <c>yes</c>, <c>tight</c>, <c>no</c> or <c>unknown</c>, each followed by the GiB needed.</summary>
public sealed record TrainingVerdicts
{
    public required string Full { get; init; }

    public required string Lora { get; init; }

    public required string Qlora { get; init; }

    /// <summary>Whether an adapter can be merged into the weights in BF16.</summary>
    public string Merge { get; init; } = "unknown";
}
