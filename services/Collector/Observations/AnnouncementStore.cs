using Dapper;
using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;
using Tracker.Contracts;
using Tracker.Hosting;
using Tracker.Storage;

namespace Tracker.Collector.Observations;

/// <summary>Keeps news items, each once.</summary>
internal static class AnnouncementStore
{
    /// <summary>Stores a source's news item and its message, unless the source is known to have had it.</summary>
    /// <returns>Whether it was new.</returns>
    public static bool Record(WriteScope scope, SourceEntry source, ExtractedAnnouncement item, DateTimeOffset now)
    {
        string[] keys = [.. item.Identities.Select(identity => FactKey.Of("news", source.Id, identity))];
        long? known = scope.Connection.QueryFirstOrDefault<long?>(
            "SELECT announcement_id FROM announcement_keys WHERE source_id = @Id AND key IN @keys", new { source.Id, keys }, scope.Transaction);
        if (known is long existing)
        {
            // What is new about it is remembered, so that each of its marks may change in turn.
            Remember(scope, source.Id, keys, existing);
            return false;
        }
        // A date in the future is a mistake of the feed's clock.
        DateTimeOffset published = item.PublishedAt is DateTimeOffset said && said < now ? said : now;
        using RowInsert announcements = RowInsert.Announcements(scope);
        announcements.Add(
            keys[0], source.Id, source.Venue, "news", null, null, item.Title, item.Url, item.Summary, Instant.ToText(published), Instant.ToText(now),
            Instant.ToText(now), StoredWords.Of(source.Trust), item.Url ?? source.Url);
        long id = Link(scope, item.Candidates);
        ClaimStore.Record(scope, id, item.Claims);
        StoryOrigins.Record(scope, id, item.Title, item.Url, item.Links, published);
        Remember(scope, source.Id, keys, id);
        scope.Publish(Roles.Collector, new AnnouncementObserved
        {
            AnnouncementId = id,
            Title = item.Title,
            GpuIds = item.Candidates,
            SourceId = source.Id,
            PublishedAt = published,
            KnownAt = now,
        });
        return true;
    }

    /// <summary>Notes which GPUs the announcement just inserted is about.</summary>
    /// <returns>The announcement's id.</returns>
    public static long Link(WriteScope scope, IEnumerable<string> gpuIds)
    {
        long id = scope.Connection.ExecuteScalar<long>("SELECT last_insert_rowid()", transaction: scope.Transaction);
        foreach (string gpuId in gpuIds)
        {
            scope.Connection.Execute(
                "INSERT INTO announcement_gpus (announcement_id, gpu_id) VALUES (@id, @gpuId)", new { id, gpuId }, scope.Transaction);
        }
        return id;
    }

    private static void Remember(WriteScope scope, string sourceId, string[] keys, long id)
    {
        foreach (string key in keys)
        {
            scope.Connection.Execute(
                "INSERT INTO announcement_keys (source_id, key, announcement_id) VALUES (@sourceId, @key, @id) ON CONFLICT DO NOTHING",
                new { sourceId, key, id },
                scope.Transaction);
        }
    }
}
