using Tracker.Contracts;

namespace Tracker.FitEngine.Speed;

/// <summary>
/// Turns a measurement into a band. It beats the estimate, but one above the ceiling is not believed: it is either
/// speculative decoding, several streams summed, or a mistake.
/// </summary>
internal static class MeasuredSpeed
{
    // Equal set-ups differ in public by 15%.
    private const double HalfWidth = 0.15;

    /// <summary>
    /// The band of a decoding speed; null where it was not measured, or is above the ceiling. One measured at another
    /// context is carried over by the bytes a token reads.
    /// </summary>
    public static SpeedBand? Decode(SpeedMeasurement? measurement, in DecodeQuestion question)
    {
        if (measurement?.DecodeTps is not double measured || measured > DecodeSpeed.Ceiling(question))
            return null;
        double carried = measurement.Context is int context && context != question.Context
            ? DecodeBytes.Of(question with { Context = context }).Total / DecodeBytes.Of(question).Total
            : 1;
        string basis = carried == 1
            ? $"measured: {measurement.Source}"
            : $"measured: {measured:0.##} at {measurement.Context:N0} tokens, carried to {question.Context:N0} by bytes read: {measurement.Source}";
        return SpeedCeiling.Band(measured * carried, HalfWidth, DecodeSpeed.Ceiling(question) ?? double.PositiveInfinity, basis);
    }

    /// <summary>The band of a prefill speed; null where it was not measured.</summary>
    public static SpeedBand? Prefill(SpeedMeasurement? measurement) => measurement?.PrefillTps is double measured
        ? SpeedCeiling.Band(measured, HalfWidth, double.PositiveInfinity, $"measured: {measurement.Source}")
        : null;
}
