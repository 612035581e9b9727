namespace Tracker.Contracts;

/// <summary>
/// A whole evaluation of the market as of a moment. Its JSON form is the command line's <c>score</c> document, stored
/// with each evaluation and read by whoever displays it.
/// </summary>
public sealed record Scoreboard
{
    /// <summary>Only what was known by then was used.</summary>
    public required DateTimeOffset AsOf { get; init; }

    public required OwnedHardware Owned { get; init; }

    public required SecondCard SecondCard { get; init; }

    /// <summary>Every candidate known by then, best ratio first; those that nobody can buy or use after them, those without a ratio last.</summary>
    public required IReadOnlyList<CandidateScore> Candidates { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>What is claimed of the candidates; null in documents older than the ledger.</summary>
    public ClaimsSummary? Claims { get; init; }
}

/// <summary>What the owner has.</summary>
public sealed record OwnedHardware
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required int Count { get; init; }

    /// <summary>Utility of what is owned over the weighted workloads, 0 to 1.</summary>
    public required double Capability { get; init; }

    /// <summary>How each workload does today.</summary>
    public required IReadOnlyList<WorkloadUtility> Workloads { get; init; }
}

/// <summary>One workload's share of the capability.</summary>
public sealed record WorkloadUtility
{
    public required string Model { get; init; }

    /// <summary>Share of the owner's use, 0 to 1; all shares add up to 1.</summary>
    public required double Weight { get; init; }

    /// <summary>0 (does not run) to 1 (runs as wanted).</summary>
    public required double Utility { get; init; }

    public required string Reason { get; init; }
}

/// <summary>The purchase that everything is measured against: one more of the owned card.</summary>
public sealed record SecondCard
{
    /// <summary>Null where no price was known by the date.</summary>
    public required PriceBasis? Price { get; init; }

    /// <summary>Utility it adds to what is owned.</summary>
    public required double Capability { get; init; }

    /// <summary>Price divided by the utility it adds, in the owner's currency for a whole unit of utility; null where either is missing.</summary>
    public required MoneyValue? PricePerCapability { get; init; }

    /// <summary>Hourly rental that its value is derived from.</summary>
    public required PriceBasis? Rental { get; init; }

    /// <summary>What its added utility is worth a month.</summary>
    public required MoneyValue? MonthlyValue { get; init; }

    /// <summary>How its price moves; null where it has no price.</summary>
    public PriceForecast? Forecast { get; init; }
}

/// <summary>How a price moves: a random walk of its logarithm with a drift that fades, as a Student t distribution.</summary>
public sealed record PriceForecast
{
    /// <summary>Drift of the log price a year, now; half of it has faded in a year.</summary>
    public required double DriftPerYear { get; init; }

    /// <summary>Volatility of the log price, per square root of a year.</summary>
    public required double VolatilityPerYear { get; init; }

    /// <summary>Years of record that the drift rests on, time-weighted, the prior included.</summary>
    public required double EffectiveYears { get; init; }

    /// <summary>Degrees of freedom.</summary>
    public required double DegreesOfFreedom { get; init; }

    /// <summary>In words: own history, peers of its class, or the prior.</summary>
    public required string Basis { get; init; }

    /// <summary>The 10th, 50th and 90th percentile of the price after some months.</summary>
    public required IReadOnlyList<PricePercentiles> Fan { get; init; }

    /// <summary>The record it rests on, oldest first; empty in documents older than this.</summary>
    public IReadOnlyList<MonthlyPrice> Record { get; init; } = [];
}

/// <summary>A card's price in a month: the mean of its three lowest.</summary>
public sealed record MonthlyPrice
{
    /// <summary>The month's first day.</summary>
    public required DateOnly Month { get; init; }

    public required MoneyValue Price { get; init; }
}

/// <summary>What a price is expected to be after some months.</summary>
public sealed record PricePercentiles
{
    public required int Months { get; init; }

    public required MoneyValue P10 { get; init; }

    public required MoneyValue P50 { get; init; }

    public required MoneyValue P90 { get; init; }
}

/// <summary>An amount of money as the command line writes it: a decimal string and a currency.</summary>
public sealed record MoneyValue
{
    /// <summary>Decimal digits with the currency's minor digits, for example <c>12490.00</c>.</summary>
    public required string Amount { get; init; }

