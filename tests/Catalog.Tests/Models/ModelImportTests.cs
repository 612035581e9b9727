using Tracker.Catalog.Models;
using Tracker.Contracts;

namespace Tracker.Catalog.Tests.Models;

/// <summary>Small configurations in the spellings of several families, against the shipped entries of the same models.</summary>
public sealed class ModelImportTests
{
    private const string Yi = """
        {"model_type":"llama","hidden_size":7168,"intermediate_size":20480,"num_hidden_layers":60,"num_attention_heads":56,
         "num_key_value_heads":8,"vocab_size":64000,"max_position_embeddings":4096,"tie_word_embeddings":false,"torch_dtype":"bfloat16"}
        """;

    private static readonly TrackerCatalog s_shipped = CatalogLoader.Load(Path.Combine(Repository.Root, "deploy", "config")).Catalog!;

    public static TheoryData<string, string> Configs => new()
    {
        { "yi-34b", Yi },
        {
            "qwen3-30b-a3b",
            """
            {"model_type":"qwen3_moe","decoder_sparse_step":1,"head_dim":128,"hidden_size":2048,"intermediate_size":6144,"max_position_embeddings":40960,
             "mlp_only_layers":[],"moe_intermediate_size":768,"num_attention_heads":32,"num_experts":128,"num_experts_per_tok":8,"num_hidden_layers":48,
             "num_key_value_heads":4,"rope_scaling":null,"sliding_window":null,"use_sliding_window":false,"tie_word_embeddings":false,
             "torch_dtype":"bfloat16","vocab_size":151936}
            """
        },
        {
            "qwen2.5-72b",
            """
            {"model_type":"qwen2","hidden_size":8192,"intermediate_size":29568,"max_position_embeddings":32768,"max_window_layers":70,"num_attention_heads":64,
             "num_hidden_layers":80,"num_key_value_heads":8,"sliding_window":131072,"use_sliding_window":false,"tie_word_embeddings":false,
             "torch_dtype":"bfloat16","vocab_size":152064,
             "rope_scaling":{"type":"yarn","factor":4.0,"original_max_position_embeddings":32768}}
            """
        },
        {
            "mixtral-8x22b",
            """
            {"model_type":"mixtral","hidden_size":6144,"intermediate_size":16384,"max_position_embeddings":65536,"num_attention_heads":48,"num_experts_per_tok":2,
             "num_hidden_layers":56,"num_key_value_heads":8,"num_local_experts":8,"sliding_window":null,"tie_word_embeddings":false,
             "torch_dtype":"bfloat16","vocab_size":32768}
            """
        },
        {
            "gemma-2-27b",
            """
            {"model_type":"gemma2","head_dim":128,"hidden_size":4608,"intermediate_size":36864,"max_position_embeddings":8192,"num_attention_heads":32,
             "num_hidden_layers":46,"num_key_value_heads":16,"sliding_window":4096,"torch_dtype":"bfloat16","vocab_size":256000}
            """
        },
        {
            "gpt-oss-120b",
            """
            {"model_type":"gpt_oss","head_dim":64,"hidden_size":2880,"intermediate_size":2880,"max_position_embeddings":131072,"num_attention_heads":64,
             "experts_per_token":4,"num_hidden_layers":36,"num_key_value_heads":8,"num_local_experts":128,"sliding_window":128,"tie_word_embeddings":false,
             "torch_dtype":"bfloat16","vocab_size":201088,"quantization_config":{"quant_method":"mxfp4"},
             "rope_scaling":{"rope_type":"yarn","factor":32.0,"original_max_position_embeddings":4096}}
            """
        },
        {
            "deepseek-v3",
            """
            {"model_type":"deepseek_v3","first_k_dense_replace":3,"hidden_size":7168,"intermediate_size":18432,"kv_lora_rank":512,"max_position_embeddings":163840,
             "moe_intermediate_size":2048,"moe_layer_freq":1,"n_routed_experts":256,"n_shared_experts":1,"num_attention_heads":128,"num_experts_per_tok":8,
             "num_hidden_layers":61,"num_key_value_heads":128,"q_lora_rank":1536,"qk_nope_head_dim":128,"qk_rope_head_dim":64,"v_head_dim":128,
             "tie_word_embeddings":false,"torch_dtype":"bfloat16","vocab_size":129280,"quantization_config":{"quant_method":"fp8","weight_block_size":[128,128]},
             "rope_scaling":{"type":"yarn","factor":40,"original_max_position_embeddings":4096}}
            """
        },
        {
            "llama-4-scout",
            """
            {"model_type":"llama4","torch_dtype":"bfloat16","vision_config":{"hidden_size":1408},"text_config":{"model_type":"llama4_text","attention_chunk_size":8192,
             "head_dim":128,"hidden_size":5120,"interleave_moe_layer_step":1,"intermediate_size":8192,"intermediate_size_mlp":16384,"max_position_embeddings":10485760,
             "num_attention_heads":40,"num_experts_per_tok":1,"num_hidden_layers":48,"num_key_value_heads":8,"num_local_experts":16,"vocab_size":202048,
             "tie_word_embeddings":false,"rope_scaling":{"rope_type":"llama3","factor":16.0,"original_max_position_embeddings":8192}}}
            """
        },
        {
            "qwen3-next-80b-a3b",
            """
            {"model_type":"qwen3_next","full_attention_interval":4,"head_dim":256,"hidden_size":2048,"intermediate_size":5120,"linear_conv_kernel_dim":4,
             "linear_key_head_dim":128,"linear_num_key_heads":16,"linear_num_value_heads":32,"linear_value_head_dim":128,"max_position_embeddings":262144,
             "mlp_only_layers":[],"moe_intermediate_size":512,"num_attention_heads":16,"num_experts":512,"num_experts_per_tok":10,"num_hidden_layers":48,
             "num_key_value_heads":2,"shared_expert_intermediate_size":512,"tie_word_embeddings":false,"torch_dtype":"bfloat16","vocab_size":151936}
            """
        },
    };

