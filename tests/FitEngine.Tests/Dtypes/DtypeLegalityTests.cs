using Tracker.Contracts;
using Tracker.FitEngine.Dtypes;

namespace Tracker.FitEngine.Tests.Dtypes;

public sealed class DtypeLegalityTests
{
    [Theory]
    [InlineData("7.5", "cuda", "vllm", "BF16", false)]
    [InlineData("7.5", "cuda", "vllm", "FP16", true)]
    [InlineData("8.6", "cuda", "vllm", "BF16", true)]
    [InlineData("8.6", "cuda", "vllm", "FP8", false)]
    [InlineData("8.9", "cuda", "vllm", "FP8", true)]
    [InlineData("8.9", "cuda", "vllm", "MXFP8", false)]
    [InlineData("9.0", "cuda", "vllm", "FP8_BLOCK", true)]
    [InlineData("10.0", "cuda", "vllm", "MXFP8", true)]
    [InlineData("10.3", "cuda", "tensorrt-llm", "NVFP4", true)]
    [InlineData("12.0", "cuda", "vllm", "BF16", true)]
    [InlineData("12.0", "cuda", "vllm", "FP8", true)]
    [InlineData("12.0", "cuda", "vllm", "NVFP4", true)]
    [InlineData("12.0", "cuda", "vllm", "MXFP8", false)]
    [InlineData("12.0", "cuda", "vllm", "INT8", false)]
    [InlineData("12.0", "cuda", "tensorrt-llm", "FP8_BLOCK", false)]
    [InlineData("12.0", "cuda", "tensorrt-llm", "AWQ", false)]
    [InlineData("12.0", "cuda", "tensorrt-llm", "MXFP4", true)]
    [InlineData("12.0", "cuda", "llama.cpp", "Q4_K_M", true)]
    [InlineData("gfx942", "rocm", "vllm", "FP8", true)]
    [InlineData("gfx942", "rocm", "vllm", "MXFP4", false)]
    [InlineData("gfx950", "rocm", "vllm", "MXFP4", true)]
    [InlineData("gfx1100", "rocm", "vllm", "FP8", false)]
    [InlineData("gfx1201", "rocm", "vllm", "FP8", true)]
    [InlineData(null, "metal", "mlx", "BF16", true)]
    [InlineData(null, "metal", "mlx", "FP8", false)]
    [InlineData("13.0", "cuda", "vllm", "FP8", null)]
    [InlineData("Blackhole", "tt-metal", "vllm", "BF16", null)]
    [InlineData("12.0", "cuda", "vllm", "FP32", null)]
    public void Dtype_is_native_not_native_or_unknown(string? chip, string stack, string engine, string dtype, bool? legal)
    {
        GpuSpec gpu = KnownGpus.RtxPro6000 with { ComputeCapability = chip, Stack = stack };

        Ask.About(KnownModels.Llama31_8B, gpu, dtype: dtype, engine: engine).DtypeLegal.ShouldBe(legal);
    }

    [Fact]
    public void Dtype_stored_but_not_computed_is_called_weight_only() =>
        Ask.About(KnownModels.Llama31_8B, KnownGpus.Rtx3090, dtype: "FP8").Inputs["dtype"].ShouldStartWith("weight-only");

    [Fact]
    public void Dtype_that_does_not_run_is_said_in_the_reason() =>
        Ask.About(KnownModels.Llama31_8B, KnownGpus.RtxPro6000, dtype: "MXFP8").Reason.ShouldContain("MXFP8 does not run natively");

    [Fact]
    public void Every_rule_names_a_known_format_and_its_source()
    {
        SupportTable.Dtypes.All.Count().ShouldBeGreaterThan(100);
        foreach (((string _, string engine, string dtype), SupportRule rule) in SupportTable.Dtypes.All)
        {
            rule.Source.ShouldNotBeNullOrWhiteSpace();
            if (dtype != "GGUF")
                WeightFormats.Get(dtype).LegalityKey.ShouldBe(dtype);
            engine.ShouldBeOneOf("*", "vllm", "llama.cpp", "tensorrt-llm", "mlx");
        }
    }

    [Fact]
    public void Dtype_unknown_is_refused_with_the_known_ones()
    {
        ArgumentException refusal = Should.Throw<ArgumentException>(() => Ask.About(KnownModels.Llama31_8B, KnownGpus.RtxPro6000, dtype: "FP7"));

        refusal.Message.ShouldStartWith("Dtype 'FP7' is not known; expected one of FP32, BF16");
    }

    [Fact]
    public void Native_dtype_with_remarks_is_read_by_its_first_word() =>
        Ask.About(KnownModels.GptOss120B with { NativeDtype = "MXFP4 (MoE) + BF16 rest" }, KnownGpus.RtxPro6000).Dtype.ShouldBe("MXFP4");
}
