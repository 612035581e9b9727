using Tracker.Catalog.Gpus;
using Tracker.Catalog.Units;
using Tracker.Scoring.Decision;
using Tracker.Scoring.Market;

namespace Tracker.Scoring.Evaluation;

/// <summary>All that is known and computed of one candidate in one evaluation.</summary>
internal sealed record CandidateView
{
    public required Gpu Gpu { get; init; }

    public required StandingChange Standing { get; init; }

    /// <summary>The price as it was observed or said; null where none is known.</summary>
    public required StreetPrice? Price { get; init; }

    /// <summary>What it may cost today, or when it comes: the price, moved with the market since and as unsure as it is old; null where none is known.</summary>
    public required LogPrice? PriceNow { get; init; }

    public required PriceTrend Trend { get; init; }

    /// <summary>Utility it adds; null where unknown.</summary>
    public required double? Added { get; init; }

    public required Arrival? Arrival { get; init; }

    /// <summary>Probability that the owner's engine runs on it as needed.</summary>
    public required double RunsEngine { get; init; }

    /// <summary>Standard deviation of the logarithm of what it can do over what is said.</summary>
    public required double SpecDeviation { get; init; }

    /// <summary>Years from now until its successor is expected; null for a generation after its purchase.</summary>
    public required double? SuccessorAt { get; init; }

    /// <summary>Whether one can buy it and put it to use today.</summary>
    public required bool IsAlternative { get; init; }

    public required IReadOnlyList<string> Stale { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Whether one can buy it, or may one day, and put it beside the owned card.</summary>
    public bool IsObtainable => Gpu.Installable && Standing.Standing is not (Contracts.Standing.Discontinued or Contracts.Standing.Cancelled);

    public string Id => Gpu.Id;

    public string Name => Gpu.Name;

    /// <summary>Price for a whole unit of utility; null where it adds nothing or has no price.</summary>
    public Money? PricePerCapability => Price is { } price && Added > 0
        ? Money.FromAmount(price.Price.Amount / (decimal)Added.Value, price.Price.Currency)
        : null;

    /// <summary>The same at today's expected price.</summary>
    public double? PricePerCapabilityNow => PriceNow is { } price && Added > 0 ? price.Median / Added : null;
}
