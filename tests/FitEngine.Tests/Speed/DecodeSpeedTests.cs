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
