using Tracker.Catalog.Models;

namespace Tracker.Catalog.Tests.Models;

/// <summary>The shipped entries' architectures against the totals their makers released.</summary>
public sealed class ParameterCountTests
{
    private static readonly TrackerCatalog s_shipped = CatalogLoader.Load(Path.Combine(Repository.Root, "deploy", "config")).Catalog!;

    // Exact counts of the released weights; biases and norms of single heads are not counted.
    [Theory]
    [InlineData("llama-3-8b", 8_030_261_248, 0)]
    [InlineData("llama-3.1-405b", 405_853_388_800, 0)]
    [InlineData("yi-34b", 34_388_917_248, 0)]
    [InlineData("mixtral-8x22b", 140_630_071_296, 0)]
    [InlineData("qwen3-30b-a3b", 30_532_122_624, 12_288)]
    [InlineData("glm-4.5-air", 110_468_824_832, 1_000_000)]
    [InlineData("qwen3-next-80b-a3b", 81_324_862_720, 20_000_000)]
    [InlineData("kimi-k2", 1_026_470_731_056, 100_000_000)]
    public void Architecture_computes_to_the_released_total(string id, long released, long left)
    {
        ModelEntry model = s_shipped.Models[id];

        long computed = ParameterCount.Of(model.Spec, model.ParameterFacts).ShouldNotBeNull();

        Math.Abs(computed - released).ShouldBeLessThanOrEqualTo(left);
    }

    [Fact]
    public void Every_shipped_model_whose_architecture_is_published_is_recomputed() =>
        s_shipped.Models.Values.Where(model => ParameterCount.Of(model.Spec, model.ParameterFacts) is null).Select(model => model.Id).Order()
            .ShouldBe(["qwen3.6-27b", "qwen3.6-35b-a3b", "qwen3.8-27b"]);

    [Fact]
    public void Total_that_differs_by_more_than_a_hundredth_is_warned_of_and_used()
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Model, "experts: 128\nactive_experts: 8\nmoe_intermediate_size: 700");

        CatalogLoadResult result = CatalogLoader.Load(config.Path);

        result.Catalog.ShouldNotBeNull().Models.ShouldContainKey("model");
        result.Problems.ShouldHaveSingleItem().ToString().ShouldEndWith(
            "model.yaml:3:15: warning: 'total_params' of 'model' is 30,532,122,624, but its architecture computes to 27,965,196,288 (-8.4%)");
    }

    [Fact]
    public void Total_that_agrees_is_no_problem()
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Model, "experts: 128\nactive_experts: 8\nmoe_intermediate_size: 768");

        config.Load().Models["model"].ParameterFacts!.MoeIntermediateSize.ShouldBe(768);
    }

    [Fact]
    public void More_dense_layers_than_layers_are_refused()
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Model, "intermediate_size: 768\ndense_layers: 49");

        config.Problems().ShouldHaveSingleItem().ShouldEndWith("'dense_layers' (49) is more than 'layers' (48)");
    }
}
