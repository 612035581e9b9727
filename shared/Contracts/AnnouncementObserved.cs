namespace Tracker.Contracts;

/// <summary>A news item was observed and stored. Published by the collector.</summary>
public sealed record AnnouncementObserved
{
    /// <summary>The row of the <c>announcements</c> table.</summary>
    public required long AnnouncementId { get; init; }

    public required string Title { get; init; }

    /// <summary>The candidates that the item names; empty where it only matched a watch word.</summary>
    public required IReadOnlyList<string> GpuIds { get; init; }

    public required string SourceId { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    public required DateTimeOffset KnownAt { get; init; }
}
