using MathNet.Numerics.Distributions;

namespace Tracker.Scoring.Decision;

/// <summary>
/// What knowing would be worth before choosing between two arms, Δ the difference of their worths: E[max(0, Δ)] −
/// max(0, E[Δ]). Never negative; 0 where the choice is clear whatever comes.
/// </summary>
internal static class ValueOfInformation
{
    /// <summary>Of a normally distributed difference.</summary>
    public static double OfNormal(double mean, double deviation)
    {
        if (deviation <= 0)
            return 0;
        double z = Math.Abs(mean) / deviation;
        return (deviation * Normal.PDF(0, 1, z)) - (Math.Abs(mean) * Normal.CDF(0, 1, -z));
    }

    /// <summary>Of a difference that is one of two.</summary>
    public static double OfTwo(double low, double high, double probabilityOfHigh)
    {
        double mean = (probabilityOfHigh * high) + ((1 - probabilityOfHigh) * low);
        return Math.Max(0, (probabilityOfHigh * Math.Max(0, high)) + ((1 - probabilityOfHigh) * Math.Max(0, low)) - Math.Max(0, mean));
    }

    /// <summary>Of a difference given by equally likely scenarios.</summary>
    public static double OfScenarios(ReadOnlySpan<double> differences)
    {
        double gains = 0;
        double sum = 0;
        foreach (double difference in differences)
        {
            gains += Math.Max(0, difference);
            sum += difference;
        }
        return differences.IsEmpty ? 0 : Math.Max(0, (gains - Math.Max(0, sum)) / differences.Length);
    }
}
