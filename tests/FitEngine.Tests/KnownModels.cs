using Tracker.Contracts;

namespace Tracker.FitEngine.Tests;

/// <summary>Models with the architectures of the fit reference's reference values and data/models.csv.</summary>
internal static class KnownModels
{
    public static ModelSpec Llama3_8B { get; } = new()
    {
        Id = "Llama-3-8B",
        Name = "Llama 3 8B",
        TotalParams = 8_030_261_248,
        ActiveParams = 8_030_261_248,
        Layers = 32,
        HiddenSize = 4096,
        AttentionHeads = 32,
        KvHeads = 8,
        HeadDim = 128,
        VocabSize = 128_256,
        NativeDtype = "BF16",
        MaxContext = 8192,
        Attention = AttentionKind.Full,
    };

    public static ModelSpec Llama31_8B { get; } = Llama3_8B with { Id = "Llama-3.1-8B", Name = "Llama 3.1 8B", MaxContext = 131_072 };

    public static ModelSpec Llama3_70B { get; } = Llama3_8B with
    {
        Id = "Llama-3-70B",
        Name = "Llama 3 70B",
        TotalParams = 70_553_706_496,
        ActiveParams = 70_553_706_496,
        Layers = 80,
        HiddenSize = 8192,
        AttentionHeads = 64,
    };

    public static ModelSpec Qwen3_32B { get; } = Llama3_8B with
    {
        Id = "Qwen3-32B",
        Name = "Qwen3 32B",
        TotalParams = 32_762_123_264,
        ActiveParams = 32_762_123_264,
        Layers = 64,
        HiddenSize = 5120,
        AttentionHeads = 64,
        VocabSize = 151_936,
        MaxContext = 40_960,
        ExtendedContext = 131_072,
    };

    public static ModelSpec Qwen3_8B { get; } = Llama3_8B with
    {
        Id = "Qwen3-8B",
        Name = "Qwen3 8B",
        TotalParams = 8_190_735_360,
        ActiveParams = 8_190_735_360,
        Layers = 36,
        VocabSize = 151_936,
        MaxContext = 40_960,
    };

    public static ModelSpec Yi_34B { get; } = Llama3_8B with
    {
        Id = "Yi-34B",
        Name = "Yi 34B",
        TotalParams = 34_388_917_248,
        ActiveParams = 34_388_917_248,
        Layers = 60,
        HiddenSize = 7168,
        AttentionHeads = 56,
        VocabSize = 64_000,
        MaxContext = 4096,
    };

    public static ModelSpec Qwen3_30B_A3B { get; } = Llama3_8B with
    {
        Id = "Qwen3-30B-A3B",
        Name = "Qwen3 30B A3B",
        TotalParams = 30_532_122_624,
        ActiveParams = 3_353_020_416,
        Layers = 48,
        HiddenSize = 2048,
        AttentionHeads = 32,
        KvHeads = 4,
        VocabSize = 151_936,
        Experts = 128,
        ActiveExperts = 8,
        MaxContext = 40_960,
    };

    public static ModelSpec Mixtral_8x22B { get; } = Llama3_8B with
    {
        Id = "Mixtral-8x22B",
        Name = "Mixtral 8x22B",
        TotalParams = 140_630_071_296,
        ActiveParams = 39_161_468_928,
        Layers = 56,
        HiddenSize = 6144,
        AttentionHeads = 48,
        VocabSize = 32_768,
        Experts = 8,
        ActiveExperts = 2,
        MaxContext = 65_536,
    };

    public static ModelSpec MiniMaxM25 { get; } = Llama3_8B with
    {
        Id = "MiniMax-M2.5",
        Name = "MiniMax M2.5",
        TotalParams = 228_703_644_928,
        ActiveParams = 11_030_092_800,
        Layers = 62,
        HiddenSize = 3072,
        AttentionHeads = 48,
        VocabSize = 200_064,
        Experts = 256,
        ActiveExperts = 8,
        NativeDtype = "FP8",
        MaxContext = 196_608,
    };

    public static ModelSpec DeepSeekV3 { get; } = Llama3_8B with
    {
        Id = "DeepSeek-V3",
        Name = "DeepSeek V3",
        TotalParams = 671_026_419_200,
        ActiveParams = 37_552_297_472,
        Layers = 61,
        HiddenSize = 7168,
        AttentionHeads = 128,
        KvHeads = 128,
        HeadDim = 192,
        ValueHeadDim = 128,
        VocabSize = 129_280,
        Experts = 256,
        ActiveExperts = 8,
        NativeDtype = "FP8",
        MaxContext = 163_840,
        Attention = AttentionKind.Mla,
        KvLoraRank = 512,
        RopeHeadDim = 64,
    };

    public static ModelSpec GptOss120B { get; } = Llama3_8B with
    {
        Id = "gpt-oss-120b",
        Name = "gpt-oss 120b",
        TotalParams = 116_829_156_672,
        ActiveParams = 5_710_443_840,
        Layers = 36,
        HiddenSize = 2880,
        AttentionHeads = 64,
        HeadDim = 64,
        VocabSize = 201_088,
        Experts = 128,
        ActiveExperts = 4,
        NativeDtype = "MXFP4",
        MaxContext = 131_072,
        Attention = AttentionKind.SlidingWindow,
        Window = 128,
        FullAttentionLayers = 18,
    };

    public static ModelSpec Gemma3_27B { get; } = Llama3_8B with
    {
        Id = "gemma-3-27b",
        Name = "Gemma 3 27B",
        TotalParams = 27_432_406_640,
        ActiveParams = 27_432_406_640,
        Layers = 62,
        HiddenSize = 5376,
        AttentionHeads = 32,
        KvHeads = 16,
        VocabSize = 262_208,
        TiedEmbeddings = true,
        MaxContext = 131_072,
        Attention = AttentionKind.SlidingWindow,
        Window = 1024,
        FullAttentionLayers = 10,
    };

    public static ModelSpec Qwen3Next { get; } = Llama3_8B with
    {
        Id = "Qwen3-Next-80B-A3B",
        Name = "Qwen3 Next 80B A3B",
        TotalParams = 81_324_862_720,
        ActiveParams = 3_900_000_000,
        Layers = 48,
        HiddenSize = 2048,
        AttentionHeads = 16,
        KvHeads = 2,
        HeadDim = 256,
        VocabSize = 151_936,
        Experts = 512,
        ActiveExperts = 10,
        MaxContext = 262_144,
        Attention = AttentionKind.HybridLinear,
        FullAttentionLayers = 12,
        StateBytesPerSequence = 75_497_472,
    };

    public static IReadOnlyList<ModelSpec> All { get; } =
    [
        Llama3_8B, Llama31_8B, Llama3_70B, Qwen3_32B, Qwen3_8B, Yi_34B, Qwen3_30B_A3B, Mixtral_8x22B, MiniMaxM25, DeepSeekV3,
        GptOss120B, Gemma3_27B, Qwen3Next,
    ];
}
