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
    public double ReadLayerParams(int streams) => streams <= 1 || !IsMixture
        ? ActiveLayerParams
        : LayerParams - ExpertParams + ReadExpertParams(streams);

    /// <summary>Parameters of the experts that a step of <paramref name="streams"/> tokens reads.</summary>
    public double ReadExpertParams(int streams) => ExpertParams * (1 - Math.Pow(1 - ActiveShare, streams));

    /// <summary>Parameters of all experts.</summary>
    // Active = rest + share·experts and all = rest + experts.
    public double ExpertParams => ActiveShare < 1 ? (LayerParams - ActiveLayerParams) / (1 - ActiveShare) : 0;

    private double ActiveLayerParams => Math.Max(Model.ActiveParams - TableParams, 0);

    private double LayerParams => Math.Max(Model.TotalParams - TableParams, ActiveLayerParams);

    private double ActiveShare => IsMixture && Model.ActiveExperts > 0 ? (double)Model.ActiveExperts / Model.Experts : 1;

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
