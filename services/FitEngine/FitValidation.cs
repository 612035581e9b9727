using Tracker.Contracts;

namespace Tracker.FitEngine;

/// <summary>Refuses impossible values, naming the field and whose it is.</summary>
internal static class FitValidation
{
    /// <exception cref="ArgumentException">A figure is impossible.</exception>
    public static void Check(ModelSpec model)
    {
        string owner = model.Id;
        AtLeastOne(model.TotalParams, "Model", owner, nameof(model.TotalParams));
        AtLeastOne(model.ActiveParams, "Model", owner, nameof(model.ActiveParams));
        AtLeastOne(model.Layers, "Model", owner, nameof(model.Layers));
        AtLeastOne(model.HiddenSize, "Model", owner, nameof(model.HiddenSize));
        AtLeastOne(model.AttentionHeads, "Model", owner, nameof(model.AttentionHeads));
        AtLeastOne(model.KvHeads, "Model", owner, nameof(model.KvHeads));
        AtLeastOne(model.HeadDim, "Model", owner, nameof(model.HeadDim));
        AtLeastOne(model.ValueHeadDim ?? 1, "Model", owner, nameof(model.ValueHeadDim));
        AtLeastOne(model.VocabSize, "Model", owner, nameof(model.VocabSize));
        AtLeastOne(model.MaxContext, "Model", owner, nameof(model.MaxContext));
        AtLeastOne(model.ExtendedContext ?? 1, "Model", owner, nameof(model.ExtendedContext));
        AtLeastOne(model.CheckpointBytes ?? 1, "Model", owner, nameof(model.CheckpointBytes));
        AtLeastOne(model.Window ?? 1, "Model", owner, nameof(model.Window));
        AtLeastOne(model.KvLoraRank ?? 1, "Model", owner, nameof(model.KvLoraRank));
        AtLeastOne(model.RopeHeadDim ?? 1, "Model", owner, nameof(model.RopeHeadDim));
        if (model.ActiveParams > model.TotalParams)
            throw Refusal("Model", owner, nameof(model.ActiveParams), $"{model.ActiveParams} is more than {nameof(model.TotalParams)} ({model.TotalParams})");
        if (model.AttentionHeads % model.KvHeads != 0)
            throw Refusal("Model", owner, nameof(model.KvHeads), $"{model.KvHeads} does not divide {nameof(model.AttentionHeads)} ({model.AttentionHeads})");
        if (model.Experts < 0 || model.ActiveExperts < 0 || model.ActiveExperts > model.Experts)
            throw Refusal("Model", owner, nameof(model.ActiveExperts), $"{model.ActiveExperts} of {model.Experts} experts");
        if (model.FullAttentionLayers is int full && (full < 0 || full > model.Layers))
            throw Refusal("Model", owner, nameof(model.FullAttentionLayers), $"{full} is not between 0 and {nameof(model.Layers)} ({model.Layers})");
        if (model.StateBytesPerSequence < 0)
            throw Refusal("Model", owner, nameof(model.StateBytesPerSequence), $"{model.StateBytesPerSequence} is negative");
    }

    /// <exception cref="ArgumentException">A figure is impossible.</exception>
    public static void Check(GpuSpec gpu)
    {
        Positive(gpu.MemoryGb, gpu, nameof(gpu.MemoryGb));
        Positive(gpu.ReportedMib, gpu, nameof(gpu.ReportedMib));
        Positive(gpu.BandwidthGbPerS, gpu, nameof(gpu.BandwidthGbPerS));
        Positive(gpu.Bf16Tflops, gpu, nameof(gpu.Bf16Tflops));
        Positive(gpu.Fp8Tflops, gpu, nameof(gpu.Fp8Tflops));
        Positive(gpu.Fp4Tflops, gpu, nameof(gpu.Fp4Tflops));
        Positive(gpu.Int8Tops, gpu, nameof(gpu.Int8Tops));
        Positive(gpu.LinkGbPerS, gpu, nameof(gpu.LinkGbPerS));
    }

    /// <exception cref="ArgumentException">A figure is impossible.</exception>
    public static void Check(FitCase question)
    {
        AtLeastOne(question.Count, "Case", question.ModelId, nameof(question.Count));
        AtLeastOne(question.Context ?? 1, "Case", question.ModelId, nameof(question.Context));
        AtLeastOne(question.MaxBatchedTokens ?? 1, "Case", question.ModelId, nameof(question.MaxBatchedTokens));
        AtLeastOne(question.Concurrency, "Case", question.ModelId, nameof(question.Concurrency));
        AtLeastOne(question.TrainingBatch, "Case", question.ModelId, nameof(question.TrainingBatch));
        AtLeastOne(question.TrainingSequence, "Case", question.ModelId, nameof(question.TrainingSequence));
        if (question.LoraAdapters < 0)
            throw Refusal("Case", question.ModelId, nameof(question.LoraAdapters), $"{question.LoraAdapters} is negative");
        if (question.Utilization is double utilization && !(utilization > 0 && utilization <= 1))
            throw Refusal("Case", question.ModelId, nameof(question.Utilization), $"{utilization} is not in (0, 1]");
    }

    private static void AtLeastOne(long value, string kind, string owner, string field)
    {
        if (value < 1)
            throw Refusal(kind, owner, field, $"{value} is less than 1");
    }

    private static void Positive(double? value, GpuSpec gpu, string field)
    {
        if (value is double figure && !(figure > 0 && double.IsFinite(figure)))
            throw Refusal("GPU", gpu.Id, field, $"{figure} is not more than 0");
    }

    private static ArgumentException Refusal(string kind, string owner, string field, string problem) =>
        new($"{kind} '{owner}': {field} is not possible: {problem}.");
}
