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

    // 0.3 to 0.6 GiB a GPU (docs/fit-engine.md): the context, and logits of one micro-batch of 512 tokens in FP32.
    private const double LlamaCppContextGib = 0.2;
    private const double LlamaCppLeastGib = 0.3;
    private const double LlamaCppMostGib = 0.6;
    private const int LlamaCppMicroBatch = 512;

    private const string LlamaCppRule = "llama.cpp: reported − file − 0.3 to 0.6 GiB a GPU";
    private const string LlamaCppAppleRule = "llama.cpp on Apple: 75% of unified memory − file − 0.3 to 0.6 GiB";
    private const string MlxRule = "MLX: 75% of unified memory − weights − 0.3 GiB − activations of 2,048 tokens";
    private const string TensorRtRule =
        "TensorRT-LLM: 0.90 (or the utilisation) × (reported − weights − activations of 8,192 tokens − runtime); assumed from its default free_gpu_memory_fraction";

    /// <summary>How one card of a group is divided.</summary>
    public static CardBudget Of(
        InferenceEngine engine, bool isApple, in ModelShape shape, double reportedGib, int cards, double context, double? utilization)
    {
        switch (engine)
        {
            case InferenceEngine.Vllm:
                return VllmBudget.Of(shape, isApple ? reportedGib * AppleShare : reportedGib, cards, context, utilization);
            case InferenceEngine.TensorRtLlm:
                return TensorRt(shape, reportedGib, cards, context, utilization);
            case InferenceEngine.LlamaCpp:
                double share = utilization ?? (isApple ? AppleShare : 1);
                double logits = LlamaCppMicroBatch * 4.0 * shape.Model.VocabSize / Binary.Gib;
                return new()
                {
                    UsableGib = reportedGib * share,
                    FixedGib = Math.Clamp(LlamaCppContextGib + logits, LlamaCppLeastGib, LlamaCppMostGib),
                    KvShare = 1,
                    Utilization = share,
                    Rule = isApple ? LlamaCppAppleRule : LlamaCppRule,
                };
            default:
                double fraction = utilization ?? AppleShare;
                return new()
                {
                    UsableGib = reportedGib * fraction,
                    FixedGib = MlxRuntimeGib + PeakActivation.ForwardBytes(shape, 1, Math.Min(context, 2048)) / Binary.Gib,
                    KvShare = 1,
                    Utilization = fraction,
                    Rule = MlxRule,
                };
        }
    }

    private static CardBudget TensorRt(in ModelShape shape, double reportedGib, int cards, double context, double? utilization)
    {
        double forward = PeakActivation.ForwardBytes(shape, cards, Math.Min(context, VllmBudget.ChunkTokens)) / Binary.Gib;
        double sampler = PeakActivation.SamplerBytes(shape, TensorRtSequences) / Binary.Gib;
        return new()
        {
            UsableGib = reportedGib,
            FixedGib = Math.Max(forward, sampler) + TensorRtRuntimeGib + (cards > 1 ? TensorRtPeerGib * cards : 0),
            KvShare = utilization ?? TensorRtKvShare,
            Utilization = utilization ?? TensorRtKvShare,
            Rule = TensorRtRule,
        };
    }
}
