using Tracker.Contracts;

namespace Tracker.FitEngine.Tests;

/// <summary>The last table of the fit reference.</summary>
public sealed class ReferenceValuesTests
{
    [Fact]
    public void Qwen3_30B_in_bf16_takes_61_gb_and_96_kib_a_token()
    {
        FitResult result = Ask.About(KnownModels.Qwen3_30B_A3B, KnownGpus.RtxPro6000);

        (result.WeightsGib!.Value * 1.073741824).ShouldBe(61.06, 0.05);
        result.KvBytesPerToken.ShouldBe(96 * 1024);
        result.Dtype.ShouldBe("BF16");
    }

    [Fact]
    public void Qwen3_30B_on_one_96_gb_card_runs_once_and_on_two_cards_twice()
    {
        Ask.About(KnownModels.Qwen3_30B_A3B, KnownGpus.RtxPro6000).Instances.ShouldBe(1);
        Ask.About(KnownModels.Qwen3_30B_A3B, KnownGpus.RtxPro6000, count: 2).Instances.ShouldBe(2);
    }

    [Fact]
    public void Yi_34B_in_bf16_takes_68_gb_and_240_kib_a_token()
    {
        FitResult result = Ask.About(KnownModels.Yi_34B, KnownGpus.RtxPro6000);

        (result.WeightsGib!.Value * 1.073741824).ShouldBe(68.78, 0.05);
        result.KvBytesPerToken.ShouldBe(240 * 1024);
        result.Context.ShouldBe(4096);
        result.MaxContext.ShouldBe(4096);
    }

    [Fact]
    public void Llama_70B_in_bf16_needs_two_96_gb_cards_joined()
    {
        FitResult one = Ask.About(KnownModels.Llama3_70B, KnownGpus.RtxPro6000);
        FitResult two = Ask.About(KnownModels.Llama3_70B, KnownGpus.RtxPro6000, count: 2);

        one.Fits.ShouldBe(false);
        one.Reason.ShouldContain("GiB short");
        two.Fits.ShouldBe(true);
        two.Instances.ShouldBe(1);
        two.Inputs["cards_per_instance"].ShouldStartWith("2 of 2 (tensor parallel)");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Mixtral_8x22B_in_bf16_fits_neither_one_nor_two_cards_although_few_experts_run(int count)
    {
        FitResult result = Ask.About(KnownModels.Mixtral_8x22B, KnownGpus.RtxPro6000, count);

        result.Fits.ShouldBe(false);
        (result.WeightsGib!.Value * 1.073741824).ShouldBe(281.3, 0.2);
        result.Reason.ShouldContain("every expert must be in memory");
        result.DecodeTps.ShouldBeNull();
    }

    [Fact]
    public void Llama_8B_on_a_3090_has_the_kv_tokens_vllm_logged()
    {
        FitResult result = Ask.About(KnownModels.Llama31_8B, KnownGpus.Rtx3090, context: 20_000, utilization: 0.90);

        result.Fits.ShouldBe(true);
        Within(result.MaxKvTokens, 31_232);
        result.KvBudgetGib!.Value.ShouldBe(3.81, 0.08);
    }

    [Fact]
    public void Llama_8B_on_a_3090_at_29000_tokens_is_refused_without_chunked_prefill()
    {
        FitResult result = Ask.About(KnownModels.Llama31_8B, KnownGpus.Rtx3090, context: 29_000, utilization: 0.90);

        result.Fits.ShouldBe(false);
        Within(result.MaxKvTokens, 23_648);
        result.Reason.ShouldEndWith("it fits with chunked prefill");
    }

    [Fact]
    public void Llama_8B_on_a_3090_at_29000_tokens_starts_under_vllms_present_defaults() =>
        Ask.About(KnownModels.Llama31_8B, KnownGpus.Rtx3090, context: 29_000).Fits.ShouldBe(true);

    [Theory]
    [InlineData(97_887, null)]
    [InlineData(97_887, 0.90)]
    [InlineData(97_252, null)]
    [InlineData(97_252, 0.90)]
    public void MiniMax_on_four_cards_has_the_kv_tokens_vllm_logged(int reportedMib, double? utilization)
    {
        FitResult result = Ask.About(
            KnownModels.MiniMaxM25, KnownGpus.RtxPro6000 with { ReportedMib = reportedMib }, 4, context: 196_608, utilization: utilization);

        result.Fits.ShouldBe(true);
        Within(result.MaxKvTokens, 399_424);
        (result.WeightsGib!.Value / 4).ShouldBe(53.75, 0.3);
        (result.KvBudgetGib!.Value / 4).ShouldBe(23.62, 0.47);
    }

    [Fact]
    public void Qwen3_32B_on_an_h100_nvl_serves_32000_tokens() =>
        Ask.About(KnownModels.Qwen3_32B, KnownGpus.H100Nvl, context: 32_000, utilization: 0.90).Fits.ShouldBe(true);

    private static void Within(long? tokens, long measured) =>
        Math.Abs(tokens!.Value / (double)measured - 1).ShouldBeLessThanOrEqualTo(0.02, $"{tokens} against {measured} measured");
}
