using Tracker.Contracts;

namespace Tracker.FitEngine.Tests;

public sealed class ManyCasesTests
{
    [Fact]
    public void Many_cases_are_answered_in_order()
    {
        string[] dtypes = ["BF16", "FP8", "NVFP4", "MXFP4", "INT4", "Q4_K_M"];
        ModelSpec[] models = [.. Enumerable.Range(0, 40).Select(i => KnownModels.All[i % KnownModels.All.Count] with { Id = $"model-{i}" })];
        GpuSpec[] gpus = [.. Enumerable.Range(0, 50).Select(i => KnownGpus.All[i % 4] with { Id = $"gpu-{i}" })];
        FitCase[] cases =
        [
            .. from model in models from gpu in gpus from dtype in dtypes from count in new[] { 1, 2 } select Ask.Case(model, gpu, count, dtype),
        ];
        EvaluateFit request = new() { Models = models, Gpus = gpus, Cases = cases };

        FitEvaluated answer = FitCalculator.Evaluate(request);

        answer.Results.Select(result => (result.Model, result.Gpu, result.Count)).ShouldBe(cases.Select(c => (c.ModelId, c.GpuId, c.Count)));
    }

    [Fact]
    public void Result_survives_json_with_its_inputs()
    {
        FitResult result = Ask.About(KnownModels.Qwen3_30B_A3B, KnownGpus.RtxPro6000, 2);
        FitResult? back = System.Text.Json.JsonSerializer.Deserialize<FitResult>(System.Text.Json.JsonSerializer.Serialize(result));

        back.ShouldNotBeNull().Inputs.ShouldBe(result.Inputs, ignoreOrder: true);
        result.Inputs.ShouldContainKey("budget");
        result.Inputs.Count.ShouldBeGreaterThan(12);
    }
}