    public required string Currency { get; init; }
}

/// <summary>A price with what it rests on.</summary>
public sealed record PriceBasis
{
    public required string Amount { get; init; }

    public required string Currency { get; init; }

    /// <summary>In words: which observations, over how many days, converted how.</summary>
    public required string Basis { get; init; }

    /// <summary>When the newest observation it rests on was true.</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    public required Confidence Confidence { get; init; }

    /// <summary>The sources of the observations it rests on.</summary>
    public required IReadOnlyList<string> Sources { get; init; }
}

/// <summary>One candidate's line on the scoreboard.</summary>
public sealed record CandidateScore
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required Standing Standing { get; init; }

    public required PriceBasis? Price { get; init; }

    /// <summary>Utility it adds to what is owned; null where a fact it needs is unknown.</summary>
    public required double? Capability { get; init; }

    public required MoneyValue? PricePerCapability { get; init; }

    /// <summary>Its price per capability over the second card's; below 1 is better.</summary>
    public required double? RatioToSecondCard { get; init; }

    /// <summary>The plain ratios people ask for: <c>usd_per_gb</c>, <c>usd_per_gb_per_s</c>, <c>usd_per_tflop_bf16</c>, <c>usd_per_tps</c>, <c>watts</c>; a missing key is unknown.</summary>
    public required IReadOnlyDictionary<string, double> PlainRatios { get; init; }

    /// <summary>When it can be bought; null where it already can, or will not come.</summary>
    public required ArrivalEstimate? Arrival { get; init; }

    /// <summary>Waiting for it against buying the second card now; null where that cannot be computed.</summary>
    public required WaitEstimate? Wait { get; init; }

    /// <summary>Buying it now against buying the second card now; null where it cannot be bought, or that cannot be computed.</summary>
    public WaitEstimate? BuyNow { get; init; }

    /// <summary>Probability that its price per capability is below the second card's, when it can be bought, 0 to 1; null where either is unknown.</summary>
    public double? ProbabilityCheaper { get; init; }

    /// <summary>Inputs that are missing, stale, assumed or unverified, in words.</summary>
    public required IReadOnlyList<string> Stale { get; init; }

    /// <summary>What one should know of it: why it adds nothing, a stack that does not run the owner's engine.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>When a candidate can be bought.</summary>
public sealed record ArrivalEstimate
{
    public required DateOnly? P10 { get; init; }

    public required DateOnly? P50 { get; init; }

    public required DateOnly? P90 { get; init; }

    /// <summary>Probability that it never comes, 0 to 1.</summary>
    public required double Never { get; init; }
}

/// <summary>The difference Δ between the net present values of waiting (or of another card) and of buying the second card now.</summary>
public sealed record WaitEstimate
{
    /// <summary>P(Δ &gt; 0), 0 to 1.</summary>
    public required double ProbabilityBetter { get; init; }

    /// <summary>Monte-Carlo standard error of the probability; null where it comes from a closed form.</summary>
    public required double? StandardError { get; init; }

    public required MoneyValue ExpectedGain { get; init; }

    public required MoneyValue P5 { get; init; }

    public required MoneyValue P50 { get; init; }

    public required MoneyValue P95 { get; init; }

    /// <summary>Monte-Carlo standard error of the expected gain.</summary>
    public MoneyValue? GainStandardError { get; init; }

    /// <summary>Expected value of perfect information between the two: E[max(0, Δ)] − max(0, E[Δ]).</summary>
    public MoneyValue? Evpi { get; init; }

    /// <summary>Share of the scenarios in which the candidate is what one buys in the end, 0 to 1.</summary>
    public double? ShareBought { get; init; }
}

/// <summary>The answer.</summary>
public sealed record Verdict
{
    public required VerdictAction Action { get; init; }

    public required string? Subject { get; init; }

    /// <summary>Probability that the action beats buying the second card now (for buying it: that it beats every other arm's expectation), 0 to 1.</summary>
    public required double? Probability { get; init; }

    /// <summary>Expected net present value over buying the second card now (for buying it: over the best other arm).</summary>
    public required MoneyValue? ExpectedGain { get; init; }

