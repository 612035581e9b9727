using Tracker.Catalog.Gpus;
using Tracker.Catalog.Models;
using Tracker.Contracts;

namespace Tracker.Catalog.Tests;

/// <summary>Loads and validates all of the shipped configuration.</summary>
public sealed class ShippedConfigurationTests
{
    private static readonly CatalogLoadResult s_loaded = CatalogLoader.Load(Path.Combine(Repository.Root, "deploy", "config"));

    [Fact]
    public void Load_shipped_configuration_has_no_problem()
    {
        // The maker gives 109 B with the vision tower, rounded.
        s_loaded.Problems.ShouldAllBe(problem => problem.IsWarning && problem.File.EndsWith("llama-4-scout.yaml", StringComparison.Ordinal));
        TrackerCatalog catalog = s_loaded.Catalog.ShouldNotBeNull();
        catalog.Gpus.Count.ShouldBeGreaterThanOrEqualTo(45);
        catalog.Models.Count.ShouldBeGreaterThanOrEqualTo(40);
        catalog.Sources.Count.ShouldBeGreaterThanOrEqualTo(8);
    }

    [Fact]
    public void Load_shipped_configuration_names_a_source_everywhere()
    {
        s_loaded.Catalog!.Gpus.Values.ShouldAllBe(g => g.Source.Length > 0);
        s_loaded.Catalog!.Models.Values.ShouldAllBe(m => m.Source.Length > 0);
        s_loaded.Catalog!.Sources.Values.Where(s => !s.Enabled).ShouldAllBe(s => s.DisabledReason!.Length > 0);
    }

    [Fact]
    public void Load_shipped_workloads_are_the_owners_and_weigh_one()
    {
        string[] wanted =
        [
            "qwen3-30b-a3b", "qwen3-32b", "yi-34b", "internlm2-20b", "llama-3.3-70b", "mixtral-8x22b", "gpt-oss-120b", "glm-4.5-air", "qwen3-next-80b-a3b",
        ];

        s_loaded.Catalog!.Settings.Workloads.Select(w => w.ModelId).ShouldBe(wanted);
        s_loaded.Catalog!.Settings.Workloads.Sum(w => w.Weight).ShouldBe(1, 1e-9);
    }

    [Theory]
    [InlineData("qwen3-30b-a3b", 98_304)]
    [InlineData("yi-34b", 245_760)]
    [InlineData("llama-3.3-70b", 327_680)]
    public void Load_shipped_model_has_the_known_kv_bytes_per_token(string id, long expected)
    {
        ModelEntry model = s_loaded.Catalog!.Models[id];

        model.Spec.Attention.ShouldBe(AttentionKind.Full);
        ((long)model.Spec.KvHeads * (model.Spec.HeadDim + (model.Spec.ValueHeadDim ?? model.Spec.HeadDim)) * 2 * model.Spec.Layers).ShouldBe(expected);
    }

    [Fact]
    public void StandingAt_knows_of_a_cancellation_only_from_its_day()
    {
        Gpu rubin = s_loaded.Catalog!.Gpus["rubin-cpx"];

        rubin.StandingAt(new(2025, 8, 11)).ShouldBeNull();
        rubin.StandingAt(new(2025, 12, 1))!.Standing.ShouldBe(Standing.Announced);
        rubin.StandingAt(new(2026, 9, 15))!.Standing.ShouldBe(Standing.Cancelled);
    }

    [Fact]
    public void Load_shipped_sources_include_disabled_ones_with_a_reason_to_act_on() =>
        s_loaded.Catalog!.Sources.Values.Where(s => !s.Enabled).ShouldContain(s => s.DisabledReason!.Contains("enable", StringComparison.Ordinal));

    [Fact]
    public void Load_shipped_sources_do_not_reach_private_addresses() =>
        s_loaded.Catalog!.Sources.Values.ShouldAllBe(s => !s.AllowPrivate);

    [Fact]
    public void Load_shipped_workloads_stay_within_their_models_context() =>
        s_loaded.Catalog!.Settings.Workloads.ShouldAllBe(w => w.Context <= s_loaded.Catalog.Models[w.ModelId].Spec.MaxContext);

    [Fact]
    public void Load_shipped_history_folder_holds_facts() =>
        Directory.EnumerateFiles(s_loaded.Catalog!.Settings.HistoryFolder, "*.csv").ShouldNotBeEmpty();

    [Fact]
    public void Load_shipped_owned_card_reports_its_memory() => s_loaded.Catalog!.OwnedGpu.Spec.ReportedMib.ShouldBe(97_887);

    [Theory]
    [InlineData("gpus")]
    [InlineData("models")]
    [InlineData("sources")]
    public void Load_shipped_file_is_named_after_its_id(string folder)
    {
        TrackerCatalog catalog = s_loaded.Catalog!;
        IEnumerable<string> ids = folder switch
        {
            "gpus" => catalog.Gpus.Keys,
            "models" => catalog.Models.Keys,
            _ => catalog.Sources.Keys,
        };

        Directory.EnumerateFiles(Path.Combine(catalog.Folder, folder)).Select(Path.GetFileNameWithoutExtension).ShouldBe(ids, ignoreOrder: true);
    }
}
