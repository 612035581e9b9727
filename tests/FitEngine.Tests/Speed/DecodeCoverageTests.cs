using Tracker.Contracts;

namespace Tracker.FitEngine.Tests.Speed;

/// <summary>How often the band holds what was measured.</summary>
public sealed class DecodeCoverageTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("fit_measured.csv", 1024, 1.0)]
    [InlineData("fit_measured.csv", 8192, 1.0)]
    [InlineData("split_measured.csv", 1024, 1.0)]
    [InlineData("apple_measured.csv", 1024, 0.8)]
    public void Decode_band_holds_the_measured_rows(string file, int context, double least)
    {
        int inside = 0;
        int rows = 0;
        foreach (Measured row in Fixtures.Decode(file).Where(row => row.Value is not null))
        {
            SpeedBand band = row.Ask(context).DecodeTps.ShouldNotBeNull();
            bool isInside = row.Value >= band.Low && row.Value <= band.High;
            inside += isInside ? 1 : 0;
            rows++;
            output.WriteLine($"{row.Count} x {row.Gpu.Name,-14}{row.Model.Name,-12}{row.Dtype,-7}{row.Value,8:0.00} of {band.Low:0.00} {band.Mid:0.00} {band.High:0.00} {row.Value / band.Mid:0.000}{(isInside ? "" : " OUTSIDE")}");
            ((band.High - band.Low) / 2 / band.Mid).ShouldBeLessThanOrEqualTo(0.2501);
        }
        output.WriteLine($"{file} at {context}: {inside} of {rows} inside");
        (inside / (double)rows).ShouldBeGreaterThanOrEqualTo(least);
    }

    [Fact]
    public void Prefill_band_holds_most_measured_rows_of_cards_with_known_throughput()
    {
        // 3090 at pp1024: 3,865 tokens/s in Q4_K_M and 4,240 in F16 (fit_measured.csv).
        SpeedBand quantized = Ask.About(KnownModels.Llama3_8B, KnownGpus.Rtx3090, dtype: "Q4_K_M", engine: "llama.cpp").PrefillTps.ShouldNotBeNull();
        SpeedBand half = Ask.About(KnownModels.Llama3_8B, KnownGpus.Rtx3090, dtype: "F16", context: 1024, engine: "llama.cpp").PrefillTps.ShouldNotBeNull();

        3865.39.ShouldBeInRange(quantized.Low, quantized.High);
        4239.64.ShouldBeInRange(half.Low, half.High);
    }

    [Fact]
    public void Vllm_decode_band_holds_the_published_rows()
    {
        GpuSpec a100 = new()
        {
            Id = "a100-40",
            Name = "A100 40 GB",
            Stack = "cuda",
            MemoryGb = 40,
            MemoryClass = MemoryClass.Hbm,
            BandwidthGbPerS = 1555,
        };
        GpuSpec rtx4090 = Fixtures.Gpus["4090"];
        GpuSpec rtx5090 = KnownGpus.RtxPro6000 with { ReportedMib = 32_607 };

        // johnmusgrave.com, vLLM 0.23, 1,024 tokens in and 128 out.
        Inside(75, Ask.About(KnownModels.Llama31_8B, a100, context: 2048));
        // github.com/AlexsJones/llmfit/pull/1046.
        Inside(58.7, Ask.About(KnownModels.Qwen3_8B, rtx4090, context: 1024));
        // joshua8.ai, Qwen3-VL-30B-A3B AWQ, vLLM 0.15 and 0.16.
        Inside(241, Ask.About(KnownModels.Qwen3_30B_A3B, rtx5090, dtype: "INT4", context: 1024));
        Inside(259, Ask.About(KnownModels.Qwen3_30B_A3B, rtx5090, dtype: "INT4", context: 1024));
        // github.com/local-inference-lab/rtx6kpro, models/minimax-m25.md.
        Inside(71, Ask.About(KnownModels.MiniMaxM25, KnownGpus.RtxPro6000, 4, context: 2048));
        Inside(87, Ask.About(KnownModels.MiniMaxM25, KnownGpus.RtxPro6000, 2, dtype: "NVFP4", context: 2048));
    }

    private void Inside(double measured, FitResult result)
    {
        SpeedBand band = result.DecodeTps.ShouldNotBeNull(result.Reason);
        output.WriteLine($"{result.Model} {result.Dtype} on {result.Count} x {result.Gpu}: {measured} of {band.Low:0.0} {band.Mid:0.0} {band.High:0.0}");
        measured.ShouldBeInRange(band.Low, band.High);
    }
}
