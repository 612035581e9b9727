using Tracker.Catalog.Units;

namespace Tracker.Collector.Observations;

/// <summary>A row of <c>quarantined_offers</c>: an offer, and the doubt about it.</summary>
internal sealed record QuarantinedRow : PolledOffer
{
    public long Id { get; init; }

    public string SourceId { get; init; } = "";

    /// <summary>Only an offer with a price is held.</summary>
    public Money Price => new(AmountMinor!.Value, Currency!);

    public long ReferenceMinor { get; init; }

    public DateTimeOffset FirstSeenAt { get; init; }

    public DateTimeOffset LastSeenAt { get; init; }

    public long TimesSeen { get; init; }

    public string Status { get; init; } = "";
}
