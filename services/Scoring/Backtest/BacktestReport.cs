using Tracker.Contracts;
using Tracker.Scoring.Backtest.Measures;

namespace Tracker.Scoring.Backtest;

/// <summary>The walk-forward report. Its JSON form is the command line's <c>backtest</c> document. Regrets and savings are shares of the price at the decision, unless they are money.</summary>
public sealed record BacktestReport
{
    /// <summary>The first decision; null where there was none.</summary>
    public required DateOnly? From { get; init; }

    public required DateOnly? To { get; init; }

    /// <summary>How many decisions were replayed.</summary>
    public required int Decisions { get; init; }

    /// <summary>Months of use that are taken to be worth the price.</summary>
    public required double PaybackMonths { get; init; }

    /// <summary>The tracker first, then the rules of thumb.</summary>
    public required IReadOnlyList<PolicyReport> Policies { get; init; }

    /// <summary>The rule of thumb with the least regret, known only afterwards.</summary>
    public required string? BestNaive { get; init; }

    /// <summary>The tracker's mean regret less that of the best rule of thumb; negative is better.</summary>
    public required double? TrackerMinusBestNaive { get; init; }

    /// <summary>Brier score of “waiting three months costs less than buying now”; null without decisions.</summary>
    public required double? Brier { get; init; }

    public required BrierParts? BrierParts { get; init; }

    public required IReadOnlyList<ReliabilityBin> Reliability { get; init; }

    public required CrpsReport Crps { get; init; }

    public required BacktestIntervals Intervals { get; init; }

    /// <summary>By which way the price went within the case.</summary>
    public required IReadOnlyList<MarketReport> Markets { get; init; }

    public required IReadOnlyList<SeriesReport> Series { get; init; }

    /// <summary>What could not be used, and why.</summary>
    public required IReadOnlyList<BacktestProblem> Problems { get; init; }

    /// <summary>What the figures mean and rest on.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>How one policy did over all decisions.</summary>
public sealed record PolicyReport
{
    public required string Name { get; init; }

    /// <summary>Mean regret against the best purchase date, as a share of the price at the decision.</summary>
    public required double Regret { get; init; }

    /// <summary>Mean regret in money; null where the prices are in several currencies.</summary>
    public required MoneyValue? RegretMoney { get; init; }

    public required double WorstRegret { get; init; }

    /// <summary>Savings against buying at once over the oracle's; negative where waiting cost more. Null where there was nothing to save.</summary>
    public required double? ShareOfOracleSavings { get; init; }

    /// <summary>The same over the decisions in which the oracle saved a hundredth of the price or more.</summary>
    public required double? ShareWhereSavingsExisted { get; init; }

    /// <summary>Share of the decisions that cost no more than buying at once.</summary>
    public required double NoWorse { get; init; }

    /// <summary>Changes of the advice a year and series, to somebody who asks from the first week and never buys.</summary>
    public required double AlertsPerYear { get; init; }

    /// <summary>Mean weeks until the purchase.</summary>
    public required double WeeksWaited { get; init; }
}

/// <summary>The parts of the Brier score: reliability − resolution + uncertainty.</summary>
public sealed record BrierParts
{
    public required double Reliability { get; init; }

    public required double Resolution { get; init; }

    public required double Uncertainty { get; init; }

    /// <summary>What the probability was stated for.</summary>
    public required string Event { get; init; }
}

/// <summary>Scores of the price forecasts, in the logarithm of the price, averaged over horizons; null where nothing could be tested.</summary>
public sealed record CrpsReport
{
    /// <summary>Of the forecast distribution.</summary>
    public required double? Model { get; init; }

    /// <summary>Of “as today”, a point forecast: its mean absolute error.</summary>
    public required double? NoChange { get; init; }

    /// <summary>Of “as today” with the forecast's own spread.</summary>
    public required double? NoChangeWithSpread { get; init; }

    public required IReadOnlyList<CrpsHorizon> Horizons { get; init; }
}

/// <summary>The scores at one horizon.</summary>
public sealed record CrpsHorizon
{
    public required int Weeks { get; init; }

    public required int Count { get; init; }

    public required double Model { get; init; }

    public required double NoChange { get; init; }

    public required double NoChangeWithSpread { get; init; }
}

/// <summary>Intervals by resampling blocks of decisions; a null interval could not be made from so few.</summary>
public sealed record BacktestIntervals
{
    public required double Level { get; init; }

    public required int Blocks { get; init; }

    /// <summary>What a block is.</summary>
    public required string Block { get; init; }

    public required IReadOnlyDictionary<string, PolicyIntervals> Policies { get; init; }

    public required Interval? TrackerMinusBestNaive { get; init; }

    public required Interval? Brier { get; init; }

    public required CrpsIntervals Crps { get; init; }
}

/// <summary>The intervals of one policy.</summary>
public sealed record PolicyIntervals
{
    public required Interval? Regret { get; init; }

    public required Interval? ShareOfOracleSavings { get; init; }

    public required Interval? ShareWhereSavingsExisted { get; init; }

    public required Interval? NoWorse { get; init; }
}

/// <summary>The intervals of the price forecasts' scores.</summary>
public sealed record CrpsIntervals
{
    public required Interval? Model { get; init; }

    public required Interval? NoChange { get; init; }

    /// <summary>Model less no change; negative is better.</summary>
    public required Interval? Difference { get; init; }

    /// <summary>Model less no change with the same spread.</summary>
    public required Interval? DifferenceWithSpread { get; init; }
}

/// <summary>The decisions of one direction of the market.</summary>
public sealed record MarketReport
{
    public required MarketDirection Direction { get; init; }

    public required int Decisions { get; init; }

    /// <summary>Mean regret by policy.</summary>
    public required IReadOnlyDictionary<string, double> Regret { get; init; }
}

/// <summary>The decisions of one series.</summary>
public sealed record SeriesReport
{
    public required string Name { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    public required int Decisions { get; init; }

    /// <summary>Price at the end of the record over that at its first decision, less 1.</summary>
    public required double Change { get; init; }

    /// <summary>Mean regret by policy.</summary>
    public required IReadOnlyDictionary<string, double> Regret { get; init; }

    public required double? CrpsModel { get; init; }

    public required double? CrpsNoChange { get; init; }
}

/// <summary>Something that was left out.</summary>
/// <param name="Place">File and line, or the series.</param>
/// <param name="Message">What is wrong with it.</param>
public sealed record BacktestProblem(string Place, string Message);
