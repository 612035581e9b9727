using Tracker.Contracts;

namespace Tracker.FitEngine.Tests.Speed;

public sealed class DecodeSpeedTests
{
    [Fact]
    public void Decode_of_a_mixture_reads_active_parameters_only()
    {
        double mixture = Ask.About(KnownModels.Qwen3_30B_A3B, KnownGpus.RtxPro6000).DecodeTps!.Mid;
        double dense = Ask.About(KnownModels.Qwen3_32B, KnownGpus.RtxPro6000).DecodeTps!.Mid;

        mixture.ShouldBeGreaterThan(3 * dense);
    }

    [Fact]
    public void Decode_split_by_layers_is_no_faster_than_one_card()
    {
        double one = Ask.About(KnownModels.Llama3_8B, KnownGpus.Rtx3090, engine: "llama.cpp").DecodeTps!.Mid;
        double two = Ask.About(KnownModels.Llama3_8B, KnownGpus.Rtx3090, 2, engine: "llama.cpp").DecodeTps!.Mid;

        two.ShouldBe(one);
    }

    [Fact]
    public void Decode_in_tensor_parallel_gains_less_than_the_number_of_cards()
    {
        GpuSpec linked = KnownGpus.RtxPro6000 with { LinkGbPerS = 450 };
        double one = Ask.About(KnownModels.Qwen3_32B, KnownGpus.RtxPro6000).DecodeTps!.Mid;
        double pcie = Ask.About(KnownModels.Qwen3_32B, KnownGpus.RtxPro6000, 2).DecodeTps!.Mid;
        double direct = Ask.About(KnownModels.Qwen3_32B, linked, 2).DecodeTps!.Mid;

        pcie.ShouldBeInRange(1.2 * one, 2 * one);
        direct.ShouldBeInRange(pcie * 1.05, 2 * one);
    }

    [Fact]
    public void Decode_without_bandwidth_is_unknown() =>
        Ask.About(KnownModels.Llama3_8B, KnownGpus.Rtx3090 with { BandwidthGbPerS = null }).DecodeTps.ShouldBeNull();

    [Fact]
    public void Decode_from_sram_is_unknown() =>
        Ask.About(KnownModels.Llama3_8B, KnownGpus.Rtx3090 with { MemoryClass = MemoryClass.Sram }).DecodeTps.ShouldBeNull();

    [Fact]
    public void Decode_of_many_streams_is_slower_for_each_and_faster_in_all()
    {
        double one = Ask.About(KnownModels.Qwen3_30B_A3B, KnownGpus.RtxPro6000, context: 1024).DecodeTps!.Mid;
        double eight = Ask.About(KnownModels.Qwen3_30B_A3B, KnownGpus.RtxPro6000, context: 1024, concurrency: 8).DecodeTps!.Mid;

        eight.ShouldBeLessThan(one);
        (8 * eight).ShouldBeGreaterThan(one);
    }

    [Fact]
    public void Decode_measured_beats_the_estimate_and_names_its_source()
    {
        SpeedBand band = Evaluate(decodeTps: 160).DecodeTps!;

        band.Mid.ShouldBe(160);
        band.Low.ShouldBe(136);
        band.Basis.ShouldBe("measured: owner's note");
    }

    [Fact]
    public void Decode_measured_above_the_ceiling_is_not_believed() =>
        Evaluate(decodeTps: 900).DecodeTps!.Basis.ShouldStartWith("estimate:");

    [Fact]
    public void Aggregate_counts_every_stream_and_every_group_of_cards()
    {
        FitResult one = Ask.About(KnownModels.Llama31_8B, KnownGpus.RtxPro6000, 2, concurrency: 16);

        double groups = one.Inputs["cards_per_instance"].StartsWith("2 of 2", StringComparison.Ordinal) ? 1 : 2;
        one.AggregateTps!.Mid.ShouldBe(one.DecodeTps!.Mid * 16 * groups, 0.001);
        one.AggregateTps.Mid.ShouldBeGreaterThan(5 * Ask.About(KnownModels.Llama31_8B, KnownGpus.RtxPro6000, 2).AggregateTps!.Mid);
    }

    [Fact]
    public void Many_streams_are_bound_by_computing()
    {
        GpuSpec card = KnownGpus.RtxPro6000 with { Bf16Tflops = 500 };
        FitResult many = Ask.About(KnownModels.Llama31_8B, card, context: 256, concurrency: 512);

        many.Inputs["decode"].ShouldContain("but computing takes longer");
        // 512 streams × 2 × 7.5 B params at half of 500 TFLOPS take 30.7 ms, 32 layers × 12 µs 0.4 ms more.
        many.DecodeTps!.Mid.ShouldBe(1 / (512 * 2 * (8.030e9 - 0.525e9) / 250e12 + 32 * 12e-6), 0.05);
        Ask.About(KnownModels.Llama31_8B, card with { Bf16Tflops = null }, context: 256, concurrency: 512).DecodeTps!.Mid.ShouldBeGreaterThan(many.DecodeTps.Mid);
    }

    [Fact]
    public void Aggregate_is_unknown_where_the_context_does_not_fit() =>
        Ask.About(KnownModels.Qwen3_30B_A3B, KnownGpus.RtxPro6000, context: 32_768, concurrency: 64).AggregateTps.ShouldBeNull();

    [Fact]
    public void Decode_measured_at_a_short_context_is_carried_to_the_one_asked_for()
    {
        SpeedBand band = Evaluate(decodeTps: 160, measuredAt: 1024).DecodeTps!;

        // 6.11 GB of active weights but the input table, and 98,304 B of cache a token at half of 1,024 and of 8,192 tokens.
        double weights = 2.0 * (KnownModels.Qwen3_30B_A3B.ActiveParams - 2048.0 * 151_936);
        band.Mid.ShouldBe(160 * (weights + 98_304 * 512) / (weights + 98_304 * 4096), 0.01);
        band.Basis.ShouldBe("measured: 160 at 1,024 tokens, carried to 8,192 by bytes read: owner's note");
    }

    private static FitResult Evaluate(double decodeTps, int? measuredAt = null) => FitCalculator.Evaluate(new EvaluateFit
    {
        Models = [KnownModels.Qwen3_30B_A3B],
        Gpus = [KnownGpus.RtxPro6000],
        Cases = [Ask.Case(KnownModels.Qwen3_30B_A3B, KnownGpus.RtxPro6000)],
        Measurements =
        [
            new()
            {
                ModelId = KnownModels.Qwen3_30B_A3B.Id,
                GpuId = KnownGpus.RtxPro6000.Id,
                Count = 1,
                Dtype = "bf16",
                Engine = "vllm",
                Context = measuredAt,
                DecodeTps = decodeTps,
                Source = "owner's note",
            },
        ],
    }).Results[0];
}
