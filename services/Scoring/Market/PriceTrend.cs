using Tracker.Contracts;

namespace Tracker.Scoring.Market;

/// <summary>
/// How a card's price moves: drift and volatility of its logarithm a year, from its own history, pulled towards the
/// prior (no drift, 25% a year) as far as that history is short or contradictory. The sign is never assumed.
/// </summary>
internal sealed record PriceTrend
{
    /// <summary>Standard deviation of yearly log drifts between cards and years, and the prior volatility.</summary>
    private const double PriorSigma = 0.25;

    /// <summary>Months of history that weigh as much as the prior volatility.</summary>
    private const double PriorMonths = 12;

    /// <summary>Months after which an observation counts half.</summary>
    private const double HalfLifeMonths = 12;

    /// <summary>Years after which half of a drift has faded: no regime of the recorded cards held longer than two years.</summary>
    private const double DriftHalfLifeYears = 1;

    private const double MonthsPerYear = 12;

    /// <summary>Drift of the log price a year, now.</summary>
    public required double Drift { get; init; }

    /// <summary>Volatility of the log price, per square root of a year.</summary>
    public required double Volatility { get; init; }

    /// <summary>Months of history, time-weighted; at least 1.</summary>
    public required double EffectiveMonths { get; init; }

    /// <summary>In words: what it rests on.</summary>
    public required string Basis { get; init; }

    /// <summary>The prior alone.</summary>
    public static PriceTrend Prior { get; } = new()
    {
        Drift = 0,
        Volatility = PriorSigma,
        EffectiveMonths = 1,
        Basis = "no history of its own: no drift and 25% a year assumed",
    };

    /// <summary>Expected change of the log price after some years: the drift fades.</summary>
    public double LogChange(double years)
    {
        double fading = Math.Log(2) / DriftHalfLifeYears;
        return Drift * (1 - Math.Exp(-fading * years)) / fading;
    }

    /// <summary>Variance of the log price after some years: σ²(τ + τ²/m), the second term for not knowing the drift.</summary>
    public double LogVariance(double years) => Volatility * Volatility * (years + (years * years / EffectiveMonths));

    /// <summary>Fits the trend to the monthly lowest prices of the last two years.</summary>
    public static PriceTrend Fit(IEnumerable<Offer> offers, ItemCondition condition, string currency, DateTimeOffset asOf)
    {
        List<(double Month, double Log)> months = [.. offers
            .Where(o => o.Unit == PriceUnit.Each && o.OnSale && o.Condition == condition && o.Price.Currency == currency)
            .Where(o => o.ObservedAt <= asOf && o.ObservedAt > asOf.AddYears(-2))
            .GroupBy(o => (o.ObservedAt.Year * 12) + o.ObservedAt.Month)
            .OrderBy(month => month.Key)
            .Select(month => ((double)month.Key, Log(month)))];
        if (months.Count < 3)
            return Prior;

        double last = months[^1].Month;
        double[] weights = [.. months.Select(m => Math.Pow(0.5, (last - m.Month) / HalfLifeMonths))];
        double effective = Math.Max(1, weights.Sum());
        (double slope, double error) = WeightedSlope(months, weights);
        // Normal prior N(0, 25%²) and normal likelihood: the posterior mean.
        double trust = PriorSigma * PriorSigma / ((PriorSigma * PriorSigma) + (error * error));
        double drift = slope * trust;
        return new()
        {
            Drift = drift,
            Volatility = YearlyVolatility(months, slope, effective),
            EffectiveMonths = effective,
            Basis = $"{months.Count} months of its own history: {Percent(Math.Exp(slope) - 1)} a year, taken at {Percent(Math.Exp(drift) - 1)}",
        };
    }

    private static string Percent(double share) => $"{share * 100:+0;-0;0}%";

    // The mean of the three lowest of a month, as in the street price.
    private static double Log(IEnumerable<Offer> month) => Math.Log((double)month.Select(o => o.Price.Amount).Order().Take(3).Average());

    private static (double Slope, double Error) WeightedSlope(List<(double Month, double Log)> months, double[] weights)
    {
        double total = weights.Sum();
        double meanX = months.Select((m, i) => weights[i] * m.Month).Sum() / total;
        double meanY = months.Select((m, i) => weights[i] * m.Log).Sum() / total;
        double sxx = months.Select((m, i) => weights[i] * (m.Month - meanX) * (m.Month - meanX)).Sum();
        double sxy = months.Select((m, i) => weights[i] * (m.Month - meanX) * (m.Log - meanY)).Sum();
        double slope = sxy / sxx;
        double residual = months.Select((m, i) => weights[i] * Math.Pow(m.Log - meanY - (slope * (m.Month - meanX)), 2)).Sum() / total;
        // Prices wander, so neighbouring residuals agree: the usual error of a slope is doubled.
        double error = 2 * Math.Sqrt(residual / sxx);
        return (slope * MonthsPerYear, error * MonthsPerYear);
    }

    private static double YearlyVolatility(List<(double Month, double Log)> months, double slope, double effective)
    {
        double monthly = slope / MonthsPerYear;
        double variance = months.Zip(months.Skip(1), (a, b) =>
        {
            double gap = b.Month - a.Month;
            double step = b.Log - a.Log - (monthly * gap);
            return step * step / gap * MonthsPerYear;
        }).Average();
        double pooled = ((variance * effective) + (PriorSigma * PriorSigma * PriorMonths)) / (effective + PriorMonths);
        return Math.Sqrt(pooled);
    }
}
