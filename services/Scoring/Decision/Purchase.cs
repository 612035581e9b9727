namespace Tracker.Scoring.Decision;

/// <summary>
/// Buying a card once and using it to the horizon:
/// <c>NPV = ∫ e^(-ru)(v − power) du − e^(-rt)·P·(1 + tax) + e^(-rH)·R</c>.
/// </summary>
/// <param name="YearlyValue">Worth of its added use a year, power taken off.</param>
/// <param name="Terms">Horizon, discount and tax.</param>
/// <param name="SuccessorAt">Years from now until its successor is expected to ship; null for a generation after its purchase.</param>
internal sealed record Purchase(double YearlyValue, DecisionTerms Terms, double? SuccessorAt = null)
{
    /// <summary>The net present value of buying at a time for a price.</summary>
    /// <param name="time">Years from now.</param>
    /// <param name="price">Price then, before tax.</param>
    /// <param name="regime">The card's market price at the horizon over its price at the purchase; above 1 counts as 1, since nobody should buy for a rise.</param>
    public double NetPresentValue(double time, double price, double regime) =>
        Use(time)
        - (Discounting.Factor(Terms.Rate, time) * price * (1 + Terms.Tax))
        + (ResaleFactor(time) * Math.Min(1, regime) * price);

    /// <summary>Worth today of using it from a time to the horizon.</summary>
    public double Use(double time) => YearlyValue * Discounting.Annuity(Terms.Rate, time, Terms.Horizon);

    /// <summary>Today's worth of selling it at the horizon, bought at a time, as a share of its price where prices stand still.</summary>
    public double ResaleFactor(double time) =>
        Terms.ResaleFactor * Discounting.Factor(Terms.Rate, Terms.Horizon) * Resale.Share(Terms.Horizon - time)
        * Resale.AfterSuccessor(Terms.Horizon - (SuccessorAt ?? (time + Resale.GenerationYears)));
}

/// <summary>What all arms share.</summary>
/// <param name="Horizon">Years until all arms end.</param>
/// <param name="Rate">Discount rate a year, continuously compounded.</param>
/// <param name="Tax">Tax on a purchase, as a fraction.</param>
internal sealed record DecisionTerms(double Horizon, double Rate, double Tax)
{
    private const double LongestWait = 2;

    /// <summary>Factor on what used cards usually fetch.</summary>
    public double ResaleFactor { get; init; } = 1;

    /// <summary>Nobody waits longer than this, in years.</summary>
    public double Deadline => Math.Min(LongestWait, Horizon / 2);
}
