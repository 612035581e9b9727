using Tracker.Collector.Fetching;

namespace Tracker.Collector.Observations;

/// <summary>An answer that could be read.</summary>
internal sealed record SourceSuccess
{
    /// <summary>What came; null where nothing was new.</summary>
    public FetchedDocument? Document { get; init; }

    /// <summary>Whether anything was observed that was not there.</summary>
    public required bool Changed { get; init; }

    /// <summary>Whether it held anything that is watched; null where it said that nothing changed.</summary>
    public required bool? GaveData { get; init; }

    /// <summary>The source's usual interval.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>The fingerprint of the configuration under which it was read.</summary>
    public required string ReadUnder { get; init; }
}
