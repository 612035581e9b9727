using Tracker.Contracts;

namespace Tracker.FitEngine.Tests.Memory;

public sealed class KvFormatTests
{
    [Theory]
    [InlineData("vllm", null, 98_304)]
    [InlineData("vllm", "auto", 98_304)]
    [InlineData("vllm", "fp8", 49_152)]
    [InlineData("llama.cpp", "Q8_0", 52_224)]
    [InlineData("llama.cpp", "Q4_0", 27_648)]
    [InlineData("tensorrt-llm", "INT8", 49_152)]
    public void Kv_bytes_follow_the_caches_own_format(string engine, string? format, long bytes) =>
        With(KnownModels.Qwen3_30B_A3B, engine, format).KvBytesPerToken.ShouldBe(bytes);

    [Fact]
    public void Fp8_cache_holds_twice_the_tokens_of_the_same_memory()
    {
        FitResult half = With(KnownModels.Qwen3_30B_A3B, "vllm", null);
        FitResult fp8 = With(KnownModels.Qwen3_30B_A3B, "vllm", "FP8");

        fp8.KvBudgetGib.ShouldBe(half.KvBudgetGib);
        ((double)fp8.MaxKvTokens!.Value).ShouldBe(2.0 * half.MaxKvTokens!.Value, 32);
        fp8.WeightsGib.ShouldBe(half.WeightsGib);
        fp8.Inputs["kv_per_token"].ShouldContain("1 B (FP8)");
    }

    [Fact]
    public void Smaller_cache_never_decodes_slower() =>
        With(KnownModels.Qwen3_30B_A3B, "vllm", "FP8").DecodeTps!.Mid.ShouldBeGreaterThan(With(KnownModels.Qwen3_30B_A3B, "vllm", null).DecodeTps!.Mid);

    [Fact]
    public void Recurrent_state_keeps_its_size() =>
        With(KnownModels.Qwen3Next, "vllm", "FP8").Inputs["state_per_sequence"]
            .ShouldBe(With(KnownModels.Qwen3Next, "vllm", null).Inputs["state_per_sequence"]);

    [Theory]
    [InlineData("vllm", "Q8_0", "auto, BF16, FP16, FP8")]
    [InlineData("llama.cpp", "FP8", "auto, BF16, FP16, Q8_0, Q4_0")]
    public void Format_the_engine_lacks_is_refused_with_those_it_has(string engine, string format, string known) =>
        Should.Throw<ArgumentException>(() => With(KnownModels.Qwen3_30B_A3B, engine, format)).Message
            .ShouldBe($"KV dtype '{format}' is not known for {engine}; expected one of {known}.");

    private static FitResult With(ModelSpec model, string engine, string? format) =>
        FitCalculator.Evaluate(Ask.Case(model, KnownGpus.RtxPro6000, engine: engine) with { KvDtype = format }, model, KnownGpus.RtxPro6000);
}
