using Tracker.Scoring.Decision;

namespace Tracker.Scoring.Backtest;

/// <summary>
/// Somebody who could use the card from a week on, and may buy it then or later, at the latest at the end of the case.
/// What a purchase in a later week costs him is its price and the use he did without, both discounted to the first week.
/// </summary>
/// <param name="Curve">The recorded prices.</param>
/// <param name="Start">Index of the first week.</param>
/// <param name="End">Index of the last week: a year after the first, or where the record ends.</param>
/// <param name="Terms">What all cases share.</param>
internal sealed record PurchaseCase(PriceCurve Curve, int Start, int End, BacktestTerms Terms)
{
    /// <summary>Weeks after which everybody has bought.</summary>
    public const int LongestWeeks = 52;

    /// <summary>Weeks of record after a decision below which one cannot tell whether it was right.</summary>
    public const int ShortestWeeks = 13;

    /// <summary>Dates with something observed after a decision, below which the record does not say what came of it.</summary>
    public const int FewestObservations = 2;

    public const double WeeksPerYear = 365.25 / 7;

    public const double MonthsPerYear = 12;

    /// <summary>The cases that a curve holds: those with a price to decide on and enough record after it.</summary>
    public static IEnumerable<PurchaseCase> Of(PriceCurve curve, DateOnly? from, DateOnly? to, BacktestTerms terms)
    {
        for (int start = 0; start + ShortestWeeks < curve.Weeks.Count; start++)
        {
            PurchaseCase purchase = new(curve, start, Math.Min(start + LongestWeeks, curve.Weeks.Count - 1), terms);
            DateOnly date = DateOnly.FromDateTime(purchase.First.Date.UtcDateTime);
            if (date >= (from ?? date) && date <= (to ?? date) && !purchase.First.IsStale
                && curve.Weeks[purchase.End].Observations - purchase.First.Observations >= FewestObservations)
                yield return purchase;
        }
    }

    public WeeklyPrice First => Curve.Weeks[Start];

    /// <summary>What the use is worth a year, by the price of the first week.</summary>
    public double YearlyUse => First.Price * MonthsPerYear / Terms.PaybackMonths;

    /// <summary>What buying in a week costs, the use until then included.</summary>
    public double Cost(int week) => Cost(Curve.Weeks[week].Price, (week - Start) / WeeksPerYear);

    /// <summary>What buying for a price after some years costs, the use until then included.</summary>
    public double Cost(double price, double years) =>
        (Discounting.Factor(Terms.DiscountPerYear, years) * price) + (YearlyUse * Discounting.Annuity(Terms.DiscountPerYear, 0, years));

    /// <summary>The least that a purchase in any week costs, known only afterwards.</summary>
    public double OracleCost => Enumerable.Range(Start, End - Start + 1).Min(Cost);

    /// <summary>The week in which a policy buys.</summary>
    public int WeekOf(Policy policy)
    {
        int week = Start;
        while (week < End && !policy.Buys(this, week))
            week++;
        return week;
    }
}

/// <summary>What all cases share.</summary>
/// <param name="PaybackMonths">Months of use that are worth the price: an assumption, since an unknown card has no rental rate.</param>
/// <param name="DiscountPerYear">Continuously compounded.</param>
internal sealed record BacktestTerms(double PaybackMonths, double DiscountPerYear);
