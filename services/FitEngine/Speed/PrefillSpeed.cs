using Tracker.Contracts;
using Tracker.FitEngine.Dtypes;
using Tracker.FitEngine.Engines;

namespace Tracker.FitEngine.Speed;

/// <summary>
/// Tokens a second while reading a prompt: <c>dense FLOPS × efficiency / (2 × active parameters)</c>, the input
/// embedding left out as it is looked up.
/// </summary>
internal static class PrefillSpeed
{
    private const string LlamaCppBasis = "estimate: compute-bound prefill, llama.cpp efficiency 0.15 to 0.45";
    private const string GraphsBasis = "estimate: compute-bound prefill, efficiency 0.35 to 0.65; not calibrated";

    // Each tensor-parallel card adds less than a card: sums are not overlapped with products.
    private const double ParallelShare = 0.8;

    /// <summary>The estimated band; null where the throughput in the format is not known.</summary>
    public static SpeedBand? Estimate(in DecodeQuestion question)
    {
        if (Peak(question) is not PrefillPeak found)
            return null;
        double peak = found.TokensPerSecond;
        // llama.cpp: 0.15 to 0.52 in the prefill rows of fit_measured.csv, lowest where matrix throughput is highest.
        bool isGraphs = question.Engine is InferenceEngine.Vllm or InferenceEngine.TensorRtLlm;
        return isGraphs
            ? new() { Low = peak * 0.35, Mid = peak * 0.5, High = peak * 0.65, Basis = GraphsBasis }
            : new() { Low = peak * 0.15, Mid = peak * 0.3, High = peak * 0.45, Basis = LlamaCppBasis };
    }

    /// <summary>What the cards' arithmetic allows; null where the throughput in the format is not known.</summary>
    public static PrefillPeak? Peak(in DecodeQuestion question)
    {
        if (question.Tflops is not double tflops)
            return null;
        bool isTensorParallel = InferenceEngineName.IsTensorParallel(question.Engine);
        return new(
            tflops,
            isTensorParallel && question.Cards > 1 ? question.Cards * ParallelShare : 1,
            question.Shape.ReadLayerParams(1) + question.Shape.ReadTableParams);
    }

    /// <summary>Dense throughput of a card in a format; null where not known.</summary>
    public static double? Tflops(GpuSpec gpu, ComputeFormat format) => format switch
    {
        ComputeFormat.Fp8 => gpu.Fp8Tflops ?? gpu.Bf16Tflops,
        ComputeFormat.Fp4 => gpu.Fp4Tflops ?? gpu.Fp8Tflops ?? gpu.Bf16Tflops,
        ComputeFormat.Int8 => gpu.Int8Tops ?? gpu.Bf16Tflops,
        _ => gpu.Bf16Tflops,
    };
}

/// <summary>The most that reading a prompt could reach.</summary>
/// <param name="Tflops">Dense throughput of a card in the format it computes in.</param>
/// <param name="Cards">Cards that count, less what tensor parallelism loses.</param>
/// <param name="ParamsPerToken">Parameters each token passes.</param>
internal readonly record struct PrefillPeak(double Tflops, double Cards, double ParamsPerToken)
{
    public double TokensPerSecond => Tflops * 1e12 * Cards / (2 * ParamsPerToken);
}
