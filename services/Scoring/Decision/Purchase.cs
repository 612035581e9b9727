namespace Tracker.Scoring.Decision;

/// <summary>
/// Buying a card once and using it to the horizon:
/// <c>NPV = ∫ e^(-ru)(v − power) du − e^(-rt)·P·(1 + tax) + e^(-rH)·R</c>.
/// </summary>
/// <param name="YearlyValue">Worth of its added use a year, power taken off.</param>
/// <param name="Terms">Horizon, discount and tax.</param>
internal sealed record Purchase(double YearlyValue, DecisionTerms Terms)
{
    /// <summary>The net present value of buying at a time for a price.</summary>
    /// <param name="time">Years from now.</param>
    /// <param name="price">Price then, before tax.</param>
    /// <param name="regime">The card's market price at the horizon over its price at the purchase; above 1 counts as 1, since nobody should buy for a rise.</param>
    public double NetPresentValue(double time, double price, double regime)
    {
        double resale = Resale.Share(Terms.Horizon - time) * Math.Min(1, regime) * price;
        return (YearlyValue * Discounting.Annuity(Terms.Rate, time, Terms.Horizon))
            - (Discounting.Factor(Terms.Rate, time) * price * (1 + Terms.Tax))
            + (Discounting.Factor(Terms.Rate, Terms.Horizon) * resale);
    }

    /// <summary>The price today at which buying is worth <paramref name="target"/>.</summary>
    public double BreakEvenPrice(double regime, double target)
    {
        double costPerUnit = 1 + Terms.Tax - (Discounting.Factor(Terms.Rate, Terms.Horizon) * Resale.Share(Terms.Horizon) * Math.Min(1, regime));
        return ((YearlyValue * Discounting.Annuity(Terms.Rate, 0, Terms.Horizon)) - target) / costPerUnit;
    }
}

/// <summary>What all arms share.</summary>
/// <param name="Horizon">Years until all arms end.</param>
/// <param name="Rate">Discount rate a year, continuously compounded.</param>
/// <param name="Tax">Tax on a purchase, as a fraction.</param>
internal sealed record DecisionTerms(double Horizon, double Rate, double Tax);
