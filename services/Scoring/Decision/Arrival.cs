using Tracker.Catalog.Gpus;
using Tracker.Catalog.Units;
using Tracker.Contracts;

namespace Tracker.Scoring.Decision;

/// <summary>
/// When an announced product arrives: the remaining lead time times a lognormal slip with median 1.2 and 90th percentile
/// 2.0, or never, with a probability by its standing.
/// </summary>
internal sealed record Arrival
{
    private const double MedianSlip = 1.2;
    private const double SlipAt90 = 2.0;

    /// <summary>90th percentile of the standard normal distribution.</summary>
    private const double Z90 = 1.2815515655446004;

    private const double DaysPerYear = 365.25;

    /// <summary>Promised lead time from the date, years.</summary>
    public required double Lead { get; init; }

    /// <summary>Probability that it never comes.</summary>
    public required double Never { get; init; }

    /// <summary>Spread of the logarithm of the slip.</summary>
    public static double SlipSigma { get; } = Math.Log(SlipAt90 / MedianSlip) / Z90;

    /// <summary>Years until it arrives, at a standard normal deviate, given that it arrives.</summary>
    public double Years(double deviate) => Lead * MedianSlip * Math.Exp(SlipSigma * deviate);

    public ArrivalEstimate ToEstimate(DateOnly from)
    {
        return new() { P10 = At(-Z90), P50 = At(0), P90 = At(Z90), Never = Never };

        DateOnly At(double deviate) => from.AddDays((int)Math.Round(Years(deviate) * DaysPerYear));
    }

    /// <summary>The estimate for a standing known at a date.</summary>
    /// <returns>Null where nobody gave a date, or it is bought already, or it will not come.</returns>
    public static Arrival? Find(StandingChange standing, bool priced, int rumourSources, DateOnly date, CandidateEvidence? evidence = null)
    {
        if (standing.Standing is not (Standing.Rumoured or Standing.Announced or Standing.Delayed) || (evidence?.Arrives ?? standing.Arrives) is not DateRange range)
            return null;
        // A promise whose window has passed unfulfilled is late by an unknown while: a quarter is the shortest honest lead.
        double lead = Math.Max(range.Middle.DayNumber - date.DayNumber, range.To < date ? 91 : 7) / DaysPerYear;
        return new() { Lead = lead, Never = Math.Clamp(evidence?.Never ?? NeverProbability(standing.Standing, priced, rumourSources), 0, 1) };
    }

    /// <summary>Probability that a product of the standing never comes (decision model: 5%, 20%, 50%, 80%).</summary>
    public static double NeverProbability(Standing standing, bool priced, int rumourSources) => standing switch
    {
        Standing.Cancelled => 1,
        Standing.Rumoured => rumourSources > 1 ? 0.5 : 0.8,
        _ => priced ? 0.05 : 0.2,
    };
}
