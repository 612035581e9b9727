namespace Tracker.Collector.Sources.Feed;

/// <summary>An entry of a feed, of whatever dialect.</summary>
internal sealed record FeedItem(string? Id, string? Title, string? Link, string? Summary, DateTimeOffset? PublishedAt);
