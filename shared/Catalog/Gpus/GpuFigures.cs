using System.Collections.Frozen;
using Tracker.Contracts;

namespace Tracker.Catalog.Gpus;

/// <summary>The technical figures of a GPU entry by their keys, as facts and tables name them.</summary>
public static class GpuFigures
{
    private static readonly FrozenDictionary<string, Func<GpuSpec, double?>> s_byKey = new Dictionary<string, Func<GpuSpec, double?>>
    {
        ["memory_gb"] = spec => spec.MemoryGb,
        ["reported_mib"] = spec => spec.ReportedMib,
        ["bandwidth_gb_per_s"] = spec => spec.BandwidthGbPerS,
        ["bf16_tflops"] = spec => spec.Bf16Tflops,
        ["fp8_tflops"] = spec => spec.Fp8Tflops,
        ["fp4_tflops"] = spec => spec.Fp4Tflops,
        ["int8_tops"] = spec => spec.Int8Tops,
        ["tdp_watts"] = spec => spec.TdpWatts,
        ["link_gb_per_s"] = spec => spec.LinkGbPerS,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether a key is one of a figure.</summary>
    public static bool IsKnown(string key) => s_byKey.ContainsKey(key);

    /// <summary>What an entry says; null where it has no such figure.</summary>
    public static double? Of(GpuSpec spec, string key) => s_byKey.GetValueOrDefault(key)?.Invoke(spec);
}
