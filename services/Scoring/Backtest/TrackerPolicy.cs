namespace Tracker.Scoring.Backtest;

/// <summary>
/// The tracker's own rule where only the price is in question: wait while some wait is expected to cost less than buying
/// now, the use done without included.
/// </summary>
internal static class TrackerPolicy
{
    private static readonly double[] s_waitYears = [1 / 12.0, 0.25, 0.5, 0.75, 1];

    public static Policy Policy { get; } = new("tracker", (purchase, week) => ExpectedGain(purchase, week) <= 0);

    /// <summary>What the best wait is expected to save from a week on, at the median of its price then; negative where none does.</summary>
    public static double ExpectedGain(PurchaseCase purchase, int week)
    {
        WeeklyPrice now = purchase.Curve.Weeks[week];
        return now.Price - s_waitYears.Min(years => purchase.Cost(now.Price * Math.Exp(now.Trend.LogChange(years)), years));
    }
}