    public required BreakEven BreakEven { get; init; }

    /// <summary>The strongest reasons in words with their numbers, at most three.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    public required IReadOnlyList<string> WhatWouldChangeIt { get; init; }

    /// <summary>Net present value of every arm that was compared, best first.</summary>
    public required IReadOnlyList<ArmValue> Arms { get; init; }

    /// <summary>By reason: the ids of the <see cref="Inputs"/> that its numbers come from.</summary>
    public IReadOnlyList<IReadOnlyList<string>> ReasonInputs { get; init; } = [];

    /// <summary>The next best arm, which the choice is measured against in <see cref="Evpi"/> and <see cref="Tornado"/>.</summary>
    public string? Rival { get; init; }

    /// <summary>What perfect foresight between the choice and the next best arm would be worth.</summary>
    public MoneyValue? Evpi { get; init; }

    /// <summary>What moves the answer, widest first.</summary>
    public IReadOnlyList<TornadoBar> Tornado { get; init; } = [];

    /// <summary>Everything that the answer rests on, with sources and dates.</summary>
    public IReadOnlyList<InputTrace> Inputs { get; init; } = [];

    /// <summary>In words: what closed forms of simpler questions say, to put the answer into proportion.</summary>
    public IReadOnlyList<string> CrossChecks { get; init; } = [];

    /// <summary>How many scenarios were simulated; null where none were.</summary>
    public int? Scenarios { get; init; }
}

/// <summary>What the choice is worth over the next best arm where one input is low, or high, and everything else as it is.</summary>
public sealed record TornadoBar
{
    /// <summary>Id of the input among <see cref="Verdict.Inputs"/>.</summary>
    public required string Input { get; init; }

    public required string Name { get; init; }

    /// <summary>Its 10th percentile, in words.</summary>
    public required string Low { get; init; }

    /// <summary>Its 90th percentile, in words.</summary>
    public required string High { get; init; }

    /// <summary>Worth of today's choice over the best of the other arms, with the input low.</summary>
    public required MoneyValue GainAtLow { get; init; }

    public required MoneyValue GainAtHigh { get; init; }

    public required VerdictAction ActionAtLow { get; init; }

    public required string? SubjectAtLow { get; init; }

    public required VerdictAction ActionAtHigh { get; init; }

    public required string? SubjectAtHigh { get; init; }

    /// <summary>What knowing this input before choosing would be worth.</summary>
    public required MoneyValue ValueOfInformation { get; init; }
}

/// <summary>One input of the decision, with what it rests on.</summary>
public sealed record InputTrace
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>With its unit.</summary>
    public required string Value { get; init; }

    /// <summary>In words: how it was made from what.</summary>
    public required string Basis { get; init; }

    /// <summary>When the newest fact it rests on was true; null for settings and assumptions.</summary>
    public required DateTimeOffset? ObservedAt { get; init; }

    /// <summary><c>known</c>, <c>setting</c>, <c>old</c>, <c>missing</c>, <c>unverified</c> or <c>assumed</c>.</summary>
    public required string State { get; init; }

    public required IReadOnlyList<string> Sources { get; init; }
}

/// <summary>Where the verdict tips.</summary>
public sealed record BreakEven
{
    /// <summary>Waiting pays only for what arrives by then; null where none.</summary>
    public required DateOnly? Date { get; init; }

    /// <summary>The second card's price at which buying it becomes the choice.</summary>
    public required MoneyValue? Price { get; init; }

    /// <summary>The value of the second card a month at which buying it becomes the choice.</summary>
    public required MoneyValue? MonthlyValue { get; init; }
}

/// <summary>One arm of the decision.</summary>
public sealed record ArmValue
{
    public required VerdictAction Action { get; init; }

    public required string? Subject { get; init; }

    public required string Description { get; init; }

    /// <summary>Expected net present value against doing nothing.</summary>
    public required MoneyValue NetPresentValue { get; init; }

    /// <summary>Monte-Carlo standard error of it; null for what is certain.</summary>
    public MoneyValue? StandardError { get; init; }

    /// <summary>Probability that it beats buying the second card now, 0 to 1; null for what is certain.</summary>
    public double? ProbabilityBetter { get; init; }
}
