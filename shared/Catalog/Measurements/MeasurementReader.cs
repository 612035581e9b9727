using Tracker.Catalog.Yaml;
using Tracker.Contracts;

namespace Tracker.Catalog.Measurements;

/// <summary>Reads <c>measurements.yaml</c>: published speeds of a model on cards.</summary>
internal static class MeasurementReader
{
    /// <summary>Reads the file; a model or GPU that the catalogue does not have is a problem.</summary>
    public static IReadOnlyList<SpeedMeasurement> Read(YamlSection file, IReadOnlyCollection<string> gpus, IReadOnlyCollection<string> models)
    {
        List<SpeedMeasurement> measurements = [];
        foreach (YamlSection item in file.Sections("measurements"))
        {
            SpeedMeasurement measurement = new()
            {
                ModelId = item.Id("model"),
                GpuId = item.Id("gpu"),
                Count = item.OptionalInt("count", 1, 64) ?? 1,
                Dtype = item.Text("dtype"),
                Engine = item.Text("engine"),
                Context = item.OptionalInt("context", 1),
                DecodeTps = item.OptionalDouble("decode_tps", double.Epsilon),
                PrefillTps = item.OptionalDouble("prefill_tps", double.Epsilon),
                Source = item.Text("source"),
            };
            if (measurement.ModelId.Length > 0 && !models.Contains(measurement.ModelId))
                item.Problem("model", CatalogLoader.Unknown("model", measurement.ModelId, models));
            if (measurement.GpuId.Length > 0 && !gpus.Contains(measurement.GpuId))
                item.Problem("gpu", CatalogLoader.Unknown("GPU", measurement.GpuId, gpus));
            if (measurement is { DecodeTps: null, PrefillTps: null })
                item.Problem("a measurement gives 'decode_tps' or 'prefill_tps'");
            if (measurements.Exists(m => IsSameCase(m, measurement)))
                item.Problem($"a second measurement of '{measurement.ModelId}' in {measurement.Dtype} on {measurement.Count} × '{measurement.GpuId}' with {measurement.Engine}; keep one");
            item.Close();
            measurements.Add(measurement);
        }
        file.Close();
        return measurements;
    }

    private static bool IsSameCase(SpeedMeasurement a, SpeedMeasurement b) =>
        a.ModelId == b.ModelId && a.GpuId == b.GpuId && a.Count == b.Count
        && a.Dtype.Equals(b.Dtype, StringComparison.OrdinalIgnoreCase) && a.Engine.Equals(b.Engine, StringComparison.OrdinalIgnoreCase);
}
