using Tracker.Contracts;

namespace Tracker.FitEngine.Tests.Training;

public sealed class TrainingTests
{
    [Fact]
    public void Training_of_8B_on_a_96_gb_card_is_lora_but_not_full()
    {
        FitResult result = Ask.About(KnownModels.Llama31_8B, KnownGpus.RtxPro6000);

        result.Training.Full.ShouldStartWith("no (needs 13");
        result.Training.Lora.ShouldStartWith("yes (");
        result.Training.Qlora.ShouldStartWith("yes (");
        result.Training.Merge.ShouldStartWith("yes (15.0");
    }

    [Fact]
    public void Training_in_full_of_8B_on_two_96_gb_cards_is_possible() =>
        Ask.About(KnownModels.Llama31_8B, KnownGpus.RtxPro6000, 2).Training.Full.ShouldStartWith("yes (");

    [Fact]
    public void Training_of_qwen3_30B_on_a_96_gb_card_is_lora() =>
        Ask.About(KnownModels.Qwen3_30B_A3B, KnownGpus.RtxPro6000).Training.Lora.ShouldStartWith("yes (");

    [Fact]
    public void Training_of_70B_on_a_96_gb_card_is_qlora_and_cannot_merge()
    {
        FitResult result = Ask.About(KnownModels.Llama3_70B, KnownGpus.RtxPro6000);

        result.Training.Lora.ShouldStartWith("no (needs ");
        result.Training.Qlora.ShouldStartWith("yes (");
        result.Training.Merge.ShouldStartWith("no (needs 131");
    }

    [Fact]
    public void Training_that_leaves_less_than_a_tenth_is_tight()
    {
        GpuSpec card = KnownGpus.RtxPro6000 with { ReportedMib = 19 * 1024 };

        Ask.About(KnownModels.Llama31_8B, card).Training.Lora.ShouldStartWith("tight (");
    }

    [Fact]
    public void Activations_grow_with_the_tokens_of_a_step()
    {
        FitCase question = Ask.Case(KnownModels.Llama31_8B, KnownGpus.RtxPro6000);

        FitResult larger = FitCalculator.Evaluate(
            question with { TrainingBatch = 4, TrainingSequence = 8192 }, KnownModels.Llama31_8B, KnownGpus.RtxPro6000);

        // 34 B × 0.15 × 32 layers × 4,096, and 6 B × 128,256 words: 1.44 MB a token.
        larger.Inputs["training_activations"].ShouldStartWith("43.88 GiB: 4 × 8192 tokens a step");
        larger.Training.Lora.ShouldBe("yes (59.5 GiB)");
    }

    [Theory]
    [InlineData("Full", 16, 18.5)]
    [InlineData("Lora", 2, 2.3)]
    [InlineData("Qlora", 0.5, 0.8)]
    public void Training_takes_the_bytes_a_parameter_of_its_kind(string kind, double least, double most)
    {
        TrainingVerdicts verdicts = Ask.About(KnownModels.Qwen3_32B, KnownGpus.Mi355X, 8).Training;
        string text = kind switch { "Full" => verdicts.Full, "Lora" => verdicts.Lora, _ => verdicts.Qlora };
        double gib = double.Parse(text.Split('(')[1].Split(' ')[0]);

        (gib * 1.073741824 / 32.762).ShouldBeInRange(least, most);
    }
}
