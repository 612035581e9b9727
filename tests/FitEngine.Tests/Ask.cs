using Tracker.Contracts;

namespace Tracker.FitEngine.Tests;

/// <summary>Asks the calculator one thing.</summary>
internal static class Ask
{
    public static FitResult About(
        ModelSpec model,
        GpuSpec gpu,
        int count = 1,
        string? dtype = null,
        int? context = null,
        int concurrency = 1,
        string engine = "vllm",
        double? utilization = null) =>
        FitCalculator.Evaluate(Case(model, gpu, count, dtype, context, concurrency, engine, utilization), model, gpu);

    public static FitCase Case(
        ModelSpec model,
        GpuSpec gpu,
        int count = 1,
        string? dtype = null,
        int? context = null,
        int concurrency = 1,
        string engine = "vllm",
        double? utilization = null) => new()
        {
            ModelId = model.Id,
            GpuId = gpu.Id,
            Count = count,
            Dtype = dtype,
            Context = context,
            Concurrency = concurrency,
            Engine = engine,
            Utilization = utilization,
        };
}
