using Tracker.Contracts;

namespace Tracker.FitEngine.Tests.Memory;

public sealed class WeightTests
{
    [Theory]
    [InlineData("BF16", 16.06)]
    [InlineData("FP16", 16.06)]
    [InlineData("Q8_0", 8.53)]
    [InlineData("Q4_K_M", 4.91)]
    // The released FP8 and AWQ checkpoints of Llama-3.1-8B are 9.08 and 5.74 GB: embedding and head stay in BF16.
    [InlineData("FP8", 9.08)]
    [InlineData("INT4", 5.77)]
    public void Weights_of_llama_8B_are_those_of_the_released_files(string dtype, double gigabytes) =>
        Bytes(KnownModels.Llama31_8B, dtype).ShouldBe(gigabytes, gigabytes * 0.005);

    [Fact]
    public void Weights_in_nvfp4_keep_embedding_and_head_in_bf16() =>
        // 38.5 GB of linear layers (the fit reference), and two tables of 2.1 GB.
        Bytes(KnownModels.Llama3_70B, "NVFP4").ShouldBe(38.5 + 2 * 2.1, 0.1);

    [Fact]
    public void Weights_of_gpt_oss_in_mxfp4_keep_all_but_experts_in_bf16() =>
        // The released checkpoint is 65.2 GB; vLLM measured 65.97 GiB with its padding (vllm issue 23278).
        Bytes(KnownModels.GptOss120B, null).ShouldBe(65.2, 0.7);

    [Fact]
    public void Weights_in_the_native_format_are_the_checkpoint_where_it_is_known()
    {
        ModelSpec model = KnownModels.MiniMaxM25 with { CheckpointBytes = 230_800_000_000 };

        Bytes(model, null).ShouldBe(230.8, 0.001);
        Bytes(model, "fp8").ShouldBe(230.8, 0.001);
        Bytes(model, "BF16").ShouldBe(457.4, 0.1);
    }

    [Fact]
    public void Weights_of_tied_embeddings_count_one_table()
    {
        double tied = Bytes(KnownModels.Gemma3_27B, "NVFP4");
        double untied = Bytes(KnownModels.Gemma3_27B with { TiedEmbeddings = false }, "NVFP4");

        (untied - tied).ShouldBe(262_208 * 5376 * (16 - 4.5) / 8 / 1e9, 0.01);
    }

    [Fact]
    public void Weights_in_an_unknown_native_format_are_unknown()
    {
        FitResult result = Ask.About(KnownModels.Llama31_8B with { NativeDtype = "TERNARY" }, KnownGpus.RtxPro6000);

        result.WeightsGib.ShouldBeNull();
        result.Fits.ShouldBeNull();
        result.Reason.ShouldStartWith("unknown:");
    }

    private static double Bytes(ModelSpec model, string? dtype) =>
        Ask.About(model, KnownGpus.RtxPro6000, dtype: dtype, engine: "llama.cpp").WeightsGib!.Value * 1.073741824;
}
