using Dapper;
using Tracker.Collector.Extraction.Announcements;
using Tracker.Storage;

namespace Tracker.Collector.Observations;

/// <summary>Groups copies of one story under the first that was stored.</summary>
internal static class StoryOrigins
{
    /// <summary>Copies come within days; what is alike after that is a new story.</summary>
    private static readonly TimeSpan s_window = TimeSpan.FromDays(4);

    /// <summary>Notes the origin of an announcement just stored: the story it links to or retells, else itself.</summary>
    /// <param name="links">What it links to, absolute.</param>
    public static void Record(WriteScope scope, long id, string title, string? url, IReadOnlyList<string> links, DateTimeOffset published)
    {
        HashSet<string> pages = [.. links.Append(url).OfType<string>().Select(CanonicalUrl.Of)];
        TitleWords words = new(title);
        long origin = id;
        foreach (Candidate earlier in Earlier(scope, id, published))
        {
            bool linked = earlier.Url is string address && pages.Contains(CanonicalUrl.Of(address));
            if (!linked && !words.IsCopyOf(new(earlier.Title)))
                continue;
            origin = earlier.OriginId;
            break;
        }
        scope.Connection.Execute(
            "INSERT INTO announcement_origins (announcement_id, origin_id) VALUES (@id, @origin)", new { id, origin }, scope.Transaction);
    }

    private static IEnumerable<Candidate> Earlier(WriteScope scope, long id, DateTimeOffset published) => scope.Connection.Query<Candidate>(
        """
        SELECT a.title AS Title, a.url AS Url, coalesce(o.origin_id, a.id) AS OriginId
        FROM announcements a LEFT JOIN announcement_origins o ON o.announcement_id = a.id
        WHERE a.known_at >= @from AND a.published_at BETWEEN @from AND @to AND a.id <> @id
        ORDER BY a.published_at, a.id
        """,
        new { id, from = published - s_window, to = published + s_window },
        scope.Transaction);

    private sealed class Candidate
    {
        public string Title { get; init; } = "";

        public string? Url { get; init; }

        public long OriginId { get; init; }
    }
}
