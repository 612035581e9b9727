using Tracker.FitEngine.Engines;

namespace Tracker.FitEngine.Memory;

/// <summary>The memory rule of each engine.</summary>
internal static class EngineBudget
{
    // TensorRT-LLM gives the cache 0.90 of what is free after loading (kv_cache_config.free_gpu_memory_fraction).
    private const double TensorRtKvShare = 0.90;
    private const double TensorRtRuntimeGib = 0.35;
    private const double TensorRtPeerGib = 0.5;
    private const int TensorRtSequences = 256;

    // Apple lets the GPU use 75% of unified memory (recommendedMaxWorkingSetSize).
    private const double AppleShare = 0.75;

    private const double MlxRuntimeGib = 0.3;

    // 0.3 to 0.6 GiB a GPU (the fit reference): the context, and logits of one micro-batch of 512 tokens in FP32.
    private const double LlamaCppContextGib = 0.2;
    private const double LlamaCppLeastGib = 0.3;
    private const double LlamaCppMostGib = 0.6;
    private const int LlamaCppMicroBatch = 512;

    private const string LlamaCppRule = "llama.cpp: reported − file − 0.3 to 0.6 GiB a GPU";
    private const string LlamaCppAppleRule = "llama.cpp on Apple: 75% of unified memory − file − 0.3 to 0.6 GiB";
    private const string MlxRule = "MLX: 75% of unified memory − weights − 0.3 GiB − activations of 2,048 tokens";
    private const string TensorRtRule =
        "TensorRT-LLM: 0.90 (or the utilisation) × (reported − weights − activations of 8,192 tokens − runtime); assumed from its default free_gpu_memory_fraction";

    /// <summary>Whether an engine reserves activations for a batch of prompt tokens whose size can be set.</summary>
    public static bool ReservesForBatch(InferenceEngine engine) => engine is InferenceEngine.Vllm or InferenceEngine.TensorRtLlm;

    /// <summary>How one card of a group is divided.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="cards">Cards in the group.</param>
    /// <param name="heldGib">Weights and adapters on the card.</param>
    public static CardBudget Of(in CapacityQuestion question, int cards, double heldGib)
    {
        switch (question.Engine)
        {
            case InferenceEngine.Vllm:
                return VllmBudget.Of(
                    question.Shape,
                    question.IsApple ? question.ReportedGib * AppleShare : question.ReportedGib,
                    cards,
                    question.Context,
                    question.Utilization,
                    question.BatchedTokens,
                    heldGib);
            case InferenceEngine.TensorRtLlm:
                return TensorRt(question, cards);
            case InferenceEngine.LlamaCpp:
                double share = question.Utilization ?? (question.IsApple ? AppleShare : 1);
                double logits = question.Shape.Model.Embeds ? 0 : LlamaCppMicroBatch * 4.0 * question.Shape.Model.VocabSize / Binary.Gib;
                return new()
                {
                    UsableGib = question.ReportedGib * share,
                    FixedGib = Math.Clamp(LlamaCppContextGib + logits, LlamaCppLeastGib, LlamaCppMostGib),
                    KvShare = 1,
                    Utilization = share,
                    Rule = question.IsApple ? LlamaCppAppleRule : LlamaCppRule,
                };
            default:
                double fraction = question.Utilization ?? AppleShare;
                return new()
                {
                    UsableGib = question.ReportedGib * fraction,
                    FixedGib = MlxRuntimeGib + PeakActivation.ForwardBytes(question.Shape, 1, Math.Min(question.Context, 2048)) / Binary.Gib,
                    KvShare = 1,
                    Utilization = fraction,
                    Rule = MlxRule,
                };
        }
    }

    private static CardBudget TensorRt(in CapacityQuestion question, int cards)
    {
        double batch = question.BatchedTokens ?? Math.Min(question.Context, VllmBudget.ChunkTokens);
        double forward = PeakActivation.ForwardBytes(question.Shape, cards, batch) / Binary.Gib;
        double sampler = PeakActivation.SamplerBytes(question.Shape, TensorRtSequences) / Binary.Gib;
        return new()
        {
            UsableGib = question.ReportedGib,
            FixedGib = Math.Max(forward, sampler) + TensorRtRuntimeGib + (cards > 1 ? TensorRtPeerGib * cards : 0),
            KvShare = question.Utilization ?? TensorRtKvShare,
            Utilization = question.Utilization ?? TensorRtKvShare,
            Rule = TensorRtRule,
        };
    }
}
