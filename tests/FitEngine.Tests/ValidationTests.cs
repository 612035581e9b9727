using Tracker.Contracts;

namespace Tracker.FitEngine.Tests;

public sealed class ValidationTests
{
    public static TheoryData<ModelSpec, string> Models => new()
    {
        { KnownModels.Llama3_8B with { Layers = 0 }, "Model 'Llama-3-8B': Layers is not possible: 0 is less than 1." },
        { KnownModels.Llama3_8B with { TotalParams = -1 }, "Model 'Llama-3-8B': TotalParams is not possible: -1 is less than 1." },
        { KnownModels.Llama3_8B with { KvHeads = 5 }, "Model 'Llama-3-8B': KvHeads is not possible: 5 does not divide AttentionHeads (32)." },
        { KnownModels.Llama3_8B with { ActiveParams = 9_000_000_000 }, "Model 'Llama-3-8B': ActiveParams is not possible: 9000000000 is more than TotalParams (8030261248)." },
        { KnownModels.Llama3_8B with { ActiveExperts = 2 }, "Model 'Llama-3-8B': ActiveExperts is not possible: 2 of 0 experts." },
        { KnownModels.Llama3_8B with { FullAttentionLayers = 33 }, "Model 'Llama-3-8B': FullAttentionLayers is not possible: 33 is not between 0 and Layers (32)." },
        { KnownModels.Llama3_8B with { MaxContext = 0 }, "Model 'Llama-3-8B': MaxContext is not possible: 0 is less than 1." },
    };

    public static TheoryData<GpuSpec, string> Gpus => new()
    {
        { KnownGpus.Rtx3090 with { ReportedMib = -1 }, "GPU 'rtx-3090': ReportedMib is not possible: -1 is not more than 0." },
        { KnownGpus.Rtx3090 with { MemoryGb = 0 }, "GPU 'rtx-3090': MemoryGb is not possible: 0 is not more than 0." },
        { KnownGpus.Rtx3090 with { BandwidthGbPerS = double.NaN }, "GPU 'rtx-3090': BandwidthGbPerS is not possible: NaN is not more than 0." },
    };

    public static TheoryData<FitCase, string> Cases => new()
    {
        { Case() with { Count = 0 }, "Case 'Llama-3-8B': Count is not possible: 0 is less than 1." },
        { Case() with { Context = 0 }, "Case 'Llama-3-8B': Context is not possible: 0 is less than 1." },
        { Case() with { Concurrency = 0 }, "Case 'Llama-3-8B': Concurrency is not possible: 0 is less than 1." },
        { Case() with { Utilization = 0 }, "Case 'Llama-3-8B': Utilization is not possible: 0 is not in (0, 1]." },
        { Case() with { Utilization = 1.01 }, "Case 'Llama-3-8B': Utilization is not possible: 1.01 is not in (0, 1]." },
        { Case() with { Engine = "ollama" }, "Engine 'ollama' is not known; expected one of vllm, llama.cpp, tensorrt-llm, mlx." },
    };

    [Theory]
    [MemberData(nameof(Models), DisableDiscoveryEnumeration = true)]
    public void Model_that_cannot_be_is_refused_by_field(ModelSpec model, string message) =>
        Should.Throw<ArgumentException>(() => FitCalculator.Evaluate(Case(), model, KnownGpus.Rtx3090)).Message.ShouldBe(message);

    [Theory]
    [MemberData(nameof(Gpus), DisableDiscoveryEnumeration = true)]
    public void Gpu_that_cannot_be_is_refused_by_field(GpuSpec gpu, string message) =>
        Should.Throw<ArgumentException>(() => FitCalculator.Evaluate(Case(), KnownModels.Llama3_8B, gpu)).Message.ShouldBe(message);

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Case_that_cannot_be_is_refused_by_field(FitCase question, string message) =>
        Should.Throw<ArgumentException>(() => FitCalculator.Evaluate(question, KnownModels.Llama3_8B, KnownGpus.Rtx3090)).Message.ShouldBe(message);

    [Fact]
    public void Request_that_names_an_unknown_model_or_gpu_is_refused_by_id()
    {
        Should.Throw<ArgumentException>(() => FitCalculator.Evaluate(Request(Case() with { ModelId = "gpt-9" })))
            .Message.ShouldStartWith("Case 0 names the model 'gpt-9', which the request does not give.");
        Should.Throw<ArgumentException>(() => FitCalculator.Evaluate(Request(Case(), Case() with { GpuId = "rtx-9090" })))
            .Message.ShouldStartWith("Case 1 names the GPU 'rtx-9090', which the request does not give.");
    }

    [Fact]
    public void Request_that_gives_a_model_twice_is_refused() =>
        Should.Throw<ArgumentException>(() => FitCalculator.Evaluate(Request(Case()) with { Models = [KnownModels.Llama3_8B, KnownModels.Llama3_8B] }))
            .Message.ShouldStartWith("Model 'Llama-3-8B' is given twice.");

    private static FitCase Case() => Ask.Case(KnownModels.Llama3_8B, KnownGpus.Rtx3090);

    private static EvaluateFit Request(params FitCase[] cases) => new()
    {
        Models = [KnownModels.Llama3_8B],
        Gpus = [KnownGpus.Rtx3090],
        Cases = cases,
    };
}
