using BenchmarkDotNet.Attributes;
using Tracker.Catalog;
using Tracker.Contracts;
using Tracker.FitEngine;

namespace Tracker.Benchmarks;

/// <summary>
/// 24,000 questions to the fit engine in one request: 50 cards, 40 models, 6 formats, one card and two, on one core. The
/// target is 200 ms. The baseline copies the answers: allocating that many results is what no engine can do without.
/// </summary>
[MemoryDiagnoser]
public class FitBenchmark
{
    private static readonly string[] s_dtypes = ["BF16", "FP8", "NVFP4", "MXFP4", "INT4", "Q4_K_M"];

    private EvaluateFit _question = null!;
    private FitEvaluated _answer = null!;

    [GlobalSetup]
    public void Ask()
    {
        TrackerCatalog catalog = CatalogLoader.Load(Path.Combine(Repository.Folder, "deploy", "config")).Catalog!;
        ModelSpec[] models = [.. catalog.Models.Values.Select(m => m.Spec).OrderBy(m => m.Id, StringComparer.Ordinal).Take(40)];
        GpuSpec[] gpus = [.. catalog.Gpus.Values.Select(g => g.Spec).OrderBy(g => g.Id, StringComparer.Ordinal).Take(50)];
        _question = new()
        {
            Models = models,
            Gpus = gpus,
            Measurements = catalog.Measurements,
            Cases =
            [
                .. from model in models
                   from gpu in gpus
                   from dtype in s_dtypes
                   from count in new[] { 1, 2 }
                   select new FitCase { ModelId = model.Id, GpuId = gpu.Id, Count = count, Dtype = dtype, Engine = "vllm" },
            ],
        };
        _answer = Evaluate();
    }

    [Benchmark(Baseline = true)]
    public FitResult[] Copy() => [.. _answer.Results.Select(result => result with { })];

    [Benchmark]
    public FitEvaluated Evaluate() => FitCalculator.Evaluate(_question);
}
