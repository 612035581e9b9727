namespace Tracker.Collector.Observations;

/// <summary>An offer as a polled source shows it, in the words of the database.</summary>
internal record PolledOffer
{
    public string GpuId { get; init; } = "";

    public string Venue { get; init; } = "";

    public string? Title { get; init; }

    public string? Url { get; init; }

    public string ItemKey { get; init; } = "";

    public long? AmountMinor { get; init; }

    public string? Currency { get; init; }

    public string Unit { get; init; } = "";

    public string Condition { get; init; } = "";

    public string Availability { get; init; } = "";

    public string Basis { get; init; } = "";

    public string Confidence { get; init; } = "";

    public string Evidence { get; init; } = "";
}
