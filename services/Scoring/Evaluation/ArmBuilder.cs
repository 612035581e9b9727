using Tracker.Catalog;
using Tracker.Catalog.Settings;
using Tracker.Contracts;
using Tracker.Scoring.Decision;
using Tracker.Scoring.Market;

namespace Tracker.Scoring.Evaluation;

/// <summary>Values every arm of the decision.</summary>
internal sealed class ArmBuilder
{
    private const double MonthsPerYear = 12;
    private const double WattsPerKilowatt = 1000;

    private readonly DecisionSettings _decision;
    private readonly DecisionTerms _terms;
    private readonly double _yearlyValuePerCapability;
    private readonly double _monthlyValue;

    /// <param name="catalog">The configuration.</param>
    /// <param name="second">The second card; its price and added utility must be known.</param>
    /// <param name="monthlyValue">What the second card is worth a month.</param>
    /// <param name="trend">How the second card's price moves.</param>
    public ArmBuilder(TrackerCatalog catalog, CandidateView second, double monthlyValue, PriceTrend trend)
    {
        _decision = catalog.Settings.Decision;
        _terms = new(_decision.HorizonMonths / MonthsPerYear, _decision.DiscountPerYear, _decision.Tax);
        _monthlyValue = monthlyValue;
        _yearlyValuePerCapability = monthlyValue * MonthsPerYear / second.Added!.Value;
        Second = new(PurchaseOf(second), (double)second.Price!.Price.Amount, trend);
        Waiting = new(Second);
    }

    public SecondCardTerms Second { get; }

    public Waiting Waiting { get; }

    public Arm Hold { get; } = new() { Action = VerdictAction.Hold, Subject = null, Description = "do nothing", Value = 0 };

    public Arm BuySecond(CandidateView second) => new()
    {
        Action = VerdictAction.BuySecondCard,
        Subject = second.Id,
        Description = $"buy a second {second.Name} now",
        Value = Second.NetPresentValueNow,
    };

    public Arm BuyAlternative(CandidateView candidate) => new()
    {
        Action = VerdictAction.BuyAlternative,
        Subject = candidate.Id,
        Description = $"buy one {candidate.Name} now",
        Value = PurchaseOf(candidate).NetPresentValue(0, (double)candidate.Price!.Price.Amount, regime: 1),
    };

    public Arm WaitFor(CandidateView candidate)
    {
        WaitOutcome outcome = Waiting.ForCandidate(PurchaseOf(candidate), (double)candidate.Price!.Price.Amount, candidate.Arrival!);
        return new()
        {
            Action = VerdictAction.Wait,
            Subject = candidate.Id,
            Description = $"wait for the {candidate.Name}, then choose",
            Value = outcome.Mean,
            Outcome = outcome,
        };
    }

    public Arm WaitForPrice(CandidateView second)
    {
        (double years, WaitOutcome outcome) = Waiting.ForPrice();
        return new()
        {
            Action = VerdictAction.Wait,
            Subject = second.Id,
            Description = $"wait {years * MonthsPerYear:0} months for a better price of the second {second.Name}",
            Value = outcome.Mean,
            Outcome = outcome,
        };
    }

    /// <summary>The last time, in years, at which a candidate's arrival still makes waiting for it pay.</summary>
    public double? LatestArrival(CandidateView candidate)
    {
        Purchase purchase = PurchaseOf(candidate);
        double price = (double)candidate.Price!.Price.Amount;
        return BreakEvenTime.Find(Second.NetPresentValueNow, time => purchase.NetPresentValue(time, price, regime: 1), _terms.Horizon);
    }

    /// <summary>The worth a month at which buying the second card reaches a value.</summary>
    public double BreakEvenMonthlyValue(double target) =>
        _monthlyValue + ((target - Second.NetPresentValueNow) / Discounting.Annuity(_terms.Rate, 0, _terms.Horizon) / MonthsPerYear);

    private Purchase PurchaseOf(CandidateView candidate) =>
        new((_yearlyValuePerCapability * candidate.Added!.Value) - YearlyPower(candidate.Gpu.Spec.TdpWatts ?? 0), _terms);

    private double YearlyPower(double watts) => _decision.PowerPerKwh is { } perKwh
        ? watts / WattsPerKilowatt * _decision.HoursPerMonth * MonthsPerYear * (double)perKwh.Amount
        : 0;
}
