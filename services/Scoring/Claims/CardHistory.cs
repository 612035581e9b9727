using Tracker.Catalog.Gpus;
using Tracker.Catalog.Units;
using Tracker.Contracts;
using Tracker.Scoring.Market;

namespace Tracker.Scoring.Claims;

/// <summary>What happened to a card by a date.</summary>
internal sealed class CardHistory
{
    public CardHistory(Gpu gpu, IEnumerable<Offer> offers, DateOnly asOf)
    {
        Gpu = gpu;
        LaunchedOn = FirstDay(Standing.Launched);
        CancelledOn = LaunchedOn is null ? FirstDay(Standing.Cancelled) : null;
        FirstPrice = LaunchedOn is null ? null : FindFirstPrice(offers);

        DateOnly? FirstDay(Standing standing) => gpu.Timeline
            .Where(c => c.Standing == standing)
            .Select(c => c.KnownFrom ?? DateOnly.MinValue)
            .Where(day => day <= asOf)
            .Select(day => (DateOnly?)day)
            .FirstOrDefault();
    }

    public Gpu Gpu { get; }

    /// <summary>The day it could first be bought; null where it can't yet.</summary>
    public DateOnly? LaunchedOn { get; }

    public DateOnly? CancelledOn { get; }

    /// <summary>What it first cost new, and when that was known; null where nothing was observed near its launch.</summary>
    public (Money Price, DateOnly KnownOn)? FirstPrice { get; }

    // The maker's or a shop's first price for a new card, within half a year around the launch.
    private (Money, DateOnly)? FindFirstPrice(IEnumerable<Offer> offers)
    {
        const int Days = 183;
        DateOnly launch = LaunchedOn!.Value;
        Offer? first = offers
            .Where(o => o.Unit == PriceUnit.Each && o.Condition == ItemCondition.New)
            .Where(o => Math.Abs(DateOnly.FromDateTime(o.ObservedAt.UtcDateTime).DayNumber - launch.DayNumber) <= Days)
            .OrderBy(o => o.Basis != "list").ThenBy(o => o.ObservedAt).ThenBy(o => o.Price.MinorUnits)
            .FirstOrDefault();
        if (first is not null)
            return (first.Price, Later(launch, DateOnly.FromDateTime(first.KnownAt.UtcDateTime)));
        return Gpu.ListPrice is { } list && Math.Abs(list.Date.DayNumber - launch.DayNumber) <= Days ? (list.Price, Later(launch, list.Date)) : null;
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
