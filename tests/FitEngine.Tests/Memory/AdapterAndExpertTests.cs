using Tracker.Contracts;
using Tracker.FitEngine.Memory;
using Tracker.FitEngine.Training;

namespace Tracker.FitEngine.Tests.Memory;

/// <summary>LoRA adapters beside the weights, and experts shared out whole.</summary>
public sealed class AdapterAndExpertTests
{
    [Fact]
    public void Adapters_take_their_bytes_from_the_cache()
    {
        FitCase question = Ask.Case(KnownModels.Llama31_8B, KnownGpus.RtxPro6000);
        double without = Answer(question, KnownModels.Llama31_8B).KvBudgetGib!.Value;

        FitResult with = Answer(question with { LoraAdapters = 8 }, KnownModels.Llama31_8B);

        double adapter = TrainingMemory.Adapters(ModelShape.Of(KnownModels.Llama31_8B)) * 2 / Binary.Gib;
        adapter.ShouldBe(41_943_040 * 2 / Binary.Gib, 1e-4);
        (without - with.KvBudgetGib!.Value).ShouldBe(8 * adapter, 1e-6);
        with.Inputs["lora_adapters"].ShouldStartWith("8 × 41.9 M params × 2 B");
    }

    [Fact]
    public void Shared_out_experts_leave_attention_on_every_card_and_each_card_its_own_streams()
    {
        FitCase question = Ask.Case(KnownModels.Qwen3_30B_A3B, KnownGpus.RtxPro6000, 2, concurrency: 2);
        FitResult split = Answer(question, KnownModels.Qwen3_30B_A3B);

        FitResult shared = Answer(question with { ExpertParallel = true }, KnownModels.Qwen3_30B_A3B);

        shared.Inputs["cards_per_instance"].ShouldStartWith("2 of 2 (experts shared out");
        // A card holds the rest twice over, so there is less cache than with tensor parallelism.
        shared.KvBudgetGib!.Value.ShouldBeLessThan(split.KvBudgetGib!.Value);
        shared.KvBudgetGib.Value.ShouldBeGreaterThan(Answer(question with { Count = 1 }, KnownModels.Qwen3_30B_A3B).KvBudgetGib!.Value * 2);
        shared.KvBudgetGib.Value.ShouldBe(shared.MaxKvTokens!.Value * 98_304 / Binary.Gib, 0.01);
    }

    [Fact]
    public void Shared_out_experts_do_not_replicate_a_latent_cache()
    {
        FitCase question = Ask.Case(KnownModels.DeepSeekV3, KnownGpus.Mi355X, 8, concurrency: 8);

        FitResult shared = Answer(question with { ExpertParallel = true }, KnownModels.DeepSeekV3, KnownGpus.Mi355X);

        shared.MaxKvTokens!.Value.ShouldBeGreaterThan(3 * Answer(question, KnownModels.DeepSeekV3, KnownGpus.Mi355X).MaxKvTokens!.Value);
    }

    [Theory]
    [InlineData("vllm", false)]
    [InlineData("llama.cpp", true)]
    public void Shared_out_experts_are_refused_where_there_are_none_or_the_engine_splits_layers(string engine, bool mixture)
    {
        ModelSpec model = mixture ? KnownModels.Qwen3_30B_A3B : KnownModels.Llama31_8B;

        Should.Throw<ArgumentException>(() => Answer(Ask.Case(model, KnownGpus.RtxPro6000, 2, engine: engine) with { ExpertParallel = true }, model))
            .Message.ShouldEndWith("ExpertParallel is for mixtures of experts with vllm and tensorrt-llm.");
    }

    private static FitResult Answer(FitCase question, ModelSpec model, GpuSpec? gpu = null) =>
        FitCalculator.Evaluate(question, model, gpu ?? KnownGpus.RtxPro6000);
}
