namespace Tracker.FitEngine.Engines;

/// <summary>The inference engines whose memory and speed rules are known.</summary>
internal enum InferenceEngine
{
    Vllm,
    LlamaCpp,
    TensorRtLlm,
    Mlx,
}

/// <summary>An engine's name in messages and on the command line.</summary>
internal static class InferenceEngineName
{
    private const string Known = "vllm, llama.cpp, tensorrt-llm, mlx";

    /// <exception cref="ArgumentException">The name is none of the known engines.</exception>
    public static InferenceEngine Parse(string name) => name switch
    {
        _ when name.Equals("vllm", StringComparison.OrdinalIgnoreCase) => InferenceEngine.Vllm,
        _ when name.Equals("llama.cpp", StringComparison.OrdinalIgnoreCase) => InferenceEngine.LlamaCpp,
        _ when name.Equals("tensorrt-llm", StringComparison.OrdinalIgnoreCase) => InferenceEngine.TensorRtLlm,
        _ when name.Equals("mlx", StringComparison.OrdinalIgnoreCase) => InferenceEngine.Mlx,
        _ => throw new ArgumentException($"Engine '{name}' is not known; expected one of {Known}."),
    };

    public static string Of(InferenceEngine engine) => engine switch
    {
        InferenceEngine.Vllm => "vllm",
        InferenceEngine.LlamaCpp => "llama.cpp",
        InferenceEngine.TensorRtLlm => "tensorrt-llm",
        _ => "mlx",
    };

    /// <summary>
    /// Whether an engine certainly cannot run on a software stack. Only certain refusals are listed: an engine may have
    /// a plugin for a stack this list has not heard of.
    /// </summary>
    public static bool Refuses(InferenceEngine engine, string stack) => engine switch
    {
        InferenceEngine.TensorRtLlm => !stack.StartsWith("cuda", StringComparison.OrdinalIgnoreCase),
        InferenceEngine.Mlx => !IsApple(stack),
        _ => false,
    };

    public static bool IsApple(string stack) =>
        stack.Contains("metal", StringComparison.OrdinalIgnoreCase) && !stack.StartsWith("tt", StringComparison.OrdinalIgnoreCase)
        || stack.StartsWith("mlx", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether the engine shards every layer over the cards (tensor parallel); the others give whole layers to each
    /// card, which adds memory and leaves a single stream as slow as one card.
    /// </summary>
    public static bool IsTensorParallel(InferenceEngine engine) =>
        engine is InferenceEngine.Vllm or InferenceEngine.TensorRtLlm;
}
