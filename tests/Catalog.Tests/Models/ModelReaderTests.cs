using Tracker.Catalog.Models;
using Tracker.Contracts;

namespace Tracker.Catalog.Tests.Models;

public sealed class ModelReaderTests
{
    [Fact]
    public void Dense_model_reads_all_its_parameters_for_a_token()
    {
        using ConfigFolder config = new();

        ModelEntry model = config.Load().Models["model"];

        model.Spec.TotalParams.ShouldBe(30_532_122_624);
        model.Spec.ActiveParams.ShouldBe(30_532_122_624);
        model.Spec.Attention.ShouldBe(AttentionKind.Full);
    }

    [Fact]
    public void Missing_keys_are_all_named()
    {
        using ConfigFolder config = new();
        config.Write("models/other.yaml", "confidence: low\n");

        string[] keys =
        [
            "id", "name", "total_params", "layers", "hidden_size", "attention_heads", "kv_heads", "head_dim", "vocab_size",
            "max_context", "native_dtype", "source",
        ];
        config.Problems().ShouldBe(keys.Select(key => $"models/other.yaml:1:1: '{key}' is missing"), ignoreOrder: true);
    }

    [Theory]
    [InlineData("active_params: 99_000_000_000", "13:16: 'active_params' (99000000000) is more than 'total_params' (30532122624)")]
    [InlineData("experts: 4\nactive_experts: 8", "14:17: 'active_experts' (8) is more than 'experts' (4)")]
    [InlineData("full_attention_layers: 49", "13:24: 'full_attention_layers' (49) is more than 'layers' (48)")]
    [InlineData("attention: sliding-window\nwindow: 4096", "13:12: local attention needs 'window' and 'full_attention_layers'")]
    [InlineData("attention: chunked-local\nfull_attention_layers: 12", "13:12: local attention needs 'window' and 'full_attention_layers'")]
    [InlineData("attention: hybrid-linear", "13:12: hybrid-linear attention needs 'full_attention_layers'")]
    [InlineData("attention: mla\nkv_lora_rank: 512", "13:12: mla attention needs 'kv_lora_rank' and 'rope_head_dim'")]
    [InlineData("attention: linear", "13:12: 'attention' must be one of full, sliding-window, chunked-local, mla, hybrid-linear; found 'linear'")]
    public void Figures_that_contradict_each_other_are_refused(string lines, string problem)
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Model, lines);

        config.Problems().ShouldBe([$"models/model.yaml:{problem}"]);
    }

    [Fact]
    public void Kv_heads_that_do_not_divide_the_heads_are_refused()
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Model, "kv_heads: 4", "kv_heads: 5");

        config.Problems().ShouldBe(["models/model.yaml:7:11: 'kv_heads' (5) must divide 'attention_heads' (32)"]);
    }

    [Fact]
    public void Unknown_key_is_refused_even_where_it_is_called_unverified()
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Model, "expert: 128\nunverified: [expert]");

        config.Problems().ShouldBe(["models/model.yaml:13:1: unknown key 'expert'; did you mean 'experts'?"]);
    }
}
