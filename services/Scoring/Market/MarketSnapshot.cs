using Tracker.Scoring.Decision;

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

    /// <summary>What claims say, by GPU; a candidate without an entry rests on its own standing.</summary>
    public IReadOnlyDictionary<string, CandidateEvidence> Evidence { get; init; } = new Dictionary<string, CandidateEvidence>();

    /// <summary>What could not be used, by GPU, in words: offers in a currency without an exchange rate.</summary>
    public IReadOnlyDictionary<string, string> LeftAside { get; init; } = new Dictionary<string, string>();

    /// <summary>Sources that are unhealthy now, by id; empty for a past moment.</summary>
    public required IReadOnlyCollection<string> UnhealthySources { get; init; }
}
