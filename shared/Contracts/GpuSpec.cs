namespace Tracker.Contracts;

/// <summary>The facts of a card that fit and speed rest on. A null figure is unknown.</summary>
public sealed record GpuSpec
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The software stack: <c>cuda</c>, <c>rocm</c>, <c>oneapi</c>, <c>metal</c>, …; cards of different stacks do not pool.</summary>
    public required string Stack { get; init; }

    /// <summary>CUDA compute capability or AMD gfx target, for example <c>12.0</c> or <c>gfx950</c>.</summary>
    public string? ComputeCapability { get; init; }

    /// <summary>Marketing memory, GB.</summary>
    public double? MemoryGb { get; init; }

    /// <summary>Memory that the driver reports, MiB.</summary>
    public int? ReportedMib { get; init; }

    public MemoryClass MemoryClass { get; init; }

    /// <summary>Peak memory bandwidth, GB/s (10⁹ bytes).</summary>
    public double? BandwidthGbPerS { get; init; }

    /// <summary>Dense BF16 or FP16 matrix throughput, TFLOPS.</summary>
    public double? Bf16Tflops { get; init; }

    /// <summary>Dense FP8 matrix throughput, TFLOPS.</summary>
    public double? Fp8Tflops { get; init; }

    /// <summary>Dense FP4 matrix throughput, TFLOPS.</summary>
    public double? Fp4Tflops { get; init; }

    /// <summary>Dense INT8 matrix throughput, TOPS.</summary>
    public double? Int8Tops { get; init; }

    public double? TdpWatts { get; init; }

    /// <summary>Bandwidth between two cards, one direction, GB/s; null where unknown.</summary>
    public double? LinkGbPerS { get; init; }

    /// <summary>Formats the hardware computes in, as in its entry: <c>BF16</c>, <c>FP8</c>, <c>NVFP4</c>, …</summary>
    public IReadOnlyList<string> NativeDtypes { get; init; } = [];
}

/// <summary>The kind of memory, which sets the share of peak bandwidth that decoding reaches.</summary>
public enum MemoryClass
{
    Unknown = 0,
    Gddr = 1,
    Hbm = 2,

    /// <summary>Shared with the CPU (LPDDR on Apple, Strix Halo, GB10).</summary>
    Unified = 3,

    /// <summary>On-chip SRAM.</summary>
    Sram = 4,
}
