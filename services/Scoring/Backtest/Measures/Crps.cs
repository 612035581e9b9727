using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Tracker.Scoring.Backtest.Measures;

/// <summary>
/// Continuous ranked probability score of a forecast distribution against what came: the smaller the better, in the unit
/// of the forecast. Of a point forecast it is the absolute error.
/// </summary>
internal static class Crps
{
    /// <summary>Of a normal distribution (Gneiting and Raftery 2007, equation 21).</summary>
    public static double OfNormal(double mean, double deviation, double observed)
    {
        if (deviation <= 0)
            return Math.Abs(observed - mean);
        double z = (observed - mean) / deviation;
        return deviation * ((z * ((2 * Normal.CDF(0, 1, z)) - 1)) + (2 * Normal.PDF(0, 1, z)) - (1 / Math.Sqrt(Math.PI)));
    }

    /// <summary>Of a Student-t distribution (Jordan, Krüger and Lerch 2019, appendix A).</summary>
    /// <param name="location">Its centre.</param>
    /// <param name="scale">Its scale, which is less than its standard deviation.</param>
    /// <param name="freedom">Degrees of freedom, above 1.</param>
    /// <param name="observed">What came.</param>
    public static double OfStudentT(double location, double scale, double freedom, double observed)
    {
        if (scale <= 0)
            return Math.Abs(observed - location);
        double z = (observed - location) / scale;
        double beta = Math.Exp(
            SpecialFunctions.BetaLn(0.5, freedom - 0.5) - (2 * SpecialFunctions.BetaLn(0.5, freedom / 2)));
        return scale * ((z * ((2 * StudentT.CDF(0, 1, freedom, z)) - 1))
            + (2 * StudentT.PDF(0, 1, freedom, z) * (freedom + (z * z)) / (freedom - 1))
            - (2 * Math.Sqrt(freedom) / (freedom - 1) * beta));
    }
}