    [Theory]
    [MemberData(nameof(Configs))]
    public void Config_gives_the_shipped_entry(string id, string json)
    {
        ModelSpec shipped = s_shipped.Models[id].Spec;

        ModelSpec spec = Import(json).Spec;

        // Totals may count vision towers and layers that predict ahead; the state is not shipped.
        ((double)spec.TotalParams / shipped.TotalParams).ShouldBe(1, 0.025);
        (spec with
        {
            Id = id,
            Name = shipped.Name,
            TotalParams = shipped.TotalParams,
            ActiveParams = shipped.ActiveParams,
            CheckpointBytes = shipped.CheckpointBytes,
            StateBytesPerSequence = shipped.StateBytesPerSequence,
        }).ShouldBe(shipped);
    }

    [Fact]
    public void Facts_of_the_parameters_are_kept()
    {
        ModelEntry entry = Import(Configs.Single(row => row.Data.Item1 == "deepseek-v3").Data.Item2);

        entry.ParameterFacts.ShouldBe(s_shipped.Models["deepseek-v3"].ParameterFacts);
        ((double)entry.Spec.ActiveParams).ShouldBe(37_552_297_472, 200_000);
    }

    [Fact]
    public void State_of_linear_attention_is_computed()
    {
        // 36 layers: 32 value heads with a matrix of 128 × 128, and three inputs of 8,192 channels, at 2 bytes.
        Import(Configs.Single(row => row.Data.Item1 == "qwen3-next-80b-a3b").Data.Item2).Spec.StateBytesPerSequence
            .ShouldBe(36L * 2 * ((32 * 128 * 128) + (8192 * 3)));
    }

    [Fact]
    public void Sizes_that_were_derived_are_said_so() =>
        Import(Yi).Notes!.ShouldContain("head_dim is not in the file and was taken as hidden_size / num_attention_heads");

    [Theory]
    [InlineData("\"hidden_size\":7168,", "", "'hidden_size' is missing")]
    [InlineData("\"num_hidden_layers\":60", "\"num_hidden_layers\":0", "'num_hidden_layers' must be 1 or more, found 0")]
    [InlineData("\"num_key_value_heads\":8", "\"num_key_value_heads\":9", "'kv_heads' (9) must divide 'attention_heads' (56)")]
    [InlineData("\"num_hidden_layers\":60", "\"num_hidden_layers\":\"sixty\"", "'num_hidden_layers' must be a whole number, found \"sixty\"")]
    [InlineData("bfloat16", "int3", "'torch_dtype' must be bfloat16, float16 or float32, found 'int3'")]
    [InlineData("\"intermediate_size\":20480,", "", "'intermediate_size' is missing")]
    [InlineData("\"vocab_size\":64000", "\"vocab_size\":64000,\"mamba_d_state\":128", "'mamba_d_state' says that 'llama' has state-space layers, whose memory is not known here")]
    [InlineData("\"vocab_size\":64000", "\"vocab_size\":64000,\"sliding_window\":1024", "'sliding_window' is given, but not which layers of 'llama' use it ('layer_types')")]
    [InlineData("\"vocab_size\":64000", "\"vocab_size\":64000,\"quantization_config\":{\"quant_method\":\"eetq\"}", "'quantization_config' has the method 'eetq', which is not known")]
    public void Config_that_does_not_tell_is_refused_by_key(string right, string wrong, string problem)
    {
        Yi.ShouldContain(right);

        ModelImportResult result = ModelImport.Read(Yi.Replace(right, wrong, StringComparison.Ordinal), "yi", "Yi", null, "test");

        result.Yaml.ShouldBeNull();
        result.Problems.ShouldBe([problem]);
    }

    [Theory]
    [InlineData("{", "not valid JSON: ")]
    [InlineData("[]", "the file is not a JSON object")]
    [InlineData("{}", "'num_hidden_layers' is missing")]
    public void Text_that_is_no_config_is_refused(string json, string problem) =>
        ModelImport.Read(json, "x", "X", null, "test").Problems[0].ShouldStartWith(problem);

    // Through the reader of the configuration, as the program will read it.
    private static ModelEntry Import(string json)
    {
        ModelImportResult result = ModelImport.Read(json, "imported", "Imported: \"a model\"", "maker/model", "test");
        result.Problems.ShouldBeEmpty();
        using ConfigFolder config = new();
        config.Write("models/imported.yaml", result.Yaml!);
        return config.Load().Models["imported"];
    }
}
