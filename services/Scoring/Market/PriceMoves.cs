namespace Tracker.Scoring.Market;

/// <summary>
/// The moves of a monthly log price, time-weighted: drift and variance a year, and whether the drift changed on the way.
/// A move further out than prices usually go counts as one that just does: one mistaken month must not make a trend.
/// </summary>
internal sealed class PriceMoves
{
    /// <summary>Months after which an observation counts half.</summary>
    private const double HalfLifeMonths = 6;

    private const double MonthsPerYear = 12;

    /// <summary>Of the prior regime's moves only this share counts for the drift.</summary>
    private const double FormerRegime = 0.25;

    /// <summary>Moves of each regime below which it is none.</summary>
    private const int FewestMoves = 3;

    /// <summary>Robust standard deviations beyond which a move is cut.</summary>
    private const double Cut = 3;

    /// <summary>Median absolute deviation of a normal distribution, inverted.</summary>
    private const double NormalMad = 1.4826;

    /// <summary>Below this no move is called an outlier: 10% a month.</summary>
    private const double SmallestCut = 0.10;

    private readonly double[] _gaps;
    private readonly double[] _moves;

    private PriceMoves(IReadOnlyList<(int Month, double Log)> prices, int now)
    {
        Months = prices.Count;
        Count = Math.Max(0, prices.Count - 1);
        _gaps = [.. Enumerable.Range(0, Count).Select(i => (prices[i + 1].Month - prices[i].Month) / MonthsPerYear)];
        _moves = CutOutliers([.. Enumerable.Range(0, Count).Select(i => prices[i + 1].Log - prices[i].Log)], _gaps);
        Weights = [.. Enumerable.Range(0, Count).Select(i => Math.Pow(0.5, (now - prices[i + 1].Month) / HalfLifeMonths))];
        if (Count == 0)
            return;
        Drift = DriftOf(Weights, 0, Count);
        Variance = VarianceAround(_ => Drift);
        if (FindBreak() is int start)
            BeginRegime(prices, start);
        Years = Weights.Zip(_gaps, (w, gap) => w * gap).Sum();
    }

    /// <summary>Months with a price.</summary>
    public int Months { get; }

    /// <summary>Moves between two months with a price.</summary>
    public int Count { get; }

    /// <summary>How much each move counts, up to 1.</summary>
    public double[] Weights { get; private set; }

    /// <summary>Of the log price, a year.</summary>
    public double Drift { get; private set; }

    /// <summary>Of the log price around the drift, a year.</summary>
    public double Variance { get; private set; }

    /// <summary>Years that the drift rests on, time-weighted.</summary>
    public double Years { get; }

    /// <summary>The first month of the present regime, where the drift changed within the record.</summary>
    public DateOnly? RegimeSince { get; private set; }

    /// <param name="prices">By month, oldest first.</param>
    /// <param name="asOf">Today: what was seen long ago counts less, whether or not anything was seen since.</param>
    public static PriceMoves Of(IReadOnlyList<(int Month, double Log)> prices, DateTimeOffset asOf) => new(prices, MonthlyPrices.MonthOf(asOf));

    private void BeginRegime(IReadOnlyList<(int Month, double Log)> prices, int start)
    {
        double[] all = Weights;
        double former = DriftOf(all, 0, start);
        double present = DriftOf(all, start, Count);
        Variance = VarianceAround(i => i < start ? former : present);
        Weights = [.. all.Select((w, i) => i < start ? FormerRegime * w : w)];
        Drift = DriftOf(Weights, 0, Count);
        RegimeSince = new DateOnly(prices[start].Month / (int)MonthsPerYear, (prices[start].Month % (int)MonthsPerYear) + 1, 1);
    }

    private double DriftOf(double[] weights, int from, int to)
    {
        double change = 0;
        double years = 0;
        for (int i = from; i < to; i++)
        {
            change += weights[i] * _moves[i];
            years += weights[i] * _gaps[i];
        }
        return change / years;
    }

    private double VarianceAround(Func<int, double> drift)
    {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < Count; i++)
        {
            double step = _moves[i] - (drift(i) * _gaps[i]);
            sum += Weights[i] * step * step / _gaps[i];
            weight += Weights[i];
        }
        return sum / weight;
    }

    // Two drifts instead of one are believed where the likelihood ratio beats the Bayesian information criterion for the
    // second drift and its date.
    private int? FindBreak()
    {
        double bestGain = 0;
        int? best = null;
        double[] even = [.. Enumerable.Repeat(1.0, Count)];
        for (int start = FewestMoves; start <= Count - FewestMoves; start++)
        {
            double before = DriftOf(even, 0, start);
            double after = DriftOf(even, start, Count);
            double yearsBefore = _gaps.Take(start).Sum();
            double yearsAfter = _gaps.Skip(start).Sum();
            double apart = (before - after) * (before - after) * yearsBefore * yearsAfter / (yearsBefore + yearsAfter);
            double within = VarianceAround(i => i < start ? before : after);
            double gain = within > 0 ? apart / within : double.MaxValue;
            if (apart > 1e-6 && gain > 2 * Math.Log(Count) && gain > bestGain)
                (bestGain, best) = (gain, start);
        }
        return best;
    }

    private static double[] CutOutliers(double[] moves, double[] gaps)
    {
        if (moves.Length < 5)
            return moves;
        double[] scaled = [.. moves.Select((m, i) => m / Math.Sqrt(gaps[i] * MonthsPerYear))];
        double middle = Median(scaled);
        double limit = Math.Max(SmallestCut, Cut * NormalMad * Median([.. scaled.Select(s => Math.Abs(s - middle))]));
        return [.. scaled.Select((s, i) => Math.Clamp(s, middle - limit, middle + limit) * Math.Sqrt(gaps[i] * MonthsPerYear))];
    }

    private static double Median(double[] values)
    {
        double[] ascending = [.. values.Order()];
        int half = ascending.Length / 2;
        return ascending.Length % 2 == 1 ? ascending[half] : (ascending[half - 1] + ascending[half]) / 2;
    }
}
