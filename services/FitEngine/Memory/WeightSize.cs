using Tracker.Contracts;
using Tracker.FitEngine.Dtypes;

namespace Tracker.FitEngine.Memory;

/// <summary>Bytes of one copy of the weights, and how they were found.</summary>
internal readonly record struct WeightSize(double Bytes, string Formula)
{
    private const string Checkpoint = "checkpoint bytes as released";
    private const string Uniform = "params × bits / 8";
    private const string TablesInBf16 = "layer params × bits / 8 + embedding and head × 2";
    private const string ExpertsOnly = "expert params × 4.25 / 8 + attention, embedding and head × 2";

    /// <summary>
    /// The size in a format; null where the format's bits are not known and the model has no checkpoint in it.
    /// The released size is taken only in the format it was released in.
    /// </summary>
    public static WeightSize? Of(in ModelShape shape, WeightFormat? format, bool isNative)
    {
        ModelSpec model = shape.Model;
        if (isNative && model.CheckpointBytes is long released)
            return new(released, Checkpoint);
        if (format is null)
            return null;
        double half = Bf16Params(shape, format);
        double bytes = ((model.TotalParams - half) * format.LinearBits + half * Math.Max(16, format.TableBits)) / 8;
        if (format.LinearBits == format.TableBits)
            return new(model.TotalParams * format.LinearBits / 8, Uniform);
        return new(bytes, KeepsAttention(shape, format) ? ExpertsOnly : TablesInBf16);
    }

    /// <summary>Bytes of weights that a decoding step of <paramref name="streams"/> tokens reads.</summary>
    public static double ReadBytes(in ModelShape shape, WeightFormat format, int streams)
    {
        double layers = shape.ReadLayerParams(streams);
        double attention = KeepsAttention(shape, format) ? Math.Min(shape.AttentionParams, layers) : 0;
        return ((layers - attention) * format.LinearBits
            + attention * 16
            + shape.ReadTableParams * format.TableBits) / 8;
    }

    /// <summary>Bytes of a mixture's experts among those that a step of <paramref name="streams"/> tokens reads.</summary>
    public static double ReadExpertBytes(in ModelShape shape, WeightFormat format, int streams) =>
        shape.ReadExpertParams(streams) * format.LinearBits / 8;

    private static double Bf16Params(in ModelShape shape, WeightFormat format)
    {
        if (format.LinearBits == format.TableBits)
            return 0;
        return shape.TableParams + (KeepsAttention(shape, format) ? shape.AttentionParams : 0);
    }

    // gpt-oss, the MXFP4 release there is, keeps all but the experts in BF16 (github.com/openai/gpt-oss, README).
    private static bool KeepsAttention(in ModelShape shape, WeightFormat format) =>
        shape.IsMixture && format.Name == "MXFP4";
}
