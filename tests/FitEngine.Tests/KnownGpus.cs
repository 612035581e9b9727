using Tracker.Contracts;

namespace Tracker.FitEngine.Tests;

/// <summary>Cards of the reference values.</summary>
internal static class KnownGpus
{
    /// <summary>The owner's card: reports 97,887 MiB.</summary>
    public static GpuSpec RtxPro6000 { get; } = new()
    {
        Id = "rtx-pro-6000",
        Name = "RTX PRO 6000 Blackwell",
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
        LinkGbPerS = 63,
    };

    /// <summary>As vLLM sees it: 23.58 GiB (vllm issue 10517).</summary>
    public static GpuSpec Rtx3090 { get; } = new()
    {
        Id = "rtx-3090",
        Name = "GeForce RTX 3090",
        Stack = "cuda",
        ComputeCapability = "8.6",
        MemoryGb = 24,
        ReportedMib = 24_146,
        MemoryClass = MemoryClass.Gddr,
        BandwidthGbPerS = 935.8,
        Bf16Tflops = 142.7,
    };

    public static GpuSpec H100Nvl { get; } = new()
    {
        Id = "h100-nvl",
        Name = "H100 NVL 94GB",
        Stack = "cuda",
        ComputeCapability = "9.0",
        MemoryGb = 94,
        MemoryClass = MemoryClass.Hbm,
        BandwidthGbPerS = 3938,
        Bf16Tflops = 835.5,
        Fp8Tflops = 1671,
        LinkGbPerS = 300,
    };

    public static GpuSpec Mi355X { get; } = new()
    {
        Id = "mi355x",
        Name = "Instinct MI355X",
        Stack = "rocm",
        ComputeCapability = "gfx950",
        MemoryGb = 288,
        MemoryClass = MemoryClass.Hbm,
        BandwidthGbPerS = 8000,
        Bf16Tflops = 2500,
        Fp8Tflops = 5000,
        Fp4Tflops = 10_000,
    };

    public static GpuSpec M3Ultra { get; } = new()
    {
        Id = "m3-ultra",
        Name = "M3 Ultra",
        Stack = "metal",
        MemoryGb = 512,
        MemoryClass = MemoryClass.Unified,
        BandwidthGbPerS = 819,
    };

    public static IReadOnlyList<GpuSpec> All { get; } = [RtxPro6000, Rtx3090, H100Nvl, Mi355X, M3Ultra];
}
