namespace Tracker.Contracts;

/// <summary>
/// Asks what each model does on each set of cards. It carries every fact the answer rests on, so that the fit engine
/// needs no configuration and the same question always gets the same answer.
/// </summary>
public sealed record EvaluateFit
{
    public required IReadOnlyList<ModelSpec> Models { get; init; }

    public required IReadOnlyList<GpuSpec> Gpus { get; init; }

    public required IReadOnlyList<FitCase> Cases { get; init; }

    /// <summary>Published measurements; one for the same model, card, count, dtype and engine beats the estimate.</summary>
    public IReadOnlyList<SpeedMeasurement> Measurements { get; init; } = [];
}

/// <summary>One question: a model on n identical cards.</summary>
public sealed record FitCase
{
    public required string ModelId { get; init; }

    public required string GpuId { get; init; }

    /// <summary>Identical cards, 1 or more.</summary>
    public required int Count { get; init; }

    /// <summary>The weights' format; null for the model's native one.</summary>
    public string? Dtype { get; init; }

    /// <summary>The format of the engine's key and value cache; null or <c>auto</c> for its default of 16 bits.</summary>
    public string? KvDtype { get; init; }

    /// <summary>
    /// Most tokens of prompts read in one pass, for which activations are reserved (vLLM's <c>--max-num-batched-tokens</c>,
    /// TensorRT-LLM's <c>max_num_tokens</c>); null for the engine's default.
    /// </summary>
    public int? MaxBatchedTokens { get; init; }

    /// <summary>Tokens of context an instance must hold; null for 8,192 or the model's own limit where that is lower.</summary>
    public int? Context { get; init; }

    /// <summary>Streams decoded at once by one instance.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>The inference engine: <c>vllm</c>, <c>llama.cpp</c>, <c>tensorrt-llm</c>, <c>mlx</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>LoRA adapters of rank 16 that each instance keeps in memory beside its weights.</summary>
    public int LoraAdapters { get; init; }

    /// <summary>
    /// Whether a mixture's experts are shared out whole over the cards, with attention and cache on each card for the
    /// streams it serves (data and expert parallel), instead of splitting every matrix (tensor parallel).
    /// </summary>
    public bool ExpertParallel { get; init; }

    /// <summary>Sequences of a training step.</summary>
    public int TrainingBatch { get; init; } = 1;

    /// <summary>Tokens of a training sequence.</summary>
    public int TrainingSequence { get; init; } = 2048;

    /// <summary>Fraction of reported memory the engine may use; null for the engine's default.</summary>
    public double? Utilization { get; init; }
}

/// <summary>A measured speed of one stream, with its source.</summary>
public sealed record SpeedMeasurement
{
    public required string ModelId { get; init; }

    public required string GpuId { get; init; }

    /// <summary>Identical cards, 1 or more.</summary>
    public required int Count { get; init; }

    /// <summary>The weights' format.</summary>
    public required string Dtype { get; init; }

    /// <summary>The inference engine.</summary>
    public required string Engine { get; init; }

    /// <summary>Tokens of context at the end of the run it was measured over; null where its source does not say.</summary>
    public int? Context { get; init; }

    /// <summary>Tokens a second decoded; null where not measured.</summary>
    public double? DecodeTps { get; init; }

    /// <summary>Tokens a second of prompt read; null where not measured.</summary>
    public double? PrefillTps { get; init; }

    /// <summary>Where it was published.</summary>
    public required string Source { get; init; }
}
