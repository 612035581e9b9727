using System.Text.Json;
using Tracker.Contracts;

namespace Tracker.Catalog.Models;

/// <summary>
/// Reads the architecture of a language model from a Hugging Face <c>config.json</c>. Families spell their keys
/// differently; what is not there and cannot be derived is a problem that names the key, never a guess.
/// </summary>
internal sealed class HuggingFaceConfig
{
    private static readonly string[] s_sections = ["text_config", "language_config", "llm_config"];
    private static readonly string[] s_stateSpace = ["mamba_d_state", "ssm_cfg", "hybrid_override_pattern", "attn_layer_period"];

    private readonly JsonElement _root;
    private readonly JsonElement _text;
    private readonly string _family;
    private readonly List<string> _problems = [];
    private readonly List<string> _notes = [];

    private HuggingFaceConfig(JsonElement root)
    {
        _root = root;
        // Models that also see or hear keep the language model in a section of its own.
        _text = s_sections
            .Select(key => root.TryGetProperty(key, out JsonElement nested) && nested.ValueKind == JsonValueKind.Object ? nested : (JsonElement?)null)
            .FirstOrDefault(nested => nested is not null) ?? root;
        _family = Text("model_type") ?? "";
    }

    /// <summary>What the file says, with what is missing or impossible in it.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="id">The entry's id.</param>
    /// <param name="name">The model's name.</param>
    public static HuggingFaceModel Read(string json, string id, string name)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new HuggingFaceConfig(document.RootElement).Read(id, name)
                : new(null, null, ["the file is not a JSON object, as a config.json is"], []);
        }
        catch (JsonException e)
        {
            return new(null, null, [$"not valid JSON: {e.Message}"], []);
        }
    }

    private HuggingFaceModel Read(string id, string name)
    {
        int layers = Required("num_hidden_layers", "n_layer", "num_layers");
        int hidden = Required("hidden_size", "n_embd", "d_model");
        int heads = Required("num_attention_heads", "n_head");
        int experts = Int("num_experts", "num_local_experts", "n_routed_experts", "moe_num_experts") ?? 0;
        experts = experts > 1 ? experts : 0;
        int activeExperts = experts > 0 ? Required("num_experts_per_tok", "num_experts_per_token", "experts_per_token", "moe_topk", "moe_k") : 0;
        int maxContext = Required("max_position_embeddings", "n_positions", "max_sequence_length", "seq_length");
        AttentionKind attention = Attention();
        (int? window, int? full) = Local(attention, layers);
        ModelSpec spec = new()
        {
            Id = id,
            Name = name,
            TotalParams = 0,
            ActiveParams = 0,
            Layers = layers,
            HiddenSize = hidden,
            AttentionHeads = heads,
            KvHeads = Int("num_key_value_heads", "multi_query_group_num") ?? heads,
            HeadDim = HeadDim(attention, hidden, heads),
            ValueHeadDim = Int("v_head_dim"),
            VocabSize = Required("vocab_size"),
            TiedEmbeddings = Tied(),
            Experts = experts,
            ActiveExperts = activeExperts,
            NativeDtype = Dtype(),
            MaxContext = maxContext,
            ExtendedContext = ExtendedContext(maxContext),
            Attention = attention,
            Window = window,
            FullAttentionLayers = full,
            KvLoraRank = Int("kv_lora_rank"),
            RopeHeadDim = Int("qk_rope_head_dim"),
            StateBytesPerSequence = attention == AttentionKind.HybridLinear ? LinearState(layers - (full ?? layers)) : null,
        };
        ParameterFacts facts = Facts(spec);
        if (_problems.Count > 0)
            return new(null, null, _problems, _notes);
        if (ParameterCount.Of(spec, facts) is not long total)
            return new(null, null, [$"the parameters of '{_family}' cannot be computed: the sizes of its linear attention are not known"], _notes);
        long idle = experts > 0
            ? 3L * (layers - facts.DenseLayers) * (experts - activeExperts) * hidden * (facts.MoeIntermediateSize ?? 0)
            : 0;
        return new(spec with { TotalParams = total, ActiveParams = total - idle }, facts, [], _notes);
    }

    private AttentionKind Attention()
    {
        if (Int("kv_lora_rank") is not null)
            return AttentionKind.Mla;
        string[] kinds = LayerTypes();
        if (kinds.Contains("linear_attention") || _family is "qwen3_next")
            return AttentionKind.HybridLinear;
        if (kinds.Contains("chunked_attention") || _family.StartsWith("llama4", StringComparison.Ordinal))
            return AttentionKind.ChunkedLocal;
        if (kinds.Contains("sliding_attention"))
            return AttentionKind.SlidingWindow;
        // Some families keep a window in the file that they do not use.
        bool isUsed = kinds.Length == 0 && Bool("use_sliding_window") != false && Int("sliding_window") is int window
            && window < (Int("max_position_embeddings") ?? int.MaxValue);
        if (isUsed)
            return AttentionKind.SlidingWindow;
        foreach (string key in s_stateSpace.Where(key => _text.TryGetProperty(key, out _)))
            _problems.Add($"'{key}' says that '{_family}' has state-space layers, whose memory is not known here");
        return AttentionKind.Full;
    }

    // The window, and the layers that keep all tokens.
    private (int? Window, int? Full) Local(AttentionKind attention, int layers)
    {
        string[] kinds = LayerTypes();
        int? listed = kinds.Length > 0 ? kinds.Count(kind => kind == "full_attention") : null;
        return attention switch
        {
            AttentionKind.SlidingWindow => (Required("sliding_window"), listed ?? FullOfSliding(layers)),
            AttentionKind.ChunkedLocal => (Required("attention_chunk_size"), listed ?? layers / (Int("no_rope_layer_interval") ?? 4)),
            AttentionKind.HybridLinear => (null, listed ?? layers / (Int("full_attention_interval") ?? 4)),
            _ => (null, null),
        };
    }

    private int FullOfSliding(int layers)
    {
        // Every n-th layer keeps all: the second with Gemma 2 and gpt-oss, the sixth with Gemma 3, the fourth with Cohere 2.
        int? every = Int("sliding_window_pattern") ?? _family switch
        {
            "gemma2" or "gpt_oss" => 2,
            "gemma3" or "gemma3_text" => 6,
            "cohere2" => 4,
            "mistral" or "mixtral" or "phi3" or "starcoder2" => null,
            _ => 0,
        };
        if (every == 0)
            _problems.Add($"'sliding_window' is given, but not which layers of '{_family}' use it ('layer_types')");
        return every > 0 ? layers / every.Value : 0;
    }

    private string[] LayerTypes() => _text.TryGetProperty("layer_types", out JsonElement types) && types.ValueKind == JsonValueKind.Array
        ? [.. types.EnumerateArray().Where(type => type.ValueKind == JsonValueKind.String).Select(type => type.GetString()!)]
        : [];

    private int HeadDim(AttentionKind attention, int hidden, int heads)
    {
        if (attention == AttentionKind.Mla)
            return Required("qk_nope_head_dim") + Required("qk_rope_head_dim");
        if (Int("head_dim", "attention_head_size") is int given)
            return given;
        if (heads == 0 || hidden % heads != 0)
        {
            _problems.Add("'head_dim' is missing, and 'hidden_size' is not a multiple of 'num_attention_heads'");
            return 0;
        }
        _notes.Add("head_dim is not in the file and was taken as hidden_size / num_attention_heads, as its library does.");
        return hidden / heads;
    }

    private bool Tied()
    {
        if (Bool("tie_word_embeddings") is bool given)
            return given;
        bool tied = _family.StartsWith("gemma", StringComparison.Ordinal) || _family.StartsWith("cohere", StringComparison.Ordinal);
        _notes.Add($"tie_word_embeddings is not in the file; {(tied ? "true" : "false")} is the default of its family.");
        return tied;
    }

    private string Dtype()
    {
        if (_root.TryGetProperty("quantization_config", out JsonElement quantization) && quantization.ValueKind == JsonValueKind.Object)
            return Quantized(quantization);
        string? dtype = Text("torch_dtype") ?? Text("dtype");
        switch (dtype)
        {
            case "bfloat16":
                return "BF16";
            case "float16":
                return "FP16";
            case "float32":
                return "FP32";
            default:
                _problems.Add(dtype is null ? "'torch_dtype' is missing" : $"'torch_dtype' must be bfloat16, float16 or float32, found '{dtype}'");
                return "";
        }
    }

    private string Quantized(JsonElement quantization)
    {
        string method = Text("quant_method", quantization) ?? "";
        string all = quantization.GetRawText();
        string? found = method switch
        {
            "mxfp4" => "MXFP4",
            "fp8" or "fbgemm_fp8" => "FP8",
            "awq" or "gptq" => Int("bits", quantization) is 8 ? "INT8" : "INT4",
            "bitsandbytes" => Bool("load_in_8bit", quantization) == true ? "INT8" : "INT4",
            _ when all.Contains("nvfp4", StringComparison.OrdinalIgnoreCase) => "NVFP4",
            _ when all.Contains("float-quantized", StringComparison.Ordinal) || all.Contains("\"FP8\"", StringComparison.Ordinal) => "FP8",
            _ when all.Contains("int-quantized", StringComparison.Ordinal) => "INT8",
            _ when all.Contains("pack-quantized", StringComparison.Ordinal) => "INT4",
            _ => null,
        };
        if (found is null)
            _problems.Add($"'quantization_config' has the method '{method}', which is not known");
        return found ?? "";
    }

    // A stretch that the maker declares over the native context; one that the native context has in it already is none.
    // Families that stretch linearly have it in.
    private int? ExtendedContext(int maxContext)
    {
        if (!_text.TryGetProperty("rope_scaling", out JsonElement scaling) || scaling.ValueKind != JsonValueKind.Object)
            return null;
        string? kind = Text("rope_type", scaling) ?? Text("type", scaling);
        double? factor = scaling.TryGetProperty("factor", out JsonElement f) && f.TryGetDouble(out double value) ? value : null;
        int original = Int("original_max_position_embeddings", scaling) ?? maxContext;
        return kind is "yarn" or "dynamic" && factor > 1 && original == maxContext ? (int)(maxContext * factor) : null;
    }

    // Gated DeltaNet: one matrix a value head, and the last inputs of the convolution, at 2 bytes.
    private long? LinearState(int linearLayers)
    {
        if (LinearSizes() is not var (keys, values, heads, kernel))
            return null;
        long matrix = heads * (keys / (Int("linear_num_key_heads") ?? 1)) * (values / heads);
        return linearLayers * 2 * (matrix + (((2 * keys) + values) * (kernel - 1)));
    }

    private (long Keys, long Values, long Heads, long Kernel)? LinearSizes() =>
        Int("linear_num_key_heads") is int keyHeads && Int("linear_key_head_dim") is int keyDim
        && Int("linear_num_value_heads") is int valueHeads && Int("linear_value_head_dim") is int valueDim
            ? ((long)keyHeads * keyDim, (long)valueHeads * valueDim, valueHeads, Int("linear_conv_kernel_dim") ?? 4)
            : null;

    private ParameterFacts Facts(ModelSpec spec)
    {
        int? dense = Int("intermediate_size", "ffn_hidden_size", "n_inner");
        bool isMixture = spec.Experts > 0;
        // Families whose experts have the width that others give to dense layers.
        int? expert = Int("moe_intermediate_size", "expert_ffn_hidden_size") ?? (isMixture ? dense : null);
        if (isMixture && _family.StartsWith("llama4", StringComparison.Ordinal))
            dense = Int("intermediate_size_mlp");
        if (!isMixture && dense is null)
            _problems.Add("'intermediate_size' is missing");
        int shared = Int("shared_expert_intermediate_size")
            ?? ((Int("n_shared_experts", "num_shared_experts") ?? (_family.StartsWith("llama4", StringComparison.Ordinal) ? 1 : 0)) * (expert ?? 0));
        int denseLayers = isMixture ? DenseLayers(spec.Layers) : 0;
        long? linear = LinearSizes() is var (keys, values, heads, kernel)
            ? (spec.HiddenSize * ((2 * keys) + (3 * values) + (2 * heads))) + (((2 * keys) + values) * kernel)
            : null;
        return new()
        {
            IntermediateSize = isMixture && denseLayers == 0 ? null : dense,
            MoeIntermediateSize = isMixture ? expert : null,
            SharedExpertIntermediateSize = isMixture ? shared : 0,
            DenseLayers = denseLayers,
            QLoraRank = Int("q_lora_rank"),
            AttentionOutputGate = Bool("attn_output_gate") ?? _family is "qwen3_next",
            LinearAttentionParams = linear,
        };
    }

    private int DenseLayers(int layers)
    {
        int first = Int("first_k_dense_replace") ?? 0;
        if (_text.TryGetProperty("mlp_only_layers", out JsonElement only) && only.ValueKind == JsonValueKind.Array)
            first += only.GetArrayLength();
        int step = Int("interleave_moe_layer_step", "decoder_sparse_step", "moe_layer_freq") ?? 1;
        return step > 1 ? layers - (layers / step) : first;
    }

    private int Required(params ReadOnlySpan<string> keys)
    {
        if (Int(keys) is int found)
        {
            if (found < 1)
                _problems.Add($"'{keys[0]}' must be 1 or more, found {found}");
            return found;
        }
        string first = $"'{keys[0]}'";
        if (!_problems.Exists(problem => problem.StartsWith(first, StringComparison.Ordinal)))
            _problems.Add($"{first} is missing");
        return 0;
    }

    private int? Int(params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            if (Int(key, _text) is int found)
                return found;
        }
        return null;
    }

    private int? Int(string key, JsonElement of)
    {
        if (!of.TryGetProperty(key, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number))
            return number;
        // A list of steps, one a layer, says nothing this reader uses.
        if (value.ValueKind != JsonValueKind.Array)
            _problems.Add($"'{key}' must be a whole number, found {value.GetRawText()}");
        return null;
    }

    private bool? Bool(string key, JsonElement? of = null)
    {
        foreach (JsonElement element in of is JsonElement given ? [given] : new[] { _text, _root })
        {
            if (element.TryGetProperty(key, out JsonElement value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False)
                return value.GetBoolean();
        }
        return null;
    }

    private string? Text(string key, JsonElement? of = null)
    {
        foreach (JsonElement element in of is JsonElement given ? [given] : new[] { _text, _root })
        {
            if (element.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String)
                return value.GetString();
        }
        return null;
    }
}

/// <summary>A model as its <c>config.json</c> has it.</summary>
/// <param name="Spec">Null where there are problems.</param>
/// <param name="Facts">What the parameters were computed from; null where there are problems.</param>
/// <param name="Problems">What is missing or impossible, by key.</param>
/// <param name="Notes">What was derived, in sentences.</param>
internal sealed record HuggingFaceModel(ModelSpec? Spec, ParameterFacts? Facts, IReadOnlyList<string> Problems, IReadOnlyList<string> Notes);
