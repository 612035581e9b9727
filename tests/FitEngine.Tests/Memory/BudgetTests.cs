using Tracker.Contracts;
using Tracker.FitEngine.Memory;

namespace Tracker.FitEngine.Tests.Memory;

public sealed class BudgetTests
{
    [Theory]
    [InlineData(20_000, 2.07)]
    [InlineData(29_000, 2.99)]
    public void Peak_activation_of_llama_8B_is_what_vllm_measured(int tokens, double gib) =>
        (PeakActivation.ForwardBytes(ModelShape.Of(KnownModels.Llama31_8B), 1, tokens) / Binary.Gib).ShouldBe(gib, 0.02);

    [Fact]
    public void Peak_activation_with_chunks_does_not_grow_with_context()
    {
        ModelShape shape = ModelShape.Of(KnownModels.Llama31_8B);
        double whole = VllmBudget.Of(shape, 23.58, 1, 29_000, 0.9, null, 0).FixedGib;
        double chunked = VllmBudget.Of(shape, 23.58, 1, 29_000, 0.9, VllmBudget.ChunkTokens, 0).FixedGib;

        chunked.ShouldBe(VllmBudget.Of(shape, 23.58, 1, 100_000, 0.9, null, 0).FixedGib);
        (whole - chunked).ShouldBeGreaterThan(1);
    }

    [Fact]
    public void Larger_batch_of_prompt_tokens_leaves_less_cache()
    {
        FitCase question = Ask.Case(KnownModels.Llama31_8B, KnownGpus.Rtx3090);
        double cache = FitCalculator.Evaluate(question, KnownModels.Llama31_8B, KnownGpus.Rtx3090).KvBudgetGib!.Value;

        FitResult larger = FitCalculator.Evaluate(question with { MaxBatchedTokens = 20_000 }, KnownModels.Llama31_8B, KnownGpus.Rtx3090);

        // 110,592 bytes a token, up from the peak of sampling from 256 sequences of 128,256 words at 32 bytes a logit.
        (cache - larger.KvBudgetGib!.Value).ShouldBe((110_592.0 * 20_000 - 256.0 * 128_256 * 32) / Binary.Gib, 0.01);
        larger.Inputs["max_batched_tokens"].ShouldBe("20000 (given)");
    }

    [Theory]
    [InlineData("llama.cpp", "Case 'Llama-3.1-8B': MaxBatchedTokens is for vllm and tensorrt-llm, not for llama.cpp.")]
    [InlineData("mlx", "Case 'Llama-3.1-8B': MaxBatchedTokens is for vllm and tensorrt-llm, not for mlx.")]
    public void Batch_is_refused_for_an_engine_that_reserves_nothing_for_it(string engine, string message)
    {
        FitCase question = Ask.Case(KnownModels.Llama31_8B, KnownGpus.M3Ultra, engine: engine) with { MaxBatchedTokens = 2048 };

        Should.Throw<ArgumentException>(() => FitCalculator.Evaluate(question, KnownModels.Llama31_8B, KnownGpus.M3Ultra)).Message.ShouldBe(message);
    }

