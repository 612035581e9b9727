namespace Tracker.Collector.Sources.Json;

/// <summary>An item of a JSON listing, its texts not yet read.</summary>
internal sealed record JsonItem
{
    /// <summary>Where in the answer, as a JSON path.</summary>
    public required string Place { get; init; }

    public string? Title { get; init; }

    /// <summary>All that the price path found; more than one distinct is ambiguous.</summary>
    public required IReadOnlyList<string> Prices { get; init; }

    public string? Currency { get; init; }

    public string? Url { get; init; }

    public string? Sku { get; init; }

    public string? Mpn { get; init; }

    public string? Availability { get; init; }
}
