using System.Runtime.CompilerServices;
using Tracker.Scoring.Market;

namespace Tracker.Scoring.Decision;

/// <summary>
/// Paths of the second card's price and what buying it is worth along them. Every arm meets the same paths, so that their
/// differences carry less chance than they do.
/// </summary>
internal sealed class SecondCardScenarios
{
    /// <summary>A Student t deviate is at most so many times the normal one it is made from: beyond, a price is none.</summary>
    private const double WidestTail = 3;

    private static readonly double[] s_months = [1, 2, 3, 4, 6, 8, 10, 12, 15, 18, 21];

    private SecondCardScenarios(SecondCardTerms second, int count)
    {
        double deadline = second.Purchase.Terms.Deadline;
        Dates = [.. s_months.Select(m => m / 12).Where(t => t < deadline - (1 / 24.0)), deadline];
        LogPrice = [.. Dates.Select(_ => new double[count])];
        Payoff = [.. Dates.Select(_ => new double[count])];
        BuyNow = new double[count];
        HorizonDeviate = new double[count];
        Second = second;
        HorizonFactor = Discounting.Factor(second.Purchase.Terms.Rate, second.Purchase.Terms.Horizon);
    }

    public SecondCardTerms Second { get; }

    /// <summary>Today's worth of 1 at the horizon.</summary>
    public double HorizonFactor { get; }

    public int Count => BuyNow.Length;

    /// <summary>When one can act, years from now; the last is the deadline.</summary>
    public double[] Dates { get; }

    /// <summary>Logarithm of the price over the last one seen, by date and path.</summary>
    public double[][] LogPrice { get; }

    /// <summary>Net present value of buying, by date and path.</summary>
    public double[][] Payoff { get; }

    /// <summary>Net present value of buying now, by path.</summary>
    public double[] BuyNow { get; }

    /// <summary>How far out the price is at the horizon, in standard deviations, by path: other cards' prices follow it in part.</summary>
    public double[] HorizonDeviate { get; }

    /// <summary>Draws them.</summary>
    public static SecondCardScenarios Draw(SecondCardTerms second, DateOnly date, int count)
    {
        SecondCardScenarios scenarios = new(second, count);
        double[] tails = scenarios.Tails(date);
        double[] drifts = new double[count];
        new RandomStream(date, "second card, drift").FillNormal(drifts);

        double[] log = new double[count];
        double[] deviates = new double[count];
        new RandomStream(date, "second card, price today").FillNormal(deviates);
        for (int i = 0; i < count; i++)
            log[i] = second.PriceDeviation * tails[i] * deviates[i];
        double[] today = (double[])log.Clone();

        RandomStream steps = new(date, "second card, steps");
        double from = 0;
        for (int d = 0; d < scenarios.Dates.Length; d++)
        {
            steps.FillNormal(deviates);
            Advance(second.Trend, from, scenarios.Dates[d], tails, drifts, deviates, log);
            log.CopyTo(scenarios.LogPrice[d], 0);
            from = scenarios.Dates[d];
        }
        double horizon = second.Purchase.Terms.Horizon;
        steps.FillNormal(deviates);
        Advance(second.Trend, from, horizon, tails, drifts, deviates, log);
        scenarios.Value(today, log);
        return scenarios;
    }

    private double[] Tails(DateOnly date)
    {
        double[] tails = new double[Count];
        new RandomStream(date, "second card, tails").FillChiSquare(tails, Second.Trend.Freedom);
        for (int i = 0; i < Count; i++)
            tails[i] = Math.Min(WidestTail, Math.Sqrt((Second.Trend.Freedom - 2) / tails[i]));
        return tails;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Advance(PriceTrend trend, double from, double to, double[] tails, double[] drifts, double[] deviates, double[] log)
    {
        double driftYears = PriceTrend.DriftYears(to) - PriceTrend.DriftYears(from);
        double mean = trend.Drift * driftYears;
        double unsure = trend.Volatility / Math.Sqrt(trend.EffectiveYears) * driftYears;
        double step = trend.Volatility * Math.Sqrt(to - from);
        for (int i = 0; i < log.Length; i++)
            log[i] += mean + (tails[i] * ((unsure * drifts[i]) + (step * deviates[i])));
    }

    private void Value(double[] today, double[] atHorizon)
    {
        double price = Second.Price;
        double[] last = new double[Count];
        double spread = Math.Sqrt(Second.Trend.LogVariance(Second.Purchase.Terms.Horizon));
        double middle = Second.Trend.LogChange(Second.Purchase.Terms.Horizon);
        for (int i = 0; i < Count; i++)
        {
            last[i] = price * Math.Exp(atHorizon[i]);
            HorizonDeviate[i] = spread > 0 ? (atHorizon[i] - today[i] - middle) / spread : 0;
        }
        Value(0, today, last, BuyNow);
        for (int d = 0; d < Dates.Length; d++)
            Value(Dates[d], LogPrice[d], last, Payoff[d]);
    }

    // A rise until the horizon does not count: resale is of the lower of the two prices.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Value(double time, double[] log, double[] last, double[] value)
    {
        double use = Second.Purchase.Use(time);
        double pay = Discounting.Factor(Second.Purchase.Terms.Rate, time) * (1 + Second.Purchase.Terms.Tax);
        double resale = Second.Purchase.ResaleFactor(time);
        double price = Second.Price;
        for (int i = 0; i < value.Length; i++)
        {
            double paid = price * Math.Exp(log[i]);
            value[i] = use - (pay * paid) + (resale * Math.Min(paid, last[i]));
        }
    }
}
