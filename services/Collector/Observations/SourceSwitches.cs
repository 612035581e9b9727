using Dapper;
using Microsoft.Data.Sqlite;
using Tracker.Catalog;
using Tracker.Catalog.Sources;
using Tracker.Storage;

namespace Tracker.Collector.Observations;

/// <summary>Which sources are asked: what the owner said on the command line, else what the source's file says.</summary>
internal sealed class SourceSwitches(LiveCatalog catalog, TrackerDatabase database, Writer writer, TimeProvider time)
{
    /// <summary>What was said on the command line, by source.</summary>
    public IReadOnlyDictionary<string, bool> Read()
    {
        using SqliteConnection connection = database.Connect();
        return connection.Query<(string Id, long Enabled)>("SELECT source_id, enabled FROM source_switches").ToDictionary(s => s.Id, s => s.Enabled == 1, StringComparer.Ordinal);
    }

    /// <summary>The sources to ask, by id.</summary>
    public IReadOnlyList<SourceEntry> Enabled()
    {
        IReadOnlyDictionary<string, bool> said = Read();
        return [.. catalog.Current.Sources.Values.Where(s => said.TryGetValue(s.Id, out bool enabled) ? enabled : s.Enabled).OrderBy(s => s.Id, StringComparer.Ordinal)];
    }

    /// <summary>Switches a source, and forgets its back-off: one that is switched on is asked at once.</summary>
    public Task SetAsync(string sourceId, bool enabled, CancellationToken cancellationToken) => writer.WriteAsync(
        scope =>
        {
            scope.Connection.Execute(
                """
                INSERT INTO source_switches (source_id, enabled, changed_at) VALUES (@sourceId, @enabled, @now)
                ON CONFLICT (source_id) DO UPDATE SET enabled = @enabled, changed_at = @now
                """,
                new { sourceId, enabled, now = time.GetUtcNow() },
                scope.Transaction);
            SourceStateStore.Forgive(scope, sourceId);
        },
        cancellationToken);
}
