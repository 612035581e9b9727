using Tracker.Contracts;
using Tracker.FitEngine.Packing;

namespace Tracker.FitEngine.Tests.Packing;

public sealed class PackingTests
{
    [Fact]
    public void Two_qwen3_30B_do_not_run_together_on_one_card_and_do_on_two()
    {
        PackingItem[] two = [Item(KnownModels.Qwen3_30B_A3B), Item(KnownModels.Qwen3_30B_A3B)];

        PackingResult one = PackingCalculator.Together(two, KnownGpus.RtxPro6000, 1);
        PackingResult pair = PackingCalculator.Together(two, KnownGpus.RtxPro6000, 2);

        one.Fits.ShouldBe(false);
        one.Reason.ShouldContain("GiB short: together they take ");
        one.Models.ShouldBeEmpty();
        pair.Fits.ShouldBe(true);
        pair.Models.SelectMany(model => model.Cards).Order().ShouldBe([1, 2]);
    }

    [Fact]
    public void Models_on_a_card_and_what_is_left_add_up_to_what_the_engine_may_use()
    {
        PackingResult result = PackingCalculator.Together(
            [Item(KnownModels.Qwen3_30B_A3B), Item(KnownModels.Llama31_8B)], KnownGpus.RtxPro6000, 1);

        result.Fits.ShouldBe(true);
        double usable = KnownGpus.RtxPro6000.ReportedMib!.Value / 1024.0 * 0.90;
        (result.Models.Sum(model => model.GibPerCard) + result.FreeGib.ShouldHaveSingleItem()).ShouldBe(usable, 1e-6);
        result.Reason.ShouldBe($"{result.FreeGib[0]:0.0} GiB to spare");
    }

    [Fact]
    public void Large_model_is_split_and_a_small_one_takes_the_room_left()
    {
        PackingResult result = PackingCalculator.Together(
            [Item(KnownModels.Llama31_8B, dtype: "FP8"), Item(KnownModels.Llama3_70B)], KnownGpus.RtxPro6000, 2);

        result.Fits.ShouldBe(true);
        result.Models.Single(model => model.Model == KnownModels.Llama3_70B.Id).Cards.ShouldBe([1, 2]);
        result.Models.Single(model => model.Model == KnownModels.Llama31_8B.Id).Cards.Count.ShouldBe(1);
    }

    [Fact]
    public void Memory_that_is_enough_in_sum_but_not_on_any_card_is_said_so()
    {
        PackingItem[] four = [.. Enumerable.Repeat(Item(KnownModels.Qwen3_30B_A3B), 4)];

        PackingResult result = PackingCalculator.Together(four, KnownGpus.RtxPro6000, 3);

        result.Fits.ShouldBe(false);
        result.Reason.ShouldContain("but cannot be shared out over 3 cards of 86.0 GiB");
    }

    [Fact]
    public void Model_that_does_not_run_alone_is_named()
    {
        PackingResult result = PackingCalculator.Together(
            [Item(KnownModels.Llama31_8B), Item(KnownModels.Mixtral_8x22B)], KnownGpus.RtxPro6000, 2);

        result.Fits.ShouldBe(false);
        result.Reason.ShouldStartWith($"{KnownModels.Mixtral_8x22B.Id} does not run on these cards even alone: does not fit: ");
    }

    [Fact]
    public void Best_set_is_the_one_worth_most()
    {
        PackingItem[] items =
        [
            Item(KnownModels.Qwen3_30B_A3B, worth: 0.3),
            Item(KnownModels.Qwen3_32B, worth: 0.25),
            Item(KnownModels.Llama31_8B, worth: 0.1),
            Item(KnownModels.Mixtral_8x22B, worth: 0.9),
        ];

        PackingResult result = PackingCalculator.Best(items, KnownGpus.RtxPro6000, 1);

        result.Models.Select(model => model.Model).Order().ShouldBe([KnownModels.Llama31_8B.Id, KnownModels.Qwen3_30B_A3B.Id]);
        result.Worth.ShouldBe(0.4, 1e-9);
        result.Fits.ShouldBe(false);
        result.Reason.ShouldStartWith("2 of 4 run at once, ");
    }

    [Fact]
    public void Best_set_is_never_worth_less_than_one_found_by_trying_all()
    {
        PackingItem[] items = [.. new[] { KnownModels.Qwen3_8B, KnownModels.Llama31_8B, KnownModels.Qwen3_32B, KnownModels.Yi_34B, KnownModels.Qwen3_30B_A3B }
            .Select((model, i) => Item(model, worth: 1 + (i * 7 % 5), context: 4096))];
        foreach (int count in new[] { 1, 2 })
        {
            double most = Enumerable.Range(1, (1 << items.Length) - 1)
                .Select(mask => items.Where((_, i) => (mask & (1 << i)) != 0).ToArray())
                .Where(chosen => PackingCalculator.Together(chosen, KnownGpus.RtxPro6000, count).Fits == true)
                .Max(chosen => chosen.Sum(item => item.Worth));

            PackingCalculator.Best(items, KnownGpus.RtxPro6000, count).Worth.ShouldBe(most);
        }
    }

    [Fact]
    public void Many_copies_of_a_model_are_chosen_as_far_as_they_fit()
    {
        PackingItem[] items = [.. Enumerable.Repeat(Item(KnownModels.Llama31_8B), 20), .. Enumerable.Repeat(Item(KnownModels.Qwen3_8B, worth: 0.5), 4)];

        PackingResult result = PackingCalculator.Best(items, KnownGpus.RtxPro6000, 2);

        int alone = Ask.About(KnownModels.Llama31_8B, KnownGpus.RtxPro6000, 2, utilization: 0.90).Instances!.Value;
        result.Models.Count(model => model.Model == KnownModels.Llama31_8B.Id).ShouldBe(alone);
    }

    [Fact]
    public void Unknown_memory_leaves_the_answer_unknown()
    {
        PackingResult result = PackingCalculator.Together(
            [Item(KnownModels.Llama31_8B)], KnownGpus.RtxPro6000 with { ReportedMib = null, MemoryGb = null }, 1);

        result.Fits.ShouldBeNull();
        result.Reason.ShouldStartWith("unknown: the memory of ");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(25)]
    public void Number_of_models_is_limited(int count) =>
        Should.Throw<ArgumentException>(() => PackingCalculator.Together([.. Enumerable.Repeat(Item(KnownModels.Llama31_8B), count)], KnownGpus.RtxPro6000, 1))
            .Message.ShouldStartWith($"{count} models are asked for; give 1 to 24.");

    private static PackingItem Item(ModelSpec model, double worth = 1, string? dtype = null, int? context = null) => new()
    {
        Model = model,
        Case = Ask.Case(model, KnownGpus.RtxPro6000, dtype: dtype, context: context, utilization: 0.90),
        Worth = worth,
    };
}
