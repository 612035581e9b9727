using Tracker.Contracts;

namespace Tracker.FitEngine.Memory;

/// <summary>
/// A model's parameters by part, worked out from its architecture: tables (embedding and head), attention, and the
/// rest, which is the feed-forward layers or experts.
/// </summary>
internal readonly record struct ModelShape
{
    private ModelShape(ModelSpec model)
    {
        Model = model;
        double table = (double)model.VocabSize * model.HiddenSize;
        // Two tables cannot be most of a model; where they would be, the head shares the embedding.
        IsTied = model.TiedEmbeddings || 2 * table > 0.5 * model.TotalParams;
        TableParams = Math.Min(IsTied ? table : 2 * table, model.TotalParams);
        AttentionParams = Math.Min(model.Layers * AttentionParamsPerLayer(model), model.TotalParams - TableParams);
    }

    public ModelSpec Model { get; }

    /// <summary>Whether the output head is the embedding itself.</summary>
    public bool IsTied { get; }

    /// <summary>Parameters of the token embedding and the output head.</summary>
    public double TableParams { get; }

    /// <summary>Parameters of all attention layers.</summary>
    public double AttentionParams { get; }

    public bool IsMixture => Model.Experts > 0;

    /// <summary>
    /// Width of the feed-forward layer one token passes, over all its active experts; from the active parameters, since
    /// a gated layer has three matrices of hidden size by width.
    /// </summary>
    public double ActiveFeedForwardWidth => Math.Max(
        Model.HiddenSize,
        (Model.ActiveParams - TableParams - AttentionParams) / (3.0 * Model.HiddenSize * Model.Layers));

    /// <summary>Parameters of the tables that each decoded token reads: the head, not the input embedding (one row).</summary>
    public double ReadTableParams => IsTied ? TableParams : TableParams / 2;

    public static ModelShape Of(ModelSpec model) => new(model);

    /// <summary>
    /// Parameters that a step of <paramref name="streams"/> tokens reads in its layers. A mixture reads every expert
    /// that at least one token chose: with uniform routing a share 1 − (1 − k/E)^streams of them.
    /// </summary>
    public double ReadLayerParams(int streams)
    {
        double one = Math.Max(Model.ActiveParams - TableParams, 0);
        if (streams <= 1 || Model.Experts <= 0 || Model.ActiveExperts <= 0)
            return one;
        double active = (double)Model.ActiveExperts / Model.Experts;
        double all = Math.Max(Model.TotalParams - TableParams, one);
        // one = shared + active·experts and all = shared + experts, hence:
        double experts = active < 1 ? (all - one) / (1 - active) : 0;
        return all - experts * Math.Pow(1 - active, streams);
    }

    private static double AttentionParamsPerLayer(ModelSpec model)
    {
        double hidden = model.HiddenSize;
        double valueDim = model.ValueHeadDim ?? model.HeadDim;
        if (model.Attention == AttentionKind.Mla && model.KvLoraRank is int rank)
        {
            return hidden * model.AttentionHeads * model.HeadDim
                + hidden * (rank + (model.RopeHeadDim ?? 0))
                + rank * model.AttentionHeads * (model.HeadDim + valueDim)
                + model.AttentionHeads * valueDim * hidden;
        }
        return hidden * (model.AttentionHeads * (model.HeadDim + valueDim) + model.KvHeads * (model.HeadDim + valueDim));
    }
}
