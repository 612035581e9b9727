using Tracker.Contracts;
using Tracker.FitEngine.Engines;

namespace Tracker.FitEngine.Speed;

/// <summary>
/// Constants of the time one decoding step takes:
/// <c>bytes × slowdown / (share × bandwidth) + layers × latency</c>. The share of peak bandwidth a kernel reaches and
/// the latency of launching a layer explain together why η rises with bytes per token.
/// </summary>
internal sealed record DecodeProfile
{
    /// <summary>Share of peak bandwidth reached while reading.</summary>
    public required double BandwidthShare { get; init; }

    /// <summary>Seconds a layer takes beside reading.</summary>
    public required double LayerSeconds { get; init; }

    /// <summary>Seconds a mixture layer takes more: routing, and one small product for each expert.</summary>
    public double MixtureSeconds { get; init; }

    /// <summary>Factor on bytes of quantised weights, where expanding them limits and not reading.</summary>
    public double QuantizedSlowdown { get; init; } = 1;

    /// <summary>Half-width of the band as a share of its middle; never under 0.15, as equal set-ups differ by that.</summary>
    public required double HalfWidth { get; init; }

    public required string Basis { get; init; }
}

/// <summary>The profiles by engine and memory.</summary>
/// <remarks>
/// llama.cpp on GDDR and HBM: fitted to fit_measured.csv (github.com/XiongjieDai/GPU-Benchmarks-on-LLM-Inference, May
/// 2024), 26 and 9 rows, largest deviation 9% and 14%. Unified: the same source's Apple rows; two of ten lie outside.
/// vLLM: Qwen3-8B at 58.7 tokens/s on an RTX 4090 (AlexsJones/llmfit#1046), Llama-3.1-8B at 75 on an A100 40 GB
/// (johnmusgrave.com, vLLM 0.23), Qwen3-VL-30B-A3B AWQ at 241 to 259 on an RTX 5090 (joshua8.ai): few, so wide bands.
/// </remarks>
internal static class DecodeProfiles
{
    private static readonly DecodeProfile s_llamaCppGddr = new()
    {
        BandwidthShare = 0.91,
        LayerSeconds = 87e-6,
        HalfWidth = 0.20,
        Basis = "estimate: bandwidth-bound decode, llama.cpp on GDDR",
    };

    private static readonly DecodeProfile s_llamaCppHbm = new()
    {
        BandwidthShare = 0.58,
        LayerSeconds = 110e-6,
        HalfWidth = 0.25,
        Basis = "estimate: bandwidth-bound decode, llama.cpp on HBM",
    };

    private static readonly DecodeProfile s_llamaCppUnified = new()
    {
        BandwidthShare = 0.85,
        LayerSeconds = 150e-6,
        QuantizedSlowdown = 1.25,
        HalfWidth = 0.25,
        Basis = "estimate: bandwidth-bound decode, llama.cpp on unified memory",
    };

    private static readonly DecodeProfile s_graphsGddr = new()
    {
        BandwidthShare = 0.92,
        LayerSeconds = 12e-6,
        MixtureSeconds = 45e-6,
        HalfWidth = 0.25,
        Basis = "estimate: bandwidth-bound decode, CUDA graphs on GDDR",
    };

    private static readonly DecodeProfile s_graphsHbm = s_graphsGddr with
    {
        BandwidthShare = 0.76,
        Basis = "estimate: bandwidth-bound decode, CUDA graphs on HBM",
    };

    private static readonly DecodeProfile s_graphsUnified = s_graphsGddr with
    {
        BandwidthShare = 0.75,
        Basis = "estimate: bandwidth-bound decode, CUDA graphs on unified memory",
    };

    private static readonly DecodeProfile s_mlxUnified = new()
    {
        BandwidthShare = 0.85,
        LayerSeconds = 40e-6,
        MixtureSeconds = 60e-6,
        HalfWidth = 0.25,
        Basis = "estimate: bandwidth-bound decode, MLX; not calibrated",
    };

    // A card whose memory is not known to be either is given the lower share.
    private static readonly DecodeProfile s_llamaCppUnknown = s_llamaCppHbm with { Basis = "estimate: bandwidth-bound decode, memory class unknown" };

    private static readonly DecodeProfile s_graphsUnknown = s_graphsHbm with { Basis = "estimate: bandwidth-bound decode, memory class unknown" };

    /// <summary>The profile; null for on-chip SRAM, whose decoding is not bound by a memory bus.</summary>
    public static DecodeProfile? For(InferenceEngine engine, MemoryClass memory) => (engine, memory) switch
    {
        (_, MemoryClass.Sram) => null,
        (InferenceEngine.Mlx, _) => s_mlxUnified,
        (InferenceEngine.LlamaCpp, MemoryClass.Gddr) => s_llamaCppGddr,
        (InferenceEngine.LlamaCpp, MemoryClass.Hbm) => s_llamaCppHbm,
        (InferenceEngine.LlamaCpp, MemoryClass.Unified) => s_llamaCppUnified,
        (InferenceEngine.LlamaCpp, _) => s_llamaCppUnknown,
        (_, MemoryClass.Gddr) => s_graphsGddr,
        (_, MemoryClass.Hbm) => s_graphsHbm,
        (_, MemoryClass.Unified) => s_graphsUnified,
        _ => s_graphsUnknown,
    };
}
