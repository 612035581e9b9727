using Tracker.Catalog.Gpus;
using Tracker.Catalog.Units;
using Tracker.Contracts;

namespace Tracker.Scoring.Market;

/// <summary>
/// How a card's price moves: a random walk of its logarithm with a drift that fades, from its own history since the last
/// change of regime, pulled towards its peers and the prior (no drift, 25% a year) as far as that history is short. The
/// sign of a drift is never assumed. The forecast is a Student t distribution.
/// </summary>
internal sealed record PriceTrend
{
    /// <summary>The prior volatility of the log price, per square root of a year.</summary>
    public const double PriorSigma = 0.25;

    /// <summary>
    /// Standard deviation of yearly log drifts between cards and years. Those on record reach from −1.21 to +0.44; see
    /// docs/decisions/0031-price-drift-by-backtest.md.
    /// </summary>
    private const double DriftSigma = 0.5;

    /// <summary>Months of history that weigh as much as the prior volatility.</summary>
    private const double PriorMonths = 6;

    /// <summary>Degrees of freedom of the prior: prices jump by half within a week now and then.</summary>
    private const double PriorFreedom = 4;

    /// <summary>Drift of the log price a year for a premium of 1 over the list price, in logarithms.</summary>
    private const double PremiumDriftPerYear = 1;

    /// <summary>Years after which a list price is history.</summary>
    private const int ListPriceYears = 2;

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

    /// <summary>
    /// What is expected of a price above the maker's list price before its own history is looked at: the premium shrinks to a
    /// third within a year, as after the shortages of 2021 and at launches. A list price older than two years says nothing.
    /// </summary>
    /// <param name="price">Today's price.</param>
    /// <param name="list">The maker's list price; null where none is known.</param>
    /// <param name="date">Today.</param>
    public static PriceTrend Towards(Money price, ListPrice? list, DateOnly date)
    {
        if (list is null || list.Date > date || list.Date < date.AddYears(-ListPriceYears) || list.Price.Currency != price.Currency || price <= list.Price)
            return Prior;
        double premium = Math.Log((double)(price.Amount / list.Price.Amount));
        return Prior with
        {
            Drift = -PremiumDriftPerYear * premium,
            Basis = $"{Percent(Math.Exp(premium) - 1)} above the list price of {list.Date:yyyy-MM-dd}",
        };
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
        PriceMoves moves = PriceMoves.Of(MonthlyPrices.Of(offers, condition, currency, asOf), asOf);
        if (moves.Count == 0)
            return prior;
        double weight = moves.Weights.Sum();
        double drift = moves.Drift;
        // A drift far from what was expected is a jump rather than a trend as long as little stands behind it: it counts as
        // variance too (the normal-inverse-gamma update).
        const double Expected = PriorSigma * PriorSigma / (DriftSigma * DriftSigma);
        double surprise = Expected * moves.Years / (Expected + moves.Years) * Math.Pow(drift - prior.Drift, 2);
        double pooled = ((moves.Variance * weight) + surprise + (prior.Volatility * prior.Volatility * PriorMonths)) / (weight + PriorMonths);
        // A normal prior of the drift and the likelihood of a random walk: the posterior mean.
        double worth = pooled / (DriftSigma * DriftSigma);
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
