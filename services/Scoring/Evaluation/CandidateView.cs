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

    /// <summary>Null where no price is known.</summary>
    public required StreetPrice? Price { get; init; }

    /// <summary>Utility it adds; null where unknown.</summary>
    public required double? Added { get; init; }

    public required Arrival? Arrival { get; init; }

    public required IReadOnlyList<string> Stale { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public string Id => Gpu.Id;

    public string Name => Gpu.Name;

    /// <summary>Whether one can buy it and put it to use today, at a price of about the same time as the second card's.</summary>
    public required bool IsAlternative { get; init; }

    /// <summary>Price for a whole unit of utility; null where it adds nothing or has no price.</summary>
    public Money? PricePerCapability => Price is { } price && Added > 0
        ? Money.FromAmount(price.Price.Amount / (decimal)Added.Value, price.Price.Currency)
        : null;
}
