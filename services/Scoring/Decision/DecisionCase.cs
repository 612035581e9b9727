using Tracker.Scoring.Market;

namespace Tracker.Scoring.Decision;

/// <summary>All that a simulation needs to know. Money is in major units of the owner's currency, time in years from now.</summary>
internal sealed record DecisionCase
{
    /// <summary>Seeds the scenarios.</summary>
    public required DateOnly Date { get; init; }

    public required SecondCardTerms Second { get; init; }

    public required IReadOnlyList<CandidateTerms> Candidates { get; init; }

    /// <summary>How many scenarios are drawn.</summary>
    public int Scenarios { get; init; } = 20_000;
}

/// <summary>The second card: its use, its price and how that moves.</summary>
internal sealed record SecondCardTerms
{
    public required Purchase Purchase { get; init; }

    /// <summary>The last price seen.</summary>
    public required double Price { get; init; }

    public required PriceTrend Trend { get; init; }

    /// <summary>Standard deviation of the logarithm of today's price over the last one seen: it may have moved since.</summary>
    public double PriceDeviation { get; init; }
}

/// <summary>Another card that can be bought now, or may come.</summary>
internal sealed record CandidateTerms
{
    public required string Id { get; init; }

    public required Purchase Purchase { get; init; }

    /// <summary>Its price, or what is said of it.</summary>
    public required LogPrice Price { get; init; }

    /// <summary>How prices of its kind move.</summary>
    public required PriceTrend Trend { get; init; }

    /// <summary>When it can be bought; null for now.</summary>
    public required Arrival? Arrival { get; init; }

    /// <summary>Probability that the owner's engine runs on it as needed.</summary>
    public double RunsEngine { get; init; } = 1;

    /// <summary>Power that it takes whether or not it is of use, money a year; part of the purchase's value too.</summary>
    public double YearlyPower { get; init; }

    /// <summary>Standard deviation of the logarithm of what it can do over what is said.</summary>
    public double SpecDeviation { get; init; }
}
