using Tracker.Contracts;
using Tracker.FitEngine.Memory;

namespace Tracker.FitEngine.Training;

/// <summary>
/// Bytes that training takes in all, sharded evenly over the cards. Per parameter (the fit reference): full training
/// in BF16 mixed precision with Adam 16 to 18, in pure BF16 8; LoRA 2; QLoRA 1 (8-bit) or 0.5 (4-bit); each adapter
/// parameter 16. Activations are those of all tokens of a step with gradient checkpointing.
/// </summary>
internal readonly record struct TrainingMemory
{
    /// <summary>Rank of the adapters assumed, on all attention and feed-forward matrices of dense models.</summary>
    public const int AdapterRank = 16;

    private const double AdapterBytesPerParam = 16;

    // 34 bytes a token, layer and hidden unit without recomputation (Korthikanti et al. 2022, arXiv:2205.05198).
    private const double ActivationBytes = 34;
    private const double CheckpointingShare = 0.15;

    // Logits in BF16 and FP32.
    private const double LogitBytes = 6;

    private TrainingMemory(in ModelShape shape, double tokens)
    {
        ModelSpec model = shape.Model;
        AdapterParams = Adapters(shape);
        double adapters = AdapterParams * AdapterBytesPerParam;
        double activations = tokens
            * (ActivationBytes * CheckpointingShare * model.Layers * model.HiddenSize + LogitBytes * model.VocabSize);
        ActivationsGib = activations / Binary.Gib;
        FullLeastGib = (model.TotalParams * 16.0 + activations) / Binary.Gib;
        FullGib = (model.TotalParams * 18.0 + activations) / Binary.Gib;
        PureBf16Gib = (model.TotalParams * 8.0 + activations) / Binary.Gib;
        LoraGib = (model.TotalParams * 2.0 + adapters + activations) / Binary.Gib;
        Qlora8Gib = (model.TotalParams * 1.0 + adapters + activations) / Binary.Gib;
        Qlora4Gib = (model.TotalParams * 0.5 + adapters + activations) / Binary.Gib;
        MergeGib = (model.TotalParams + AdapterParams) * 2.0 / Binary.Gib;
    }

    public double AdapterParams { get; }

    public double ActivationsGib { get; }

    public double FullLeastGib { get; }

    public double FullGib { get; }

    public double PureBf16Gib { get; }

    public double LoraGib { get; }

    public double Qlora8Gib { get; }

    public double Qlora4Gib { get; }

    /// <summary>Base weights and adapter in BF16, held at once to merge them.</summary>
    public double MergeGib { get; }

    /// <summary>What training takes with that many tokens in a step.</summary>
    public static TrainingMemory Of(in ModelShape shape, double tokens) => new(shape, tokens);

    /// <summary>
    /// Parameters of one adapter: rank × (in + out) of each adapted matrix: queries, keys, values, output, and gate, up,
    /// down in a dense model.
    /// </summary>
    public static double Adapters(in ModelShape shape)
    {
        ModelSpec model = shape.Model;
        double hidden = model.HiddenSize;
        double valueDim = model.ValueHeadDim ?? model.HeadDim;
        double attention = hidden + model.AttentionHeads * (double)model.HeadDim
            + 2 * hidden + model.KvHeads * (model.HeadDim + valueDim)
            + model.AttentionHeads * valueDim + hidden;
        double feedForward = shape.IsMixture ? 0 : 3 * (hidden + shape.ActiveFeedForwardWidth);
        return AdapterRank * (attention + feedForward) * model.Layers;
    }
}
