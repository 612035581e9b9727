using Tracker.Scoring.Backtest.Measures;

namespace Tracker.Scoring.Backtest;

/// <summary>What came of one decision, by every policy. Costs are in shares of the price at the decision, so that cheap and dear cards weigh the same.</summary>
internal sealed record CaseResult
{
    public required PurchaseCase Case { get; init; }

    /// <summary>Costs by policy, in the order of the policies.</summary>
    public required IReadOnlyList<double> Costs { get; init; }

    /// <summary>Weeks of purchase by policy.</summary>
    public required IReadOnlyList<int> Weeks { get; init; }

    public required double OracleCost { get; init; }

    public required Stated WaitingPays { get; init; }

    public required IReadOnlyList<PriceForecastTest> Forecasts { get; init; }

    /// <summary>What the oracle saves against buying at once.</summary>
    public double OracleSavings => 1 - OracleCost;

    /// <summary>Which way the price went until the case's end, known only afterwards.</summary>
    public MarketDirection Direction
    {
        get
        {
            double ratio = Case.Curve.Weeks[Case.End].Price / Case.First.Price;
            return ratio <= 0.9 ? MarketDirection.Falling : ratio >= 1.1 ? MarketDirection.Rising : MarketDirection.Flat;
        }
    }

    public double Regret(int policy) => Costs[policy] - OracleCost;

    public static CaseResult Of(PurchaseCase purchase, IReadOnlyList<Policy> policies)
    {
        int[] weeks = [.. policies.Select(purchase.WeekOf)];
        double price = purchase.First.Price;
        return new()
        {
            Case = purchase,
            Weeks = weeks,
            Costs = [.. weeks.Select(week => purchase.Cost(week) / price)],
            OracleCost = purchase.OracleCost / price,
            WaitingPays = PriceForecastTest.ThatWaitingPays(purchase),
            Forecasts = [.. PriceForecastTest.Of(purchase.Curve, purchase.Start)],
        };
    }
}

/// <summary>Which way a price went within a case: by a tenth or more, or neither.</summary>
public enum MarketDirection
{
    Falling,
    Flat,
    Rising,
}
