using MathNet.Numerics.Distributions;

namespace Tracker.Scoring.Decision;

/// <summary>
/// A standard normal variable as equally likely points: the quantiles of the middles of equal strata, scaled to unit
/// variance. A mean over them is a closed form's stand-in where one has to take a maximum, without chance and without a
/// seed.
/// </summary>
internal static class NormalNodes
{
    public static double[] Create(int count)
    {
        double[] nodes = [.. Enumerable.Range(0, count).Select(i => Normal.InvCDF(0, 1, (i + 0.5) / count))];
        double deviation = Math.Sqrt(nodes.Average(n => n * n));
        return [.. nodes.Select(n => n / deviation)];
    }
}
