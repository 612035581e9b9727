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
    /// The parameters; null where the architecture is not known well enough: no feed-forward sizes, or linear attention
    /// of unknown size, as its layers differ from one family to the next.
    /// </summary>
    public static long? Of(ModelSpec model, ParameterFacts? facts)
    {
        ArgumentNullException.ThrowIfNull(model);
        bool isHybrid = model.Attention == AttentionKind.HybridLinear;
        if (facts is null || isHybrid && facts.LinearAttentionParams is null)
            return null;
        int dense = model.Experts > 0 ? facts.DenseLayers : model.Layers;
        if (dense > 0 && facts.IntermediateSize is null || dense < model.Layers && facts.MoeIntermediateSize is null)
            return null;
        long hidden = model.HiddenSize;
        long table = model.VocabSize * hidden;
        int linear = isHybrid ? model.Layers - (model.FullAttentionLayers ?? model.Layers) : 0;
        // The norms before attention and before the feed-forward layer.
        long norms = 2 * hidden;
        long attention = Attention(model, facts);
        long mixture = Mixture(model, facts);
        return (table * (model.TiedEmbeddings ? 1 : 2))
            + (model.Layers * norms)
            + ((model.Layers - linear) * attention)
            + (linear * (facts.LinearAttentionParams ?? 0))
            + (dense * Matrices * hidden * (facts.IntermediateSize ?? 0))
            + ((model.Layers - dense) * mixture)
            + hidden
            + (facts.MtpLayers * (norms + attention + mixture + (2 * hidden * hidden) + (2 * table)))
            + facts.OtherParams;
    }

    private static long Attention(ModelSpec model, ParameterFacts facts)
    {
        long hidden = model.HiddenSize;
        long heads = model.AttentionHeads;
        long value = model.ValueHeadDim ?? model.HeadDim;
        long queries = heads * model.HeadDim * (facts.AttentionOutputGate ? 2 : 1);
        if (model.Attention == AttentionKind.Mla)
        {
            long latent = model.KvLoraRank ?? 0;
            long rope = model.RopeHeadDim ?? 0;
            return (facts.QLoraRank is int rank ? (hidden + queries) * rank : hidden * queries)
                + (hidden * (latent + rope))
                + (latent * heads * (model.HeadDim - rope + value))
                + (heads * value * hidden);
        }
        return hidden * (queries + (model.KvHeads * (model.HeadDim + value)) + (heads * value));
    }

    // Every expert, those all tokens pass, and the router.
    private static long Mixture(ModelSpec model, ParameterFacts facts) => model.Experts == 0
        ? Matrices * model.HiddenSize * (facts.IntermediateSize ?? 0)
        : model.HiddenSize * ((Matrices * (((long)model.Experts * (facts.MoeIntermediateSize ?? 0)) + facts.SharedExpertIntermediateSize)) + model.Experts);
}
