using Tracker.FitEngine.Dtypes;
using Tracker.FitEngine.Memory;
using Tracker.FitEngine.Speed;

namespace Tracker.FitEngine.Tests.Speed;

/// <summary>
/// Finds the two constants of a <see cref="DecodeProfile"/> from measured rows: the seconds of a step are
/// <c>bytes / bandwidth × (1 / share) + layers × latency</c>, linear in the reciprocal of the share and in the latency,
/// so that weighted least squares of the relative error has a closed form.
/// </summary>
internal sealed record Calibration(double BandwidthShare, double LayerSeconds)
{
    // Tokens of context at the end of the measured runs (tg1024).
    private const int Context = 1024;

    public static Calibration Of(IEnumerable<Measured> rows)
    {
        double aa = 0, ab = 0, bb = 0, a1 = 0, b1 = 0;
        foreach (Measured row in rows)
        {
            // Relative error: both columns are divided by the measured seconds.
            double a = ReadSeconds(row) * row.Value!.Value;
            double b = row.Model.Layers * row.Value.Value;
            aa += a * a;
            ab += a * b;
            bb += b * b;
            a1 += a;
            b1 += b;
        }
        double determinant = (aa * bb) - (ab * ab);
        double reciprocal = ((a1 * bb) - (b1 * ab)) / determinant;
        double latency = ((b1 * aa) - (a1 * ab)) / determinant;
        return new(1 / reciprocal, latency);
    }

    /// <summary>Tokens a second by these constants.</summary>
    public double Predict(Measured row) => 1 / ((ReadSeconds(row) / BandwidthShare) + (row.Model.Layers * LayerSeconds));

    // Reading at full bandwidth; a layer split reads one card after the other.
    private static double ReadSeconds(Measured row)
    {
        DecodeBytes bytes = DecodeBytes.Of(new()
        {
            Engine = Engines.InferenceEngine.LlamaCpp,
            Gpu = row.Gpu,
            Shape = ModelShape.Of(row.Model),
            Kv = KvCache.Of(row.Model)!.Value,
            Format = WeightFormats.Get(row.Dtype),
            Cards = row.Count,
            Context = Context,
            Streams = 1,
            ExpertParallel = false,
            Tflops = null,
        });
        return bytes.Total / (row.Gpu.BandwidthGbPerS!.Value * 1e9);
    }
}
