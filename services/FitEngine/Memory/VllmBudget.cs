namespace Tracker.FitEngine.Memory;

/// <summary>
/// vLLM: <c>KV = reported × utilisation − weights − peak activation − non-torch</c> (the fit reference).
/// </summary>
/// <remarks>
/// Two sets of defaults, told apart by whether a utilisation is given. Without one, vLLM as it ships (0.21 and later):
/// 0.92, CUDA graphs counted within it, prompts always read in chunks. With one, as in the measurements this is
/// calibrated on: graphs lie outside the fraction, and a prompt of up to 32,768 tokens is read in one pass unless
/// chunking is asked for, so its activations are reserved (vLLM V0).
/// </remarks>
internal static class VllmBudget
{
    /// <summary>The default of vLLM 0.21 and later; it was 0.90 before (vllm/config/cache.py).</summary>
    public const double DefaultUtilization = 0.92;

    /// <summary>Tokens read in one pass when prompts are read in chunks.</summary>
    public const int ChunkTokens = 8192;

    /// <summary>The longest context that V0 read in one pass.</summary>
    public const int LongestUnchunked = 32_768;

    // Graph memory is estimated and set aside since 0.21, when the default rose from 0.90 to 0.92 to make room:
    // 1.5% and 2.75% of the card in start-up logs (gpustack/runner#251, vllm-backport#15).
    private const double GraphShare = 0.02;

    private const double NonTorchGib = 0.35;

    // Communication buffers of NCCL and of the custom all-reduce, each a card: 2.43 GiB of non-torch memory in a
    // start-up log of four RTX PRO 6000, and what MiniMax-M2.5 there leaves to explain.
    private const double NonTorchGibPerPeer = 0.5;

    // Sequences served at once by default: 256, and 1,024 on cards of 70 GiB and more.
    private const double Sequences = 256;
    private const double SequencesOnLargeCard = 1024;
    private const double LargeCardFromGib = 56;

    private const string CurrentRule =
        "vLLM ≥ 0.21 defaults: reported × 0.92 − 2% for CUDA graphs − weights − peak activation (chunks of 8,192 tokens) − non-torch";
    private const string GivenRule =
        "vLLM: reported × utilisation − weights − peak activation (one pass up to 32,768 tokens, then chunks of 8,192) − non-torch";

    public static CardBudget Of(
        in ModelShape shape, double reportedGib, int cards, double context, double? utilization, int? batchedTokens, double heldGib)
    {
        bool isGiven = utilization is not null;
        double fraction = utilization ?? DefaultUtilization;
        double usable = reportedGib * (isGiven ? fraction : fraction - GraphShare);
        double tokens = batchedTokens
            ?? (isGiven && context <= LongestUnchunked ? Math.Max(context, ChunkTokens) : ChunkTokens);
        double forward = PeakActivation.ForwardBytes(shape, cards, tokens) / Binary.Gib;
        double nonTorch = NonTorchGib + (cards > 1 ? NonTorchGibPerPeer * cards : 0);
        double sampler = SamplerGib(shape, reportedGib, fraction, heldGib + nonTorch);
        return new()
        {
            UsableGib = usable,
            FixedGib = Math.Max(forward, sampler) + nonTorch,
            KvShare = 1,
            Utilization = fraction,
            Rule = isGiven ? GivenRule : CurrentRule,
        };
    }

    // The step from 256 to 1,024 sequences is taken only as far as the memory above 56 GiB pays for it: a card just
    // over vLLM's threshold would otherwise hold less than one just under it, or fewer instances. Half of each GiB more
    // keeps the cache growing; an instance's own share of the card keeps the number of instances.
    private static double SamplerGib(in ModelShape shape, double reportedGib, double utilization, double otherGib)
    {
        double small = PeakActivation.SamplerBytes(shape, Sequences) / Binary.Gib;
        double large = PeakActivation.SamplerBytes(shape, SequencesOnLargeCard) / Binary.Gib;
        double share = Math.Min(0.5 * utilization, (otherGib + small) / LargeCardFromGib);
        return Math.Min(large, small + (share * Math.Max(0, reportedGib - LargeCardFromGib)));
    }
}
