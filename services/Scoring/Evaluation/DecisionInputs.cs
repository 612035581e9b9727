using Tracker.Catalog.Settings;
using Tracker.Scoring.Decision;

namespace Tracker.Scoring.Evaluation;

/// <summary>
/// The figures that the decision rests on, each of which can be varied: what would the answer be if it were otherwise?
/// </summary>
internal sealed record DecisionInputs
{
    private const double MonthsPerYear = 12;
    private const double WattsPerKilowatt = 1000;

    public required DateOnly Date { get; init; }

    public required DecisionSettings Settings { get; init; }

    public required CandidateView Second { get; init; }

    /// <summary>The other cards that have a price, add something, and can be bought now or have a date.</summary>
    public required IReadOnlyList<CandidateView> Others { get; init; }

    /// <summary>Hours of use a month.</summary>
    public required double Hours { get; init; }

    /// <summary>Price of an hour of the same card; null where none is known.</summary>
    public required double? Rental { get; init; }

    /// <summary>The owner's own figure of what it is worth a month; null where he gave none.</summary>
    public required double? OwnValue { get; init; }

    /// <summary>Factor on the second card's price.</summary>
    public double PriceFactor { get; init; } = 1;

    /// <summary>Added to the yearly drift of the second card's log price.</summary>
    public double DriftShift { get; init; }

    public double VolatilityFactor { get; init; } = 1;

    public double ResaleFactor { get; init; } = 1;

    /// <summary>Factor on what the second card is worth a month, whatever that is made of.</summary>
    public double ValueFactor { get; init; } = 1;

    public double? HorizonYears { get; init; }

    public int Scenarios { get; init; } = 20_000;

    /// <summary>What the second card is worth a month: the use by what renting it costs, or the owner's figure where that is less.</summary>
    public double MonthlyValue => ValueFactor * Math.Min(OwnValue ?? double.MaxValue, Hours * Rental ?? double.MaxValue);

    /// <summary>What the use is worth beyond what renting it costs, a month: had by renting as well as by owning.</summary>
    public double MonthlySurplus => OwnValue is double own && Rental is double rental ? Math.Max(0, own - (Hours * rental)) : 0;

    public DecisionTerms Terms => new(HorizonYears ?? (Settings.HorizonMonths / MonthsPerYear), Settings.DiscountPerYear, Settings.Tax) { ResaleFactor = ResaleFactor };

    public DecisionCase ToCase()
    {
        DecisionTerms terms = Terms;
        return new()
        {
            Date = Date,
            Scenarios = Scenarios,
            Second = new()
            {
                Purchase = PurchaseOf(Second, terms),
                Price = Second.PriceNow!.Value.Median * PriceFactor,
                PriceDeviation = Second.PriceNow.Value.Deviation * VolatilityFactor,
                Trend = Second.Trend with { Drift = Second.Trend.Drift + DriftShift, Volatility = Second.Trend.Volatility * VolatilityFactor },
            },
            Candidates =
            [
                .. Others.Select(c => new CandidateTerms
                {
                    Id = c.Id,
                    Purchase = PurchaseOf(c, terms),
                    YearlyPower = YearlyPower(c),
                    Price = c.PriceNow!.Value,
                    Trend = c.Trend,
                    Arrival = c.IsAlternative ? null : c.Arrival,
                    RunsEngine = c.RunsEngine,
                    SpecDeviation = c.SpecDeviation,
                }),
            ],
        };
    }

    private Purchase PurchaseOf(CandidateView card, DecisionTerms terms) => new(
        (MonthlyValue * MonthsPerYear * card.Added!.Value / Second.Added!.Value) - YearlyPower(card), terms, card.SuccessorAt);

    private double YearlyPower(CandidateView card) => Settings.PowerPerKwh is { } perKwh
        ? (card.Gpu.Spec.TdpWatts ?? 0) / WattsPerKilowatt * Hours * MonthsPerYear * (double)perKwh.Amount
        : 0;
}
