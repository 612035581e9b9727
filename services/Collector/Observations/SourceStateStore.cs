using Dapper;
using Microsoft.Data.Sqlite;
using Tracker.Collector.Extraction;
using Tracker.Collector.Fetching;
using Tracker.Contracts;
using Tracker.Hosting;
using Tracker.Storage;

namespace Tracker.Collector.Observations;

/// <summary>Keeps how each source does: its success, its problem, its back-off and its health.</summary>
internal sealed class SourceStateStore(TrackerDatabase database, Writer writer, TimeProvider time)
{
    private const int FailuresUntilUnhealthy = 3;

    /// <summary>Longer than this no server is obeyed that asks to be left alone: the source would be forgotten.</summary>
    private static readonly TimeSpan s_longestRetryAfter = TimeSpan.FromDays(7);

    private static readonly TimeSpan[] s_ladder =
    [
        TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6),
        TimeSpan.FromHours(24),
    ];

    public SourceState Read(string sourceId)
    {
        using SqliteConnection connection = database.Connect();
        return connection.QuerySingleOrDefault<SourceState>(
            """
            SELECT source_id AS SourceId, last_success_at AS LastSuccessAt, failures_in_row AS FailuresInRow, next_due_at AS NextDueAt,
                   etag AS ETag, last_modified AS LastModified, backoff_level AS BackoffLevel
            FROM source_state WHERE source_id = @sourceId
            """,
            new { sourceId }) ?? new() { SourceId = sourceId };
    }

    /// <summary>Notes a success, in the transaction of its observations. A success comes down one step of the ladder.</summary>
    /// <param name="scope">The transaction.</param>
    /// <param name="state">The state before.</param>
    /// <param name="document">What came; null where nothing was new.</param>
    /// <param name="changed">Whether anything was observed that was not there.</param>
    public void Succeeded(WriteScope scope, SourceState state, FetchedDocument? document, bool changed)
    {
        DateTimeOffset now = time.GetUtcNow();
        long level = Math.Max(0, state.BackoffLevel - 1);
        scope.Connection.Execute(
            """
            INSERT INTO source_state (source_id, last_attempt_at, last_success_at, last_change_at, etag, last_modified)
            VALUES (@SourceId, @now, @now, CASE WHEN @changed THEN @now END, @etag, @modified)
            ON CONFLICT (source_id) DO UPDATE SET
                last_attempt_at = @now, last_success_at = @now, last_change_at = CASE WHEN @changed THEN @now ELSE last_change_at END,
                failures_in_row = 0, next_due_at = @next, backoff_level = @level, last_problem = NULL, healthy = 1,
                etag = CASE WHEN @fresh THEN @etag ELSE etag END, last_modified = CASE WHEN @fresh THEN @modified ELSE last_modified END
            """,
            new
            {
                state.SourceId,
                now,
                changed,
                fresh = document is not null,
                etag = document?.ETag,
                modified = document?.LastModified,
                level,
                next = level > 0 ? (DateTimeOffset?)(now + s_ladder[level]) : null,
            },
            scope.Transaction);
    }

    /// <summary>Notes a failure and climbs the ladder; an answer that cannot be read is one too, and is asked for again without condition.</summary>
    public Task FailedAsync(SourceState state, ExtractionProblem problem, TimeSpan? retryAfter, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        long level = Math.Min(state.BackoffLevel + 1, s_ladder.Length - 1);
        TimeSpan asked = retryAfter is TimeSpan said && said < s_longestRetryAfter ? said : retryAfter is null ? TimeSpan.Zero : s_longestRetryAfter;
        TimeSpan wait = asked > s_ladder[level] ? asked : s_ladder[level];
        return writer.WriteAsync(
            scope => scope.Connection.Execute(
                """
                INSERT INTO source_state (source_id, last_attempt_at, failures_in_row, next_due_at, last_problem, backoff_level, healthy)
                VALUES (@SourceId, @now, 1, @next, @problem, @level, 1)
                ON CONFLICT (source_id) DO UPDATE SET
                    last_attempt_at = @now, failures_in_row = failures_in_row + 1, next_due_at = @next, last_problem = @problem,
                    backoff_level = @level, etag = NULL, last_modified = NULL,
                    healthy = CASE WHEN failures_in_row + 1 >= @limit THEN 0 ELSE healthy END
                """,
                new
                {
                    state.SourceId,
                    now,
                    next = now + wait,
                    problem = $"{problem.Code}: {problem.Message}",
                    level,
                    limit = FailuresUntilUnhealthy,
                },
                scope.Transaction),
            cancellationToken);
    }

    /// <summary>Tells of every source whose health is not what was last told, in one message.</summary>
    public Task TellHealthAsync(CancellationToken cancellationToken) => writer.WriteAsync(
        scope =>
        {
            List<SourceHealthChange> changes = [.. scope.Connection.Query<HealthRow>(
                """
                SELECT source_id AS SourceId, healthy AS Healthy, last_problem AS LastProblem
                FROM source_state WHERE healthy <> told_healthy ORDER BY source_id
                """,
                transaction: scope.Transaction).Select(row => new SourceHealthChange
                {
                    SourceId = row.SourceId,
                    Healthy = row.Healthy == 1,
                    Problem = row.Healthy == 1 ? null : row.LastProblem,
                })];
            if (changes.Count == 0)
                return;
            scope.Connection.Execute("UPDATE source_state SET told_healthy = healthy WHERE healthy <> told_healthy", transaction: scope.Transaction);
            scope.Publish(Roles.Collector, new SourceHealthChanged { Changes = changes, ChangedAt = time.GetUtcNow() });
        },
        cancellationToken);

    private sealed class HealthRow
    {
        public string SourceId { get; init; } = "";

        public long Healthy { get; init; }

        public string? LastProblem { get; init; }
    }
}
