namespace Tracker.Contracts;

/// <summary>The facts of a language model that fit and speed rest on.</summary>
public sealed record ModelSpec
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>All parameters: they must be in memory, whichever experts run.</summary>
    public required long TotalParams { get; init; }

    /// <summary>Parameters that one token reads; equal to <see cref="TotalParams"/> for a dense model.</summary>
    public required long ActiveParams { get; init; }

    public required int Layers { get; init; }

    public required int HiddenSize { get; init; }

    public required int AttentionHeads { get; init; }

    public required int KvHeads { get; init; }

    /// <summary>Size of one key head; an input of its own, never hidden size over heads.</summary>
    public required int HeadDim { get; init; }

    /// <summary>Size of one value head where it differs from <see cref="HeadDim"/>.</summary>
    public int? ValueHeadDim { get; init; }

    public required int VocabSize { get; init; }

    /// <summary>Whether the output head is the token embedding itself, so that one table is stored, not two.</summary>
    public bool TiedEmbeddings { get; init; }

    /// <summary>Routed experts in a mixture layer; 0 for a dense model.</summary>
    public int Experts { get; init; }

    /// <summary>Routed experts that one token uses; 0 for a dense model.</summary>
    public int ActiveExperts { get; init; }

    /// <summary>The format the weights were released in: <c>BF16</c>, <c>FP16</c>, <c>FP8</c>, <c>MXFP4</c>, …</summary>
    public required string NativeDtype { get; init; }

    /// <summary>Bytes of the released checkpoint in the native format; null where not known.</summary>
    public long? CheckpointBytes { get; init; }

    /// <summary>Tokens of context without an extension.</summary>
    public required int MaxContext { get; init; }

    /// <summary>Tokens of context the maker declares with an extension such as YaRN.</summary>
    public int? ExtendedContext { get; init; }

    public required AttentionKind Attention { get; init; }

    /// <summary>Tokens a local-attention layer sees; for <see cref="AttentionKind.SlidingWindow"/> and <see cref="AttentionKind.ChunkedLocal"/>.</summary>
    public int? Window { get; init; }

    /// <summary>Layers whose KV grows with the whole context; null means all of them.</summary>
    public int? FullAttentionLayers { get; init; }

    /// <summary>Latent KV rank of <see cref="AttentionKind.Mla"/>.</summary>
    public int? KvLoraRank { get; init; }

    /// <summary>Decoupled rotary key size of <see cref="AttentionKind.Mla"/>.</summary>
    public int? RopeHeadDim { get; init; }

    /// <summary>Bytes of recurrent state a sequence holds whatever its length, for <see cref="AttentionKind.HybridLinear"/>; null where not known.</summary>
    public long? StateBytesPerSequence { get; init; }

    /// <summary>Whether it embeds texts, so that no words are sampled.</summary>
    public bool Embeds { get; init; }
}

/// <summary>How a model's attention keeps its keys and values.</summary>
public enum AttentionKind
{
    /// <summary>Every layer keeps every token (multi-head or grouped-query).</summary>
    Full = 0,

    /// <summary>Some layers keep the last <see cref="ModelSpec.Window"/> tokens.</summary>
    SlidingWindow = 1,

    /// <summary>Some layers attend within chunks of <see cref="ModelSpec.Window"/> tokens.</summary>
    ChunkedLocal = 2,

    /// <summary>Multi-head latent attention: one compressed vector a token and layer.</summary>
    Mla = 3,

    /// <summary>Some layers keep a fixed recurrent state in place of keys and values.</summary>
    HybridLinear = 4,
}
