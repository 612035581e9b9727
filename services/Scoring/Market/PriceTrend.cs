using Tracker.Contracts;

namespace Tracker.Scoring.Market;

/// <summary>
/// How a card's price moves: a random walk of its logarithm with a drift that fades, from its own history since the last
/// change of regime, pulled towards its peers and the prior (no drift, 25% a year) as far as that history is short. The
/// sign of a drift is never assumed. The forecast is a Student t distribution.
/// </summary>
internal sealed record PriceTrend
{
    /// <summary>Standard deviation of yearly log drifts between cards and years, and the prior volatility.</summary>
    public const double PriorSigma = 0.25;

    /// <summary>Months of history that weigh as much as the prior volatility.</summary>
    private const double PriorMonths = 12;

    /// <summary>Degrees of freedom of the prior: prices jump by half within a week now and then.</summary>
    private const double PriorFreedom = 4;

    /// <summary>Years after which half of a drift has faded: no regime of the recorded cards held longer than two years.</summary>
    private const double DriftHalfLifeYears = 1;

    /// <summary>Drift of the log price a year, now.</summary>
    public required double Drift { get; init; }

    /// <summary>Volatility of the log price, per square root of a year.</summary>
    public required double Volatility { get; init; }

    /// <summary>Years of record that the drift rests on, time-weighted, what the prior stands for included.</summary>
    public required double EffectiveYears { get; init; }

    /// <summary>Degrees of freedom of the forecast.</summary>
    public double Freedom { get; init; } = PriorFreedom;

    /// <summary>In words: what it rests on.</summary>
    public required string Basis { get; init; }

    /// <summary>The prior alone.</summary>
    public static PriceTrend Prior { get; } = new()
    {
        Drift = 0,
        Volatility = PriorSigma,
        EffectiveYears = 1,
        Basis = "too short a history of its own and none of peers: no drift and 25% a year assumed",
    };

    /// <summary>Expected change of the log price after some years: the drift fades.</summary>
    public double LogChange(double years) => Drift * DriftYears(years);

    /// <summary>
    /// Variance of the log price after some years: σ²(τ + τ'²/m), where the second term is for not knowing the drift; m is
    /// in years since σ is, and τ' is the while for which a drift lasts.
    /// </summary>
    public double LogVariance(double years) => Volatility * Volatility * (years + (DriftYears(years) * DriftYears(years) / EffectiveYears));

    /// <summary>Scale of the Student t distribution of the log price after some years.</summary>
    public double LogScale(double years) => Math.Sqrt(LogVariance(years) * (Freedom - 2) / Freedom);

    /// <summary>Years at today's drift that move the price as much as some years of the fading one.</summary>
    public static double DriftYears(double years)
    {
        double fading = Math.Log(2) / DriftHalfLifeYears;
        return (1 - Math.Exp(-fading * years)) / fading;
    }

    /// <summary>Fits the trend to the monthly prices of the last three years.</summary>
    /// <param name="offers">Offers of one card.</param>
    /// <param name="condition">Which of them.</param>
    /// <param name="currency">Those in other currencies are left aside.</param>
    /// <param name="asOf">Nothing observed later is used.</param>
    /// <param name="peers">What the cards of its class do; null for the prior.</param>
    public static PriceTrend Fit(IEnumerable<Offer> offers, ItemCondition condition, string currency, DateTimeOffset asOf, PriceTrend? peers = null)
    {
        PriceTrend prior = peers ?? Prior;
        PriceMoves moves = PriceMoves.Of(MonthlyPrices.Of(offers, condition, currency, asOf));
        if (moves.Count < 2)
            return prior;
        double weight = moves.Weights.Sum();
        double drift = moves.Drift;
        double pooled = ((moves.Variance * weight) + (prior.Volatility * prior.Volatility * PriorMonths)) / (weight + PriorMonths);
        // A normal prior of standard deviation 25% and the likelihood of a random walk: the posterior mean.
        double worth = pooled / (PriorSigma * PriorSigma);
        double mean = ((drift * moves.Years) + (prior.Drift * worth)) / (moves.Years + worth);
        string since = moves.RegimeSince is { } start ? $", in its present regime since {start:yyyy-MM}" : "";
        return new()
        {
            Drift = mean,
            Volatility = Math.Sqrt(pooled),
            EffectiveYears = moves.Years + worth,
            Freedom = PriorFreedom + weight,
            Basis = $"{moves.Months} months of its own history{since}: {Percent(Math.Exp(drift) - 1)} a year, taken at {Percent(Math.Exp(mean) - 1)} ± {Math.Sqrt(pooled) * 100:0}%",
        };
    }

    /// <summary>A share as signed whole percent.</summary>
    public static string Percent(double share) => $"{share * 100:+0;-0;0}%";
}
