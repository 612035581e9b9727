using Tracker.Catalog.Yaml;
using Tracker.Contracts;
using YamlDotNet.Serialization;

namespace Tracker.Catalog.Models;

/// <summary>Makes a model entry from a Hugging Face <c>config.json</c>.</summary>
public static class ModelImport
{
    /// <summary>Reads a <c>config.json</c> and writes the entry, which is valid as it stands.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="id">The entry's id.</param>
    /// <param name="name">The model's name.</param>
    /// <param name="repository">Its repository; null where not known.</param>
    /// <param name="source">Where the file is from.</param>
    /// <returns>The YAML, or the problems that stand in its way.</returns>
    public static ModelImportResult Read(string json, string id, string name, string? repository, string source)
    {
        HuggingFaceModel model = HuggingFaceConfig.Read(json, id, name);
        if (model.Spec is not { } spec)
            return new(null, model.Problems);
        string yaml = new SerializerBuilder().Build().Serialize(Entry(spec, model.Facts!, repository, source, model.Notes));
        List<ConfigProblem> problems = [];
        if (YamlFile.Read(new StringReader(yaml), id, problems) is YamlSection section)
            ModelReader.Read(section);
        return problems.Count > 0 ? new(null, [.. problems.Select(problem => problem.Message)]) : new(yaml, []);
    }

    private static Dictionary<string, object> Entry(ModelSpec spec, ParameterFacts facts, string? repository, string source, IReadOnlyList<string> notes)
    {
        Dictionary<string, object> entry = [];
        Add("id", spec.Id);
        Add("name", spec.Name);
        Add("repository", repository);
        Add("total_params", spec.TotalParams);
        Add("active_params", spec.ActiveParams == spec.TotalParams ? null : spec.ActiveParams);
        Add("layers", spec.Layers);
        Add("hidden_size", spec.HiddenSize);
        Add("attention_heads", spec.AttentionHeads);
        Add("kv_heads", spec.KvHeads);
        Add("head_dim", spec.HeadDim);
        Add("value_head_dim", spec.ValueHeadDim);
        Add("vocab_size", spec.VocabSize);
        Add("tied_embeddings", spec.TiedEmbeddings ? "true" : null);
        Add("experts", spec.Experts > 0 ? spec.Experts : null);
        Add("active_experts", spec.Experts > 0 ? spec.ActiveExperts : null);
        Add("intermediate_size", facts.IntermediateSize);
        Add("moe_intermediate_size", facts.MoeIntermediateSize);
        Add("shared_expert_intermediate_size", facts.SharedExpertIntermediateSize > 0 ? facts.SharedExpertIntermediateSize : null);
        Add("dense_layers", facts.DenseLayers > 0 ? facts.DenseLayers : null);
        Add("q_lora_rank", facts.QLoraRank);
        Add("attention_output_gate", facts.AttentionOutputGate ? "true" : null);
        Add("linear_attention_params", facts.LinearAttentionParams);
        Add("attention", YamlSection.Kebab(spec.Attention.ToString()));
        Add("window", spec.Window);
        Add("full_attention_layers", spec.FullAttentionLayers);
        Add("kv_lora_rank", spec.KvLoraRank);
        Add("rope_head_dim", spec.RopeHeadDim);
        Add("state_bytes_per_sequence", spec.StateBytesPerSequence);
        Add("max_context", spec.MaxContext);
        Add("extended_context", spec.ExtendedContext);
        Add("native_dtype", spec.NativeDtype);
        Add("source", source);
        Add("confidence", "medium");
        Add("notes", string.Join(' ', ["Read from config.json; total_params and active_params are computed from the architecture.", .. notes]));
        return entry;

        void Add(string key, object? value)
        {
            if (value is not null)
                entry[key] = value;
        }
    }
}

/// <summary>What importing a <c>config.json</c> gave.</summary>
/// <param name="Yaml">The entry; null where there are problems.</param>
/// <param name="Problems">What stands in its way, by key.</param>
public sealed record ModelImportResult(string? Yaml, IReadOnlyList<string> Problems);
