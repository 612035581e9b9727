using MathNet.Numerics.Distributions;
using Tracker.Scoring.Backtest.Measures;
using Tracker.Scoring.Market;

namespace Tracker.Scoring.Backtest;

/// <summary>How the forecasts of one week did, in the logarithm of the price: 0.05 is about 5%.</summary>
internal sealed record PriceForecastTest
{
    /// <summary>Horizons that are tested, weeks: one, three and six months.</summary>
    public static readonly IReadOnlyList<int> Horizons = [4, 13, 26];

    public required int Weeks { get; init; }

    /// <summary>Score of the forecast distribution.</summary>
    public required double Model { get; init; }

    /// <summary>Score of “as today”, a point: its absolute error.</summary>
    public required double NoChange { get; init; }

    /// <summary>Score of “as today” with the spread of the forecast: what its drift adds beyond its spread.</summary>
    public required double NoChangeWithSpread { get; init; }

    /// <summary>
    /// The tests that a week allows: those at whose horizon a price of after that week is on record, and not too old. A price
    /// that is merely carried forward is no outcome.
    /// </summary>
    public static IEnumerable<PriceForecastTest> Of(PriceCurve curve, int week)
    {
        WeeklyPrice now = curve.Weeks[week];
        foreach (int horizon in Horizons.Where(h => week + h < curve.Weeks.Count && IsOutcome(curve.Weeks[week + h], now)))
        {
            double came = Math.Log(curve.Weeks[week + horizon].Price / now.Price);
            double years = horizon / PurchaseCase.WeeksPerYear;
            double mean = now.Trend.LogChange(years);
            double scale = now.Trend.LogScale(years);
            yield return new()
            {
                Weeks = horizon,
                Model = Crps.OfStudentT(mean, scale, now.Trend.Freedom, came),
                NoChange = Math.Abs(came),
                NoChangeWithSpread = Crps.OfStudentT(0, scale, now.Trend.Freedom, came),
            };
        }
    }

    private static bool IsOutcome(WeeklyPrice then, WeeklyPrice now) => then.SeenAt > now.Date && !then.IsStale;

    /// <summary>The probability that the tracker states for “to buy in three months costs less than now”, and whether it did.</summary>
    public static Stated ThatWaitingPays(PurchaseCase purchase)
    {
        const int Weeks = PurchaseCase.ShortestWeeks;
        double years = Weeks / PurchaseCase.WeeksPerYear;
        double now = purchase.First.Price;
        PriceTrend trend = purchase.First.Trend;
        // The price at which buying then costs as much as buying now.
        double free = purchase.Cost(0, years);
        double even = (now - free) / (purchase.Cost(1, years) - free);
        double stated = even <= 0
            ? 0
            : StudentT.CDF(trend.LogChange(years), trend.LogScale(years), trend.Freedom, Math.Log(even / now));
        return new(stated, purchase.Cost(purchase.Start + Weeks) < now);
    }
}
