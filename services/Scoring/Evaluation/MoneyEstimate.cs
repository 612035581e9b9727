using Tracker.Catalog.Units;

namespace Tracker.Scoring.Evaluation;

/// <summary>Turns an estimate into money, in whole units: cents would pretend to a precision that no estimate has.</summary>
internal static class MoneyEstimate
{
    /// <summary>More than anybody decides about, and within what money can hold.</summary>
    private const double Most = 1e12;

    public static Money Of(double amount, string currency) =>
        Money.FromAmount(Math.Round((decimal)Math.Clamp(amount, -Most, Most)), currency);
}
