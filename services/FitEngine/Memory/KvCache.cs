using Tracker.Contracts;

namespace Tracker.FitEngine.Memory;

/// <summary>
/// Bytes of keys and values that a sequence keeps. Formulas by attention kind from
/// the fit reference; vLLM, TensorRT-LLM, llama.cpp and MLX all drop what a local layer can no longer see, so
/// capacity is reckoned with the capped bound, while <see cref="BytesPerToken"/> reports the full one.
/// </summary>
internal readonly record struct KvCache
{
    // The engines' default, 16 bits.
    private const int BytesPerElement = 2;

    /// <summary>Bytes one more token takes while every layer still keeps it.</summary>
    public required long BytesPerToken { get; init; }

    /// <summary>Bytes one more token takes in the layers that keep the whole context.</summary>
    public required double GrowingBytes { get; init; }

    /// <summary>Bytes one token takes in the layers that keep <see cref="Window"/> tokens only.</summary>
    public required double LocalBytes { get; init; }

    public required int Window { get; init; }

    /// <summary>Bytes a sequence takes whatever its length.</summary>
    public required double StateBytes { get; init; }

    /// <summary>KV heads that tensor parallelism can share out; 0 where the cache is not split by heads (MLA).</summary>
    public required int Heads { get; init; }

    public bool IsCapped => LocalBytes > 0;

    /// <summary>The cache of a model in 16 bits; null where a fact it needs is missing.</summary>
    public static KvCache? Of(ModelSpec model)
    {
        if (model.Attention == AttentionKind.Mla)
        {
            if (model.KvLoraRank is not int rank || model.RopeHeadDim is not int rope)
                return null;
            long latent = (long)(rank + rope) * BytesPerElement * model.Layers;
            return new() { BytesPerToken = latent, GrowingBytes = latent, LocalBytes = 0, Window = 0, StateBytes = 0, Heads = 0 };
        }
        long layer = (long)model.KvHeads * (model.HeadDim + (model.ValueHeadDim ?? model.HeadDim)) * BytesPerElement;
        int full = model.FullAttentionLayers ?? model.Layers;
        bool isLocal = model.Attention is AttentionKind.SlidingWindow or AttentionKind.ChunkedLocal && model.Window is not null;
        int keeping = model.Attention == AttentionKind.HybridLinear ? full : model.Layers;
        int growing = model.Attention == AttentionKind.HybridLinear || isLocal ? full : model.Layers;
        return new()
        {
            BytesPerToken = layer * keeping,
            GrowingBytes = layer * growing,
            LocalBytes = layer * (keeping - growing),
            Window = isLocal ? model.Window!.Value : 0,
            StateBytes = model.Attention == AttentionKind.HybridLinear ? model.StateBytesPerSequence ?? 0 : 0,
            Heads = model.KvHeads,
        };
    }

    /// <summary>The same cache stored in another format; recurrent state keeps its own.</summary>
    public KvCache In(KvFormat format)
    {
        double ratio = format.Bytes / BytesPerElement;
        return this with { BytesPerToken = (long)Math.Ceiling(BytesPerToken * ratio), GrowingBytes = GrowingBytes * ratio, LocalBytes = LocalBytes * ratio };
    }

    /// <summary>Bytes of one sequence of that many tokens.</summary>
    public double SequenceBytes(double tokens) =>
        GrowingBytes * tokens + LocalBytes * Math.Min(tokens, Window) + StateBytes;

    /// <summary>Tokens one sequence may have within <paramref name="bytes"/>; infinite where no layer grows.</summary>
    public double SequenceTokens(double bytes)
    {
        double rest = bytes - StateBytes;
        if (rest <= 0)
            return 0;
        double untilWindow = rest / (GrowingBytes + LocalBytes);
        if (!IsCapped || untilWindow <= Window)
            return untilWindow;
        return GrowingBytes > 0 ? (rest - LocalBytes * Window) / GrowingBytes : double.PositiveInfinity;
    }

    /// <summary>
    /// The share of the cache that each of <paramref name="cards"/> tensor-parallel cards holds. Heads are shared out
    /// and, beyond their number, replicated; an MLA latent is held by every card.
    /// </summary>
    public double ShareOfCard(int cards) => Heads == 0 ? 1 : Math.Max(1.0, (double)Heads / cards) / Heads;
}
