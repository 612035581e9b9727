using Tracker.Catalog.Gpus;

namespace Tracker.Catalog.Tests;

/// <summary>Spellings of names, on the shipped facts.</summary>
public sealed class EntryNamesTests
{
    private static readonly TrackerCatalog s_catalog = CatalogLoader.Load(Path.Combine(Repository.Root, "deploy", "config")).Catalog!;

    [Theory]
    [InlineData("RTX 4090", "geforce-rtx-4090")]
    [InlineData("NVIDIA RTX 3090", "geforce-rtx-3090")]
    [InlineData("nvidia-rtx4090", "geforce-rtx-4090")]
    [InlineData("3090", "geforce-rtx-3090")]
    [InlineData("A100 PCIe", "a100-80gb")]
    [InlineData("A100 SXM", "a100-80gb")]
    [InlineData("A100 80GB (SXM/PCIe)", "a100-80gb")]
    [InlineData("NVIDIA H100 NVL", "h100-nvl-94gb")]
    [InlineData("NVIDIA RTX PRO 6000 Blackwell", "rtx-pro-6000-blackwell")]
    [InlineData("RTX PRO 6000 (Max-Q)", "rtx-pro-6000-blackwell-max-q")]
    [InlineData("RTX 6000D (China cut-down)", "rtx-6000d")]
    [InlineData("DGX Spark / GB10", "dgx-spark")]
    [InlineData("DGX Station GB300 (system)", "dgx-station-gb300")]
    [InlineData("Rubin R200 (Vera Rubin NVL72)", "rubin-r200")]
    [InlineData("Instinct MI350P (PCIe)", "mi350p")]
    [InlineData("Instinct MI455X (MI400 series)", "mi455x")]
    [InlineData("Instinct MI500 series", "mi500")]
    [InlineData("Medusa Halo (rumour)", "medusa-halo")]
    [InlineData("Vera Rubin Spark (successor to GB10)", "vera-rubin-spark")]
    [InlineData("GeForce RTX 60 / GR20x (and any RTX PRO Rubin)", "geforce-rtx-60")]
    public void Name_of_a_card_finds_it(string name, string id) => Cards(name).ShouldBe([id]);

    [Theory]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct", "llama-3.1-8b")]
    [InlineData("meta-llama/Llama-3.1-70B (=3.3-70B)", "llama-3.3-70b")]
    [InlineData("deepseek-ai/DeepSeek-V3 (=R1)", "deepseek-v3")]
    [InlineData("qwen/qwen3_30b_a3b", "qwen3-30b-a3b")]
    public void Name_of_a_model_finds_it(string name, string id) => Models(name).ShouldBe([id]);

    [Theory]
    [InlineData("H100", "h100-nvl-94gb h100-pcie-80gb h100-sxm-80gb")]
    [InlineData("RTX 4090 48GB", "")]
    [InlineData("A100 40GB", "")]
    [InlineData("409", "")]
    [InlineData("GeForce", "")]
    [InlineData("NVIDIA", "")]
    [InlineData("--", "")]
    [InlineData("", "")]
    public void Name_of_several_cards_or_none_finds_these(string name, string ids) =>
        string.Join(' ', Cards(name).Order(StringComparer.Ordinal)).ShouldBe(ids);

    [Fact]
    public void Number_with_a_point_is_one_word() => Models("Llama 3 405B").ShouldBeEmpty();

    [Fact]
    public void Every_name_of_every_entry_finds_that_entry_alone()
    {
        foreach (Gpu gpu in s_catalog.Gpus.Values)
        {
            foreach (string name in gpu.Names)
                Cards(name).ShouldBe([gpu.Id], name);
        }
        foreach (Catalog.Models.ModelEntry model in s_catalog.Models.Values)
        {
            foreach (string name in model.Names)
                Models(name).ShouldBe([model.Id], name);
        }
    }

    private static IEnumerable<string> Cards(string name) => s_catalog.FindGpus(name).Select(g => g.Id);

    private static IEnumerable<string> Models(string name) => s_catalog.FindModels(name).Select(m => m.Id);
}
