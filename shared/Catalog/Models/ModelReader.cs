using Tracker.Catalog.Yaml;
using Tracker.Contracts;

namespace Tracker.Catalog.Models;

/// <summary>Reads a model entry and checks its figures against each other.</summary>
internal static class ModelReader
{
    public static ModelEntry Read(YamlSection entry)
    {
        ModelSpec spec = ReadSpec(entry);
        Check(entry, spec);
        ParameterFacts? facts = ReadParameterFacts(entry);
        CheckParameters(entry, spec, facts);
        ModelEntry model = new()
        {
            Spec = spec,
            ParameterFacts = facts,
            Repository = entry.OptionalText("repository"),
            Aliases = entry.Texts("aliases"),
            Source = entry.Text("source"),
            Confidence = entry.Enum("confidence", Confidence.Unverified),
            Unverified = entry.Texts("unverified"),
            Notes = entry.OptionalText("notes"),
        };
        entry.Close();
        foreach (string key in model.Unverified)
        {
            if (!entry.Has(key))
                entry.Problem("unverified", $"'unverified' names '{key}', which the entry does not give");
        }
        return model;
    }

    private static ModelSpec ReadSpec(YamlSection entry)
    {
        long total = entry.Long("total_params", 1);
        return new()
        {
            Id = entry.Id("id"),
            Name = entry.Text("name"),
            TotalParams = total,
            ActiveParams = entry.OptionalLong("active_params", 1) ?? total,
            Layers = entry.Int("layers", 1, 10_000),
            HiddenSize = entry.Int("hidden_size", 1),
            AttentionHeads = entry.Int("attention_heads", 1),
            KvHeads = entry.Int("kv_heads", 1),
            HeadDim = entry.Int("head_dim", 1),
            ValueHeadDim = entry.OptionalInt("value_head_dim", 1),
            VocabSize = entry.Int("vocab_size", 1),
            TiedEmbeddings = entry.Bool("tied_embeddings", false),
            Embeds = entry.Bool("embeds", false),
            Experts = entry.OptionalInt("experts", 0) ?? 0,
            ActiveExperts = entry.OptionalInt("active_experts", 0) ?? 0,
            NativeDtype = entry.Text("native_dtype"),
            CheckpointBytes = entry.OptionalLong("checkpoint_bytes", 1),
            MaxContext = entry.Int("max_context", 1),
            ExtendedContext = entry.OptionalInt("extended_context", 1),
            Attention = entry.Enum("attention", AttentionKind.Full),
            Window = entry.OptionalInt("window", 1),
            FullAttentionLayers = entry.OptionalInt("full_attention_layers", 0),
            KvLoraRank = entry.OptionalInt("kv_lora_rank", 1),
            RopeHeadDim = entry.OptionalInt("rope_head_dim", 1),
            StateBytesPerSequence = entry.OptionalLong("state_bytes_per_sequence", 0),
        };
    }

    private static ParameterFacts? ReadParameterFacts(YamlSection entry)
    {
        ParameterFacts read = new()
        {
            IntermediateSize = entry.OptionalInt("intermediate_size", 1),
            MoeIntermediateSize = entry.OptionalInt("moe_intermediate_size", 1),
            SharedExpertIntermediateSize = entry.OptionalInt("shared_expert_intermediate_size", 0) ?? 0,
            DenseLayers = entry.OptionalInt("dense_layers", 0) ?? 0,
            QLoraRank = entry.OptionalInt("q_lora_rank", 1),
            AttentionOutputGate = entry.Bool("attention_output_gate", false),
            LinearAttentionParams = entry.OptionalLong("linear_attention_params", 1),
            MtpLayers = entry.OptionalInt("mtp_layers", 0) ?? 0,
            OtherParams = entry.OptionalLong("other_params", 0) ?? 0,
        };
        return read is { IntermediateSize: null, MoeIntermediateSize: null } ? null : read;
    }

    private static void CheckParameters(YamlSection entry, ModelSpec spec, ParameterFacts? facts)
    {
        if (facts?.DenseLayers > spec.Layers)
        {
            entry.Problem("dense_layers", $"'dense_layers' ({facts.DenseLayers}) is more than 'layers' ({spec.Layers})");
            return;
        }
        if (ParameterCount.Of(spec, facts) is long computed && Math.Abs(computed - spec.TotalParams) > ParameterCount.Tolerance * spec.TotalParams)
        {
            entry.Warning(
                "total_params",
                $"'total_params' of '{spec.Id}' is {spec.TotalParams:N0}, but its architecture computes to {computed:N0} ({(double)(computed - spec.TotalParams) / spec.TotalParams:+0.0%;-0.0%})");
        }
    }

    private static void Check(YamlSection entry, ModelSpec spec)
    {
        if (spec.ActiveParams > spec.TotalParams)
            entry.Problem("active_params", $"'active_params' ({spec.ActiveParams}) is more than 'total_params' ({spec.TotalParams})");
        if (spec.KvHeads > 0 && spec.AttentionHeads % spec.KvHeads != 0)
            entry.Problem("kv_heads", $"'kv_heads' ({spec.KvHeads}) must divide 'attention_heads' ({spec.AttentionHeads})");
        if (spec.ActiveExperts > spec.Experts)
            entry.Problem("active_experts", $"'active_experts' ({spec.ActiveExperts}) is more than 'experts' ({spec.Experts})");
        if (spec.FullAttentionLayers > spec.Layers)
            entry.Problem("full_attention_layers", $"'full_attention_layers' ({spec.FullAttentionLayers}) is more than 'layers' ({spec.Layers})");
        switch (spec.Attention)
        {
            case AttentionKind.SlidingWindow or AttentionKind.ChunkedLocal when spec.Window is null || spec.FullAttentionLayers is null:
                entry.Problem("attention", "local attention needs 'window' and 'full_attention_layers'");
                break;
            case AttentionKind.HybridLinear when spec.FullAttentionLayers is null:
                entry.Problem("attention", "hybrid-linear attention needs 'full_attention_layers'");
                break;
            case AttentionKind.Mla when spec.KvLoraRank is null || spec.RopeHeadDim is null:
                entry.Problem("attention", "mla attention needs 'kv_lora_rank' and 'rope_head_dim'");
                break;
        }
    }
}
