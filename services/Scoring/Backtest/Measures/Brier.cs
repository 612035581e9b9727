namespace Tracker.Scoring.Backtest.Measures;

/// <summary>A stated probability and whether the event came.</summary>
internal readonly record struct Stated(double Probability, bool Came);

/// <summary>
/// Brier score of stated probabilities with its parts: <c>Brier = Reliability − Resolution + Uncertainty</c>. The parts
/// are taken over bins; what varies within a bin belongs to the resolution (Stephenson, Coelho and Jolliffe 2008), so that
/// the sum is exact and not only where all forecasts of a bin are equal.
/// </summary>
internal sealed record Brier
{
    private const int Bins = 10;

    public required double Score { get; init; }

    /// <summary>How far the stated probabilities are from the frequencies; 0 is best.</summary>
    public required double Reliability { get; init; }

    /// <summary>How well they tell cases apart; more is better.</summary>
    public required double Resolution { get; init; }

    /// <summary>The score of always stating the base rate.</summary>
    public required double Uncertainty { get; init; }

    public required IReadOnlyList<ReliabilityBin> Diagram { get; init; }

    /// <returns>Null where nothing was stated.</returns>
    public static Brier? Of(IReadOnlyCollection<Stated> stated)
    {
        if (stated.Count == 0)
            return null;
        double baseRate = stated.Average(Outcome);
        double reliability = 0;
        double resolution = 0;
        List<ReliabilityBin> diagram = [];
        foreach (IGrouping<int, Stated> bin in stated.GroupBy(s => Math.Min((int)(s.Probability * Bins), Bins - 1)).OrderBy(b => b.Key))
        {
            double forecast = bin.Average(s => s.Probability);
            double observed = bin.Average(Outcome);
            double share = (double)bin.Count() / stated.Count;
            reliability += share * Square(forecast - observed);
            resolution += share * (Square(observed - baseRate) + WithinBin(bin, forecast, observed));
            diagram.Add(new() { From = (double)bin.Key / Bins, To = (bin.Key + 1.0) / Bins, Count = bin.Count(), Stated = forecast, Observed = observed });
        }
        return new()
        {
            Score = stated.Average(s => Square(s.Probability - Outcome(s))),
            Reliability = reliability,
            Resolution = resolution,
            Uncertainty = baseRate * (1 - baseRate),
            Diagram = diagram,
        };
    }

    // Twice the covariance with the outcome within the bin, less the variance of the forecasts within it.
    private static double WithinBin(IEnumerable<Stated> bin, double forecast, double observed) =>
        bin.Average(s => (2 * (Outcome(s) - observed) * (s.Probability - forecast)) - Square(s.Probability - forecast));

    private static double Outcome(Stated stated) => stated.Came ? 1 : 0;

    private static double Square(double x) => x * x;
}

/// <summary>One bin of a reliability diagram.</summary>
public sealed record ReliabilityBin
{
    public required double From { get; init; }

    public required double To { get; init; }

    public required int Count { get; init; }

    /// <summary>Mean of the stated probabilities.</summary>
    public required double Stated { get; init; }

    /// <summary>Share of the cases in which the event came.</summary>
    public required double Observed { get; init; }
}
