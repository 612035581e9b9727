namespace Tracker.Collector.Extraction.Announcements;

/// <summary>An entry of a feed of whatever dialect, or a link of a page, its texts not yet read.</summary>
/// <param name="Summary">May be HTML.</param>
internal sealed record NewsItem(string? Id, string? Title, string? Link, string? Summary, DateTimeOffset? PublishedAt);
