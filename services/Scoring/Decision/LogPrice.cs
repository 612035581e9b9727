using MathNet.Numerics.Distributions;

namespace Tracker.Scoring.Decision;

/// <summary>A price that is lognormal: its median and the standard deviation of its logarithm.</summary>
internal readonly record struct LogPrice(double Median, double Deviation)
{
    /// <summary>The price after a while, with a drift of the logarithm and a volatility, both a year.</summary>
    public LogPrice After(double years, double drift, double volatility) =>
        new(Median * Math.Exp(drift * years), Math.Sqrt((Deviation * Deviation) + (volatility * volatility * years)));

    /// <summary>Probability that it is below another, independent of it.</summary>
    public double ProbabilityBelow(LogPrice other)
    {
        double distance = Math.Log(other.Median / Median);
        double deviation = Math.Sqrt((Deviation * Deviation) + (other.Deviation * other.Deviation));
        return deviation > 0 ? Normal.CDF(0, deviation, distance) : distance > 0 ? 1 : 0;
    }
}