    [Fact]
    public void Inputs_give_the_numbers_of_the_cache_and_the_speed()
    {
        FitResult result = Ask.About(KnownModels.Llama31_8B, KnownGpus.Rtx3090, engine: "tensorrt-llm");

        double budget = double.Parse(result.Inputs["kv_budget"].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        budget.ShouldBe(result.KvBudgetGib!.Value, 0.01);
        result.Inputs["kv_budget"].ShouldContain("0.90 × (23.58 usable − 14.96 weights − ");
        result.Inputs["decode"].ShouldStartWith("1 / ((15.01 GB weights + 0.54 GB cache, a card) / (0.92 × 935.8 GB/s) + 32 layers × 12 µs)");
        result.Inputs["prefill"].ShouldStartWith("efficiency × 142.7 TFLOPS × 1 card / (2 × 7.50 B params");
    }

    [Fact]
    public void Embedder_keeps_no_logits()
    {
        ModelSpec embedder = KnownModels.Qwen3_8B with { Id = "embedder", Embeds = true };

        double more = Ask.About(embedder, KnownGpus.RtxPro6000).KvBudgetGib!.Value - Ask.About(KnownModels.Qwen3_8B, KnownGpus.RtxPro6000).KvBudgetGib!.Value;

        // 1,024 sequences of 151,936 words at 32 bytes a logit, in place of which the feed-forward peak of 8,192 tokens counts.
        double logits = 1024.0 * 151_936 * 32 / Binary.Gib;
        more.ShouldBe(logits - (PeakActivation.ForwardBytes(ModelShape.Of(embedder), 1, 8192) / Binary.Gib), 1e-6);
    }

    [Fact]
    public void Memory_without_a_reported_figure_is_derived_and_said_so()
    {
        FitResult result = Ask.About(KnownModels.Llama31_8B, KnownGpus.Rtx3090 with { ReportedMib = null });

        result.Inputs["reported_gib"].ShouldBe("23.58 a card (derived: marketing figure as GiB × 0.9825)");
    }

    [Fact]
    public void Memory_unknown_leaves_fit_unknown()
    {
        FitResult result = Ask.About(KnownModels.Llama31_8B, KnownGpus.Rtx3090 with { ReportedMib = null, MemoryGb = null });

        result.Fits.ShouldBeNull();
        result.Instances.ShouldBeNull();
        result.MaxContext.ShouldBeNull();
        result.Reason.ShouldStartWith("unknown: the memory of GeForce RTX 3090");
        result.Training.Full.ShouldBe("unknown");
        result.WeightsGib.ShouldNotBeNull();
    }

    [Fact]
    public void Apple_gives_three_quarters_of_its_memory()
    {
        FitResult result = Ask.About(KnownModels.Llama31_8B, KnownGpus.M3Ultra, engine: "mlx");

        result.Inputs["usable_gib"].ShouldBe("384.00 a card");
        result.Fits.ShouldBe(true);
    }

    [Fact]
    public void TensorRt_gives_the_cache_nine_tenths_of_what_is_free()
    {
        FitResult result = Ask.About(KnownModels.Qwen3_32B, KnownGpus.H100Nvl, engine: "tensorrt-llm");
        double free = 94 * 0.99 - result.WeightsGib!.Value;

        result.KvBudgetGib!.Value.ShouldBeInRange(0.9 * (free - 5), 0.9 * free);
        result.Inputs["budget"].ShouldContain("assumed");
    }

    [Theory]
    [InlineData("tensorrt-llm", "rocm")]
    [InlineData("mlx", "cuda")]
    public void Engine_without_the_stack_does_not_run(string engine, string stack)
    {
        FitResult result = Ask.About(KnownModels.Llama31_8B, KnownGpus.RtxPro6000 with { Stack = stack }, engine: engine);

        result.Fits.ShouldBe(false);
        result.Instances.ShouldBe(0);
        result.Reason.ShouldContain($"no support for the stack '{stack}'");
    }

    [Fact]
    public void Heads_that_do_not_divide_leave_a_card_idle()
    {
        FitResult three = Ask.About(KnownModels.Llama3_70B, KnownGpus.RtxPro6000, 3);

        three.Fits.ShouldBe(true);
        three.Inputs["cards_per_instance"].ShouldStartWith("2 of 3");
    }

    [Fact]
    public void Context_beyond_the_model_does_not_fit()
    {
        FitResult result = Ask.About(KnownModels.Yi_34B, KnownGpus.RtxPro6000, context: 10_000);

        result.Fits.ShouldBe(false);
        result.Instances.ShouldBe(0);
        result.Reason.ShouldContain("more than the model's 4,096");
    }

    [Fact]
    public void Context_extended_by_its_maker_is_allowed() =>
        Ask.About(KnownModels.Qwen3_32B, KnownGpus.RtxPro6000, context: 65_536).Fits.ShouldBe(true);

    [Fact]
    public void Streams_each_hold_their_context()
    {
        FitResult one = Ask.About(KnownModels.Qwen3_32B, KnownGpus.RtxPro6000, context: 32_768);
        FitResult four = Ask.About(KnownModels.Qwen3_32B, KnownGpus.RtxPro6000, context: 32_768, concurrency: 4);

        one.Fits.ShouldBe(true);
        four.Fits.ShouldBe(false);
        four.Reason.ShouldContain("4 streams of 32,768 tokens");
    }

    [Fact]
    public void Small_model_runs_many_times_on_a_large_card()
    {
        FitResult result = Ask.About(KnownModels.Llama3_8B, KnownGpus.RtxPro6000, engine: "llama.cpp");

        // 95.6 GiB over 15.0 weights + 1.0 cache + 0.44.
        result.Instances.ShouldBe(5);
    }

    [Fact]
    public void Cards_beyond_count_are_answered_at_once()
    {
        FitResult result = Ask.About(KnownModels.Llama3_8B, KnownGpus.RtxPro6000, int.MaxValue);

        result.Instances.ShouldBe(int.MaxValue);
    }
}
