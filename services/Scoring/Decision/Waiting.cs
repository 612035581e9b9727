using Tracker.Scoring.Market;

namespace Tracker.Scoring.Decision;

/// <summary>
/// The arms that wait. At the end of the wait prices are known, and the best of what can be bought then, or nothing, is
/// chosen; the expectation runs over equally likely arrivals and prices.
/// </summary>
internal sealed class Waiting(SecondCardTerms second)
{
    /// <summary>Nobody waits longer than this; half of the default horizon.</summary>
    public const double DeadlineYears = 2;

    /// <summary>Error of the logarithm of an announced price: the DGX Spark came at +33%.</summary>
    private const double AnnouncedPriceSigma = 0.25;

    private static readonly double[] s_arrivals = NormalNodes.Create(11);
    private static readonly double[] s_prices = NormalNodes.Create(21);
    private static readonly double[] s_laggardYears = [0.25, 0.5, 0.75, 1, 1.5, 2];

    private readonly double _deadline = Math.Min(DeadlineYears, second.Purchase.Terms.Horizon / 2);

    /// <summary>Waits for a product that may come.</summary>
    /// <param name="candidate">Its use to the horizon.</param>
    /// <param name="price">Its announced price.</param>
    /// <param name="arrival">When it may come.</param>
    public WaitOutcome ForCandidate(Purchase candidate, double price, Arrival arrival)
    {
        List<Weighted> outcomes = [];
        foreach (double deviate in s_arrivals)
        {
            double time = arrival.Years(deviate);
            double weight = (1 - arrival.Never) / s_arrivals.Length;
            if (time > _deadline)
                AddSecondAt(outcomes, _deadline, weight);
            else
                AddBestAt(outcomes, candidate, price, time, weight);
        }
        if (arrival.Never > 0)
            AddSecondAt(outcomes, _deadline, arrival.Never);
        return new(outcomes);
    }

    /// <summary>Waits for the second card's own price, for the while that pays best.</summary>
    public (double Years, WaitOutcome Outcome) ForPrice()
    {
        return s_laggardYears.Where(years => years <= _deadline).Select(Outcome).MaxBy(arm => arm.Outcome.Mean);

        (double Years, WaitOutcome Outcome) Outcome(double years)
        {
            List<Weighted> outcomes = [];
            AddSecondAt(outcomes, years, 1);
            return (years, new(outcomes));
        }
    }

    private void AddBestAt(List<Weighted> outcomes, Purchase candidate, double price, double time, double weight)
    {
        double share = weight / (s_prices.Length * s_prices.Length);
        foreach (double priceDeviate in s_prices)
        {
            double launchPrice = price * Math.Exp(AnnouncedPriceSigma * priceDeviate);
            double bought = candidate.NetPresentValue(time, launchPrice, regime: 1);
            foreach (double secondDeviate in s_prices)
                outcomes.Add(new(Math.Max(0, Math.Max(bought, second.NetPresentValueAt(time, secondDeviate))), share));
        }
    }

    private void AddSecondAt(List<Weighted> outcomes, double time, double weight)
    {
        foreach (double deviate in s_prices)
            outcomes.Add(new(Math.Max(0, second.NetPresentValueAt(time, deviate)), weight / s_prices.Length));
    }
}

/// <summary>The second card: its use, its price today and how that moves.</summary>
internal sealed record SecondCardTerms(Purchase Purchase, double Price, PriceTrend Trend)
{
    /// <summary>Buying it today.</summary>
    public double NetPresentValueNow => Purchase.NetPresentValue(0, Price, RegimeFrom(0));

    /// <summary>The expected market price at the horizon over that at a time.</summary>
    public double RegimeFrom(double time) => Math.Exp(Trend.LogChange(Purchase.Terms.Horizon) - Trend.LogChange(time));

    /// <summary>Buying it at a time, at the price that a standard normal deviate gives.</summary>
    public double NetPresentValueAt(double time, double deviate)
    {
        double price = Price * Math.Exp(Trend.LogChange(time) + (Math.Sqrt(Trend.LogVariance(time)) * deviate));
        return Purchase.NetPresentValue(time, price, RegimeFrom(time));
    }
}

/// <summary>A value with its probability.</summary>
internal readonly record struct Weighted(double Value, double Probability);

/// <summary>What a waiting arm is worth, as a distribution.</summary>
internal sealed class WaitOutcome
{
    private readonly Weighted[] _ascending;

    public WaitOutcome(IEnumerable<Weighted> outcomes)
    {
        _ascending = [.. outcomes.OrderBy(o => o.Value)];
        Mean = _ascending.Sum(o => o.Value * o.Probability);
    }

    public double Mean { get; }

    /// <summary>Probability that it is worth more than a certain amount.</summary>
    public double ProbabilityAbove(double amount) => Math.Clamp(_ascending.Where(o => o.Value > amount).Sum(o => o.Probability), 0, 1);

    /// <summary>The value that is not exceeded with a probability.</summary>
    public double Quantile(double probability)
    {
        double sum = 0;
        foreach (Weighted outcome in _ascending)
        {
            sum += outcome.Probability;
            if (sum >= probability)
                return outcome.Value;
        }
        return _ascending[^1].Value;
    }
}
