using Tracker.Contracts;

namespace Tracker.Catalog.Models;

/// <summary>Recomputes a model's parameters from its architecture: public catalogues are full of errors.</summary>
public static class ParameterCount
{
    /// <summary>A difference up to this share is that of biases, small norms and rounded figures.</summary>
    public const double Tolerance = 0.01;

    // A gated feed-forward layer has three matrices: gate, up and down.
    private const long Matrices = 3;

    /// <summary>
    /// The parameters; null where the architecture is not known well enough: no feed-forward sizes, or linear attention,
    /// whose layers differ from one family to the next.
    /// </summary>
    public static long? Of(ModelSpec model, FeedForward? feedForward)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (feedForward is null || model.Attention == AttentionKind.HybridLinear)
            return null;
        int dense = model.Experts > 0 ? feedForward.DenseLayers : model.Layers;
        if (dense > 0 && feedForward.IntermediateSize is null || dense < model.Layers && feedForward.MoeIntermediateSize is null)
            return null;
        long hidden = model.HiddenSize;
        long table = model.VocabSize * hidden;
        // Attention, and the norms before it and before the feed-forward layer.
        long common = Attention(model, feedForward) + (2 * hidden);
        long mixture = Mixture(model, feedForward);
        return (table * (model.TiedEmbeddings ? 1 : 2))
            + (model.Layers * common)
            + (dense * Matrices * hidden * (feedForward.IntermediateSize ?? 0))
            + ((model.Layers - dense) * mixture)
            + hidden
            + (feedForward.MtpLayers * (common + mixture + (2 * hidden * hidden) + (2 * table)))
            + feedForward.OtherParams;
    }

    private static long Attention(ModelSpec model, FeedForward feedForward)
    {
        long hidden = model.HiddenSize;
        long heads = model.AttentionHeads;
        long value = model.ValueHeadDim ?? model.HeadDim;
        long queries = heads * model.HeadDim;
        if (model.Attention == AttentionKind.Mla)
        {
            long latent = model.KvLoraRank ?? 0;
            long rope = model.RopeHeadDim ?? 0;
            return (feedForward.QLoraRank is int rank ? (hidden + queries) * rank : hidden * queries)
                + (hidden * (latent + rope))
                + (latent * heads * (model.HeadDim - rope + value))
                + (heads * value * hidden);
        }
        return hidden * (queries + (model.KvHeads * (model.HeadDim + value)) + (heads * value));
    }

    // Every expert, those all tokens pass, and the router.
    private static long Mixture(ModelSpec model, FeedForward feedForward) => model.Experts == 0
        ? Matrices * model.HiddenSize * (feedForward.IntermediateSize ?? 0)
        : model.HiddenSize * ((Matrices * (((long)model.Experts * (feedForward.MoeIntermediateSize ?? 0)) + feedForward.SharedExpertIntermediateSize)) + model.Experts);
}
