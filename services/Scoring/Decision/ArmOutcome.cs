using MathNet.Numerics.Statistics;

namespace Tracker.Scoring.Decision;

/// <summary>What an arm is worth over the scenarios, alone and against buying the second card now, Δ.</summary>
internal sealed record ArmOutcome
{
    /// <summary>Expected net present value.</summary>
    public required double Mean { get; init; }

    /// <summary>Standard error of <see cref="Mean"/>: scenarios are independent of each other.</summary>
    public required double MeanError { get; init; }

    /// <summary>P(Δ &gt; 0).</summary>
    public required double ProbabilityBetter { get; init; }

    public required double ProbabilityError { get; init; }

    /// <summary>E[Δ].</summary>
    public required double Gain { get; init; }

    public required double GainError { get; init; }

    public required double GainP5 { get; init; }

    public required double GainP50 { get; init; }

    public required double GainP95 { get; init; }

    /// <summary>Worth of knowing the scenario before choosing between this arm and buying now.</summary>
    public required double PerfectInformation { get; init; }

    /// <summary>Share of the scenarios in which the awaited card is what one buys in the end.</summary>
    public double ShareBought { get; init; }

    /// <param name="values">Net present values of the arm by scenario.</param>
    /// <param name="now">Those of buying the second card now.</param>
    public static ArmOutcome Of(ReadOnlySpan<double> values, ReadOnlySpan<double> now)
    {
        int n = values.Length;
        double[] differences = new double[n];
        (double sum, double squares, double gains, double gainSquares) = (0, 0, 0, 0);
        int better = 0;
        for (int i = 0; i < n; i++)
        {
            double value = values[i];
            double difference = value - now[i];
            differences[i] = difference;
            sum += value;
            squares += value * value;
            gains += difference;
            gainSquares += difference * difference;
            if (difference > 0)
                better++;
        }
        double information = ValueOfInformation.OfScenarios(differences);
        double probability = (double)better / n;
        return new()
        {
            Mean = sum / n,
            MeanError = Error(sum, squares, n),
            ProbabilityBetter = probability,
            ProbabilityError = Math.Sqrt(probability * (1 - probability) / n),
            Gain = gains / n,
            GainError = Error(gains, gainSquares, n),
            GainP5 = ArrayStatistics.QuantileInplace(differences, 0.05),
            GainP50 = ArrayStatistics.QuantileInplace(differences, 0.5),
            GainP95 = ArrayStatistics.QuantileInplace(differences, 0.95),
            PerfectInformation = information,
        };
    }

    private static double Error(double sum, double squares, int n)
    {
        double mean = sum / n;
        return Math.Sqrt(Math.Max(0, (squares / n) - (mean * mean)) / n);
    }
}
