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

    /// <summary>The band; null where the measurement is missing or above the ceiling.</summary>
    public static SpeedBand? Band(double? tokensPerSecond, double? ceiling, string source)
    {
        if (tokensPerSecond is not double measured || measured > ceiling)
            return null;
        return SpeedCeiling.Band(measured, HalfWidth, ceiling ?? double.PositiveInfinity, $"measured: {source}");
    }
}
