namespace Tracker.Scoring.Market;

/// <summary>All that was known of the market by a moment.</summary>
internal sealed record MarketSnapshot
{
    public required DateTimeOffset AsOf { get; init; }

    public DateOnly Date => DateOnly.FromDateTime(AsOf.UtcDateTime);

    /// <summary>Offers by GPU, oldest first.</summary>
    public required ILookup<string, Offer> Offers { get; init; }

    /// <summary>Independent publishers of rumours, by GPU.</summary>
    public required IReadOnlyDictionary<string, int> RumourSources { get; init; }

    /// <summary>Sources that are unhealthy now, by id; empty for a past moment.</summary>
    public required IReadOnlyCollection<string> UnhealthySources { get; init; }
}
