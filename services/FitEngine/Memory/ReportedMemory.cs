using Tracker.Contracts;
using Tracker.FitEngine.Engines;

namespace Tracker.FitEngine.Memory;

/// <summary>Memory one card offers, GiB, and where the figure comes from.</summary>
internal readonly record struct ReportedMemory(double Gib, string Rule)
{
    private const string Reported = "as the driver reports it";

    // A process sees 23.58 of 24 GiB on an RTX 3090 and 31.37 of 32 on an RTX 5090 (vllm issues 10517, 14452).
    private const double GddrShare = 0.9825;

    // 79.22 of 80 GiB on an H100, 139.8 of 141 on an H200, 191.7 of 192 on an MI300X (vllm issue 10511 and start-up logs).
    private const double HbmShare = 0.99;

    // The firmware and the host keep part: 96 to 110 of 128 GB can be allocated on Strix Halo.
    private const double UnifiedShare = 0.80;

    /// <summary>The memory of a card; null where neither figure is known.</summary>
    public static ReportedMemory? Of(GpuSpec gpu)
    {
        if (gpu.ReportedMib is int mib)
            return new(mib / 1024.0, Reported);
        if (gpu.MemoryGb is not double gb)
            return null;
        // Makers write GB and mean GiB.
        if (InferenceEngineName.IsApple(gpu.Stack))
            return new(gb, "derived: all of the marketing figure, as GiB");
        return gpu.MemoryClass switch
        {
            MemoryClass.Hbm => new(gb * HbmShare, "derived: marketing figure as GiB × 0.99 (HBM)"),
            MemoryClass.Unified => new(gb * UnifiedShare, "derived: marketing figure as GiB × 0.80 (shared with the CPU)"),
            _ => new(gb * GddrShare, "derived: marketing figure as GiB × 0.9825"),
        };
    }
}
