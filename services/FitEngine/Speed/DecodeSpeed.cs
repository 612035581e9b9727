using Tracker.Contracts;
using Tracker.FitEngine.Dtypes;
using Tracker.FitEngine.Engines;
using Tracker.FitEngine.Memory;

namespace Tracker.FitEngine.Speed;

/// <summary>Tokens a second of one stream while decoding.</summary>
internal static class DecodeSpeed
{
    // The middle of what prefill reaches with CUDA graphs: the same products, of as many rows as there are streams.
    private const double ComputeEfficiency = 0.5;

    /// <summary>The estimated band; null where bandwidth or the format is not known.</summary>
    public static SpeedBand? Estimate(in DecodeQuestion question) => Step(question) is DecodeStep step
        ? SpeedCeiling.Band(1 / step.Seconds, step.Profile.HalfWidth, question.Gpu.BandwidthGbPerS!.Value * 1e9 / step.Bytes.Total, step.Profile.Basis)
        : null;

    /// <summary>
    /// What one step takes; null where bandwidth is not known or does not limit. The cache read is that of half the
    /// context, its mean while an answer fills it. A layer split reads one card after the other, so it is as slow as one
    /// card.
    /// </summary>
    public static DecodeStep? Step(in DecodeQuestion question)
    {
        if (question.Gpu.BandwidthGbPerS is not double bandwidth
            || DecodeProfiles.For(question.Engine, question.Gpu.MemoryClass) is not DecodeProfile profile)
        {
            return null;
        }
        ModelSpec model = question.Shape.Model;
        DecodeBytes bytes = DecodeBytes.Of(question);
        double slowdown = question.Format.IsQuantized ? profile.QuantizedSlowdown : 1;
        double layer = profile.LayerSeconds + (question.Shape.IsMixture ? profile.MixtureSeconds : 0);
        double sums = InferenceEngineName.IsTensorParallel(question.Engine)
            ? AllReduce.Seconds(question.Cards, model.Layers, model.HiddenSize, question.Streams, question.Gpu.LinkGbPerS)
            : 0;
        return new()
        {
            Profile = profile,
            Bytes = bytes,
            LayerSeconds = layer,
            SumSeconds = sums,
            ReadSeconds = (bytes.Weights * slowdown + bytes.Cache) / (profile.BandwidthShare * bandwidth * 1e9),
            ComputeSeconds = PrefillSpeed.Peak(question) is PrefillPeak peak ? question.Streams / (peak.TokensPerSecond * ComputeEfficiency) : 0,
            LayersSeconds = model.Layers * layer,
        };
    }

    /// <summary>
    /// The most tokens a second that bandwidth allows with an empty cache, as a measurement seldom says its context; null
    /// where bandwidth is not known.
    /// </summary>
    public static double? Ceiling(in DecodeQuestion question) =>
        question.Gpu.BandwidthGbPerS is double bandwidth ? bandwidth * 1e9 / DecodeBytes.Of(question).Weights : null;
}

/// <summary>What decoding speed rests on.</summary>
internal readonly record struct DecodeQuestion
{
    public required InferenceEngine Engine { get; init; }

    public required GpuSpec Gpu { get; init; }

    public required ModelShape Shape { get; init; }

    public required KvCache Kv { get; init; }

    public required WeightFormat Format { get; init; }

    /// <summary>Cards that serve one instance.</summary>
    public required int Cards { get; init; }

    public required int Context { get; init; }

    /// <summary>Streams decoded at once.</summary>
    public required int Streams { get; init; }

    /// <summary>Whether experts are shared out whole over the cards.</summary>
    public required bool ExpertParallel { get; init; }

    /// <summary>Dense throughput of a card in the format it computes in; null where not known.</summary>
    public required double? Tflops { get; init; }
}

/// <summary>What one decoding step takes.</summary>
internal readonly record struct DecodeStep
{
    public required DecodeProfile Profile { get; init; }

    public required DecodeBytes Bytes { get; init; }

    /// <summary>Seconds each layer takes beside reading.</summary>
    public required double LayerSeconds { get; init; }

    /// <summary>Seconds all layers take beside reading.</summary>
    public required double LayersSeconds { get; init; }

    /// <summary>Seconds that summing over the cards takes.</summary>
    public required double SumSeconds { get; init; }

    /// <summary>Seconds that reading weights and cache takes.</summary>
    public required double ReadSeconds { get; init; }

    /// <summary>Seconds that computing takes; 0 where throughput is not known.</summary>
    public required double ComputeSeconds { get; init; }

    /// <summary>Seconds in all: many streams are bound by computing, as reading is done once for all of them.</summary>
    public double Seconds => Math.Max(ReadSeconds, ComputeSeconds) + LayersSeconds + SumSeconds;
}

/// <summary>Bytes a decoding step reads on the card that reads most, or, split by layers, on one card after another.</summary>
internal readonly record struct DecodeBytes(double Weights, double Cache)
{
    public double Total => Weights + Cache;

    public static DecodeBytes Of(in DecodeQuestion question)
    {
        double weights = WeightSize.ReadBytes(question.Shape, question.Format, question.Streams);
        double cache = question.Kv.SequenceBytes(question.Context / 2.0) * question.Streams;
        if (question.ExpertParallel)
        {
            double experts = WeightSize.ReadExpertBytes(question.Shape, question.Format, question.Streams);
            double own = Math.Ceiling((double)question.Streams / question.Cards) / question.Streams;
            return new(weights - experts + (experts / question.Cards), cache * own);
        }
        return InferenceEngineName.IsTensorParallel(question.Engine)
            ? new(weights / question.Cards, cache * question.Kv.ShareOfCard(question.Cards))
            : new(weights, cache);
    }
}
