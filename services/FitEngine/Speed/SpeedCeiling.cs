using Tracker.Contracts;

namespace Tracker.FitEngine.Speed;

/// <summary>Keeps every speed under what the hardware allows.</summary>
internal static class SpeedCeiling
{
    /// <summary>A band around <paramref name="middle"/>, cut at the ceiling.</summary>
    public static SpeedBand Band(double middle, double halfWidth, double ceiling, string basis) => new()
    {
        Low = Math.Min(middle * (1 - halfWidth), ceiling),
        Mid = Math.Min(middle, ceiling),
        High = Math.Min(middle * (1 + halfWidth), ceiling),
        Basis = basis,
    };
}
