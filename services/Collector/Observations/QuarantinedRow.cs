namespace Tracker.Collector.Observations;

/// <summary>A row of <c>quarantined_offers</c>.</summary>
internal sealed record QuarantinedRow
{
    public long Id { get; init; }

    public string GpuId { get; init; } = "";

    public string SourceId { get; init; } = "";

    public string Venue { get; init; } = "";

    public string? Title { get; init; }

    public string? Url { get; init; }

    public string ItemKey { get; init; } = "";

    public long AmountMinor { get; init; }

    public string Currency { get; init; } = "";

    public string Unit { get; init; } = "";

    public string Condition { get; init; } = "";

    public string Availability { get; init; } = "";

    public string Basis { get; init; } = "";

    public string Confidence { get; init; } = "";

    public string Evidence { get; init; } = "";

    public long ReferenceMinor { get; init; }

    public DateTimeOffset FirstSeenAt { get; init; }

    public DateTimeOffset LastSeenAt { get; init; }

    public long TimesSeen { get; init; }

    public string Status { get; init; } = "";

    public PolledOffer Offer() => new()
    {
        GpuId = GpuId,
        Venue = Venue,
        Title = Title,
        Url = Url,
        ItemKey = ItemKey,
        AmountMinor = AmountMinor,
        Currency = Currency,
        Unit = Unit,
        Condition = Condition,
        Availability = Availability,
        Basis = Basis,
        Confidence = Confidence,
        Evidence = Evidence,
    };
}
