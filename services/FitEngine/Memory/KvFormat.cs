using Tracker.FitEngine.Engines;

namespace Tracker.FitEngine.Memory;

/// <summary>How an engine stores keys and values.</summary>
/// <param name="Name">Name as it is reported.</param>
/// <param name="Bytes">Bytes a number takes, block scales included.</param>
internal sealed record KvFormat(string Name, double Bytes)
{
    private static readonly KvFormat s_bf16 = new("BF16", 2);
    private static readonly KvFormat s_fp16 = new("FP16", 2);
    private static readonly KvFormat s_fp8 = new("FP8", 1);
    private static readonly KvFormat s_int8 = new("INT8", 1);

    // ggml blocks of 32 numbers with one FP16 scale (llama.cpp, --cache-type-k and --cache-type-v).
    private static readonly KvFormat s_q8 = new("Q8_0", 34 / 32.0);
    private static readonly KvFormat s_q4 = new("Q4_0", 18 / 32.0);

    // MLX groups of 64 numbers with an FP16 scale and bias (mlx_lm, --kv-bits).
    private static readonly KvFormat s_mlx8 = new("INT8", 8.5 / 8);
    private static readonly KvFormat s_mlx4 = new("INT4", 4.5 / 8);

    /// <summary>The format of that name in an engine; null for the engine's default of 16 bits.</summary>
    /// <exception cref="ArgumentException">The engine cannot store its cache so.</exception>
    public static KvFormat Of(InferenceEngine engine, string? name)
    {
        if (name is null || name.Equals("auto", StringComparison.OrdinalIgnoreCase))
            return s_bf16;
        KvFormat[] known = Known(engine);
        return Array.Find(known, format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException(
                $"KV dtype '{name}' is not known for {InferenceEngineName.Of(engine)}; expected one of auto, {string.Join(", ", known.Select(format => format.Name))}.");
    }

    private static KvFormat[] Known(InferenceEngine engine) => engine switch
    {
        InferenceEngine.LlamaCpp => [s_bf16, s_fp16, s_q8, s_q4],
        InferenceEngine.TensorRtLlm => [s_bf16, s_fp16, s_fp8, s_int8],
        InferenceEngine.Mlx => [s_bf16, s_fp16, s_mlx8, s_mlx4],
        _ => [s_bf16, s_fp16, s_fp8],
    };
}
