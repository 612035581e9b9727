using Dapper;
using Microsoft.Data.Sqlite;

namespace Tracker.Notifier.Digest;

/// <summary>Reads what the parts of the program stored of a week.</summary>
internal static class WeekReader
{
    /// <summary>News that became known from one moment to before another, newest first, a row a candidate; copies of one story share its origin.</summary>
    public static IReadOnlyList<NewsRow> News(SqliteConnection connection, DateTimeOffset from, DateTimeOffset before) =>
        connection.Query<NewsRow>(
            """
            SELECT a.id AS Id, coalesce(o.origin_id, a.id) AS OriginId, g.gpu_id AS GpuId, a.kind AS Kind, a.title AS Title, a.url AS Url, a.venue AS Venue,
                   a.published_at AS PublishedAt, a.confidence AS Confidence
            FROM announcements a LEFT JOIN announcement_gpus g ON g.announcement_id = a.id LEFT JOIN announcement_origins o ON o.announcement_id = a.id
            WHERE a.known_at >= @from AND a.known_at < @before
            ORDER BY a.published_at DESC, a.id DESC
            """,
            new { from, before }).AsList();

    /// <summary>The technical figures that each source gave last by a moment.</summary>
    public static IReadOnlyList<SpecRow> Specs(SqliteConnection connection, DateTimeOffset asOf) => connection.Query<SpecRow>(
        """
        SELECT gpu_id AS GpuId, field AS Field, value AS Value, source_id AS SourceId, known_at AS KnownAt
        FROM specs WHERE id IN (SELECT max(id) FROM specs WHERE known_at <= @asOf GROUP BY gpu_id, field, source_id)
        ORDER BY gpu_id, field, source_id
        """,
        new { asOf }).AsList();

    /// <summary>How each source does now, by id.</summary>
    public static IReadOnlyDictionary<string, SourceRow> Sources(SqliteConnection connection) => connection.Query<SourceRow>(
        "SELECT source_id AS SourceId, last_success_at AS LastSuccessAt, last_attempt_at AS LastAttemptAt, last_problem AS Problem, healthy AS Healthy FROM source_state")
        .ToDictionary(row => row.SourceId, StringComparer.Ordinal);

    /// <summary>The sources that the command line switched on or off, whatever their files say.</summary>
    public static IReadOnlyDictionary<string, bool> Switches(SqliteConnection connection) =>
        connection.Query<(string Id, long Enabled)>("SELECT source_id, enabled FROM source_switches").ToDictionary(s => s.Id, s => s.Enabled == 1, StringComparer.Ordinal);

    /// <summary>Alerts raised from one moment to before another, oldest first, a row a delivery. Digests are none.</summary>
    public static IReadOnlyList<AlertRow> Alerts(SqliteConnection connection, DateTimeOffset from, DateTimeOffset before) =>
        connection.Query<AlertRow>(
            """
            SELECT a.id AS Id, a.title AS Title, a.raised_at AS RaisedAt, d.channel AS Channel, d.target AS Target, d.status AS Status
            FROM alerts a LEFT JOIN deliveries d ON d.alert_id = a.id
            WHERE a.rule <> 'digest' AND a.raised_at >= @from AND a.raised_at < @before
            ORDER BY a.raised_at, a.id, d.channel, d.target
            """,
            new { from, before }).AsList();
}

/// <summary>A news item of a candidate; without one where it names none.</summary>
internal sealed record NewsRow
{
    public long Id { get; init; }

    /// <summary>The announcement that this one repeats; its own number where it repeats none.</summary>
    public long OriginId { get; init; }

    public string? GpuId { get; init; }

    public string Kind { get; init; } = "";

    public string Title { get; init; } = "";

    public string? Url { get; init; }

    public string Venue { get; init; } = "";

    public DateTimeOffset PublishedAt { get; init; }

    public string Confidence { get; init; } = "";
}

/// <summary>A technical figure as a source gave it last.</summary>
internal sealed record SpecRow
{
    public string GpuId { get; init; } = "";

    public string Field { get; init; } = "";

    public string Value { get; init; } = "";

    public string SourceId { get; init; } = "";

    public DateTimeOffset KnownAt { get; init; }
}

/// <summary>How a source does.</summary>
internal sealed record SourceRow
{
    public string SourceId { get; init; } = "";

    public DateTimeOffset? LastSuccessAt { get; init; }

    public DateTimeOffset? LastAttemptAt { get; init; }

    public string? Problem { get; init; }

    public bool Healthy { get; init; }
}

/// <summary>An alert and one of its deliveries; without one where it had none.</summary>
internal sealed record AlertRow
{
    public string Id { get; init; } = "";

    public string Title { get; init; } = "";

    public DateTimeOffset RaisedAt { get; init; }

    public string? Channel { get; init; }

    public string? Target { get; init; }

    public string? Status { get; init; }
}
