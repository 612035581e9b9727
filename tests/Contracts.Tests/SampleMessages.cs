namespace Tracker.Contracts.Tests;

/// <summary>One instance of each message, with every property given, so that its snapshot shows all of its form.</summary>
internal static class SampleMessages
{
    /// <summary>Not UTC on purpose: the JSON must be.</summary>
    private static readonly DateTimeOffset s_observedAt = new(2026, 7, 1, 14, 30, 0, TimeSpan.FromHours(2));

    private static readonly DateTimeOffset s_knownAt = new(2026, 7, 1, 12, 30, 5, 250, TimeSpan.Zero);

    /// <summary>The messages that travel and the scoreboard document, by type.</summary>
    public static IReadOnlyDictionary<Type, object> All { get; } = new object[]
    {
        new OfferObserved
        {
            OfferId = 41,
            GpuId = "rtx-pro-6000-blackwell",
            Price = new() { MinorUnits = 1_249_000, Currency = "USD" },
            Unit = PriceUnit.Each,
            SourceId = "nvidia-marketplace-rtx-pro-6000",
            ObservedAt = s_observedAt,
            KnownAt = s_knownAt,
        },
        new SpecObserved
        {
            SpecId = 42,
            GpuId = "mi350p",
            Field = "memory_gb",
            Value = "144",
            SourceId = "amd-press",
            ObservedAt = s_observedAt,
            KnownAt = s_knownAt,
        },
        new AnnouncementObserved
        {
            AnnouncementId = 43,
            Title = "AMD bringt „MI350P“ für 12.000 €",
            GpuIds = ["mi350p", "mi355x"],
            SourceId = "amd-press",
            PublishedAt = s_observedAt,
            KnownAt = s_knownAt,
        },
        new FactsImported { File = "prices.csv", Accepted = 1200, Duplicate = 30, Refused = 4 },
        new SourceHealthChanged
        {
            Changes = [new() { SourceId = "amd-press", Healthy = false, Problem = "403 Forbidden, 3 times in a row" }],
            ChangedAt = s_observedAt,
        },
        new EvaluateFit
        {
            Models = [Model],
            Gpus = [Gpu],
            Cases =
            [
                new()
                {
                    ModelId = "qwen3-30b-a3b",
                    GpuId = "rtx-pro-6000-blackwell",
                    Count = 2,
                    Dtype = "FP8",
                    Context = 32_768,
                    Concurrency = 4,
                    Engine = "vllm",
                    Utilization = 0.9,
                    LoraAdapters = 2,
                    ExpertParallel = true,
                    TrainingBatch = 4,
                    TrainingSequence = 8192,
                    KvDtype = "FP8",
                    MaxBatchedTokens = 2048,
                },
            ],
            Measurements =
            [
                new()
                {
                    ModelId = "qwen3-30b-a3b",
                    GpuId = "rtx-pro-6000-blackwell",
                    Count = 1,
                    Dtype = "BF16",
                    Engine = "vllm",
                    Context = 1024,
                    DecodeTps = 120.5,
                    PrefillTps = 9_800,
                    Source = "https://example.org/benchmarks",
                },
            ],
        },
        new FitEvaluated { Results = [Fit] },
        new VerdictReached
        {
            VerdictId = 7,
            EvaluationId = 70,
            Action = VerdictAction.BuyAlternative,
            Subject = "mi350p",
            First = true,
            ReachedAt = s_observedAt,
        },
        SampleScoreboard.Instance,
    }.ToDictionary(message => message.GetType());

    private static ModelSpec Model => new()
    {
        Id = "qwen3-30b-a3b",
        Name = "Qwen3 30B A3B",
        TotalParams = 30_532_122_624,
        ActiveParams = 3_300_000_000,
        Layers = 48,
        HiddenSize = 2048,
        AttentionHeads = 32,
        KvHeads = 4,
        HeadDim = 128,
        ValueHeadDim = 96,
        VocabSize = 151_936,
        TiedEmbeddings = true,
        Embeds = true,
        Experts = 128,
        ActiveExperts = 8,
        NativeDtype = "BF16",
        CheckpointBytes = 61_000_000_000,
        MaxContext = 40_960,
        ExtendedContext = 131_072,
        Attention = AttentionKind.HybridLinear,
        Window = 4096,
        FullAttentionLayers = 12,
        KvLoraRank = 512,
        RopeHeadDim = 64,
        StateBytesPerSequence = 75_497_472,
    };

    private static GpuSpec Gpu => new()
    {
        Id = "rtx-pro-6000-blackwell",
        Name = "NVIDIA RTX PRO 6000 Blackwell Workstation Edition",
        Stack = "cuda",
        ComputeCapability = "12.0",
        MemoryGb = 96,
        ReportedMib = 97_887,
        MemoryClass = MemoryClass.Gddr,
        BandwidthGbPerS = 1792,
        Bf16Tflops = 503.8,
        Fp8Tflops = 1007,
        Fp4Tflops = 2000,
        Int8Tops = 1007,
        TdpWatts = 600,
        LinkGbPerS = 64,
        NativeDtypes = ["NVFP4", "FP8", "BF16"],
    };

    private static FitResult Fit => new()
    {
        Model = "qwen3-30b-a3b",
        Gpu = "rtx-pro-6000-blackwell",
        Count = 2,
        Dtype = "BF16",
        Engine = "vllm",
        Context = 32_768,
        Fits = true,
        Reason = "fits with 24.5 GiB to spare",
        WeightsGib = 56.9,
        KvBytesPerToken = 98_304,
        KvBudgetGib = 24.5,
        MaxKvTokens = 267_605,
        MaxContext = 40_960,
        MaxSequences = 8,
        Instances = 2,
        DecodeTps = new() { Low = 90, Mid = 120.5, High = 150, Basis = "measured: https://example.org/benchmarks" },
        PrefillTps = new() { Low = 7_000, Mid = 9_800, High = 12_000, Basis = "estimate: compute bound" },
        AggregateTps = new() { Low = 180, Mid = 241, High = 300, Basis = "measured: https://example.org/benchmarks" },
        DtypeLegal = true,
        Training = new() { Full = "no: 489 GiB", Lora = "tight: 75 GiB", Qlora = "yes: 24 GiB", Merge = "yes: 57 GiB" },
        Inputs = new Dictionary<string, string> { ["weights"] = "30.5e9 × 2 bytes", ["kv per token"] = "2 × 48 × 4 × 128 × 2 bytes" },
    };
}
