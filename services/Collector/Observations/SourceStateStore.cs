using Dapper;
using Microsoft.Data.Sqlite;
using Tracker.Catalog;
using Tracker.Collector.Extraction;
using Tracker.Contracts;
using Tracker.Hosting;
using Tracker.Storage;

namespace Tracker.Collector.Observations;

/// <summary>Keeps how each source does: its success, its problem, its back-off and its health.</summary>
internal sealed class SourceStateStore(LiveCatalog catalog, TrackerDatabase database, Writer writer, TimeProvider time)
{
    private const int FailuresUntilUnhealthy = 3;

    /// <summary>A source that gave nothing for this many of its intervals was silently emptied.</summary>
    private const int IntervalsUntilStale = 3;

    private const string Columns =
        """
        SELECT source_id AS SourceId, last_attempt_at AS LastAttemptAt, last_success_at AS LastSuccessAt, last_change_at AS LastChangeAt,
               failures_in_row AS FailuresInRow, next_due_at AS NextDueAt, etag AS ETag, last_modified AS LastModified, last_problem AS LastProblem,
               backoff_level AS BackoffLevel, healthy AS Healthy, last_data_at AS LastDataAt, nothing_since AS NothingSince, recheck_at AS RecheckAt,
               read_under AS ReadUnder
        FROM source_state
        """;

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
        return connection.QuerySingleOrDefault<SourceState>($"{Columns} WHERE source_id = @sourceId", new { sourceId }) ?? new() { SourceId = sourceId };
    }

    /// <summary>The states of all sources that were ever asked, by id.</summary>
    public IReadOnlyDictionary<string, SourceState> ReadAll()
    {
        using SqliteConnection connection = database.Connect();
        return connection.Query<SourceState>(Columns).ToDictionary(s => s.SourceId, StringComparer.Ordinal);
    }

    /// <summary>Forgets a source's back-off, so that only its schedule counts.</summary>
    public static void Forgive(WriteScope scope, string sourceId) => scope.Connection.Execute(
        "UPDATE source_state SET next_due_at = NULL, backoff_level = 0 WHERE source_id = @sourceId", new { sourceId }, scope.Transaction);

    /// <summary>Notes a success, in the transaction of its observations. A success comes down one step of the ladder.</summary>
    public void Succeeded(WriteScope scope, SourceState state, SourceSuccess success)
    {
        DateTimeOffset now = time.GetUtcNow();
        long level = Math.Max(0, state.BackoffLevel - 1);
        // An answer that nothing changed holds what the last one held.
        bool gave = success.GaveData ?? state.NothingSince is null;
        DateTimeOffset? nothingSince = gave ? null : state.NothingSince ?? now;
        bool stale = !gave && now - (state.LastDataAt ?? nothingSince) >= IntervalsUntilStale * success.Interval;
        scope.Connection.Execute(
            """
            INSERT INTO source_state (source_id) VALUES (@SourceId) ON CONFLICT DO NOTHING;
            UPDATE source_state SET
                last_attempt_at = @now, last_success_at = @now, last_change_at = CASE WHEN @Changed THEN @now ELSE last_change_at END,
                failures_in_row = 0, next_due_at = @next, backoff_level = @level, last_problem = @problem,
                health_changed_at = CASE WHEN healthy = @healthy THEN health_changed_at ELSE @now END, healthy = @healthy,
                last_data_at = CASE WHEN @gave THEN @now ELSE last_data_at END, nothing_since = @nothingSince, recheck_at = @recheck,
                etag = CASE WHEN @fresh THEN @etag ELSE etag END, last_modified = CASE WHEN @fresh THEN @modified ELSE last_modified END,
                read_under = CASE WHEN @fresh THEN @ReadUnder ELSE read_under END
            WHERE source_id = @SourceId
            """,
            new
            {
                state.SourceId,
                now,
                success.Changed,
                success.ReadUnder,
                gave,
                nothingSince,
                healthy = !stale,
                problem = stale ? $"nothing-found: the source answers, but has shown nothing of what is watched since {state.LastDataAt ?? nothingSince:yyyy-MM-dd HH:mm}, three times its interval" : null,
                fresh = success.Document is not null,
                etag = success.Document?.ETag,
                modified = success.Document?.LastModified,
                level,
                next = level > 0 ? (DateTimeOffset?)(now + s_ladder[level]) : null,
                recheck = Recheck(scope, state.SourceId, now),
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
                INSERT INTO source_state (source_id) VALUES (@SourceId) ON CONFLICT DO NOTHING;
                UPDATE source_state SET
                    last_attempt_at = @now, failures_in_row = failures_in_row + 1, next_due_at = @next, last_problem = @problem,
                    backoff_level = @level, etag = NULL, last_modified = NULL,
                    health_changed_at = CASE WHEN healthy = 1 AND failures_in_row + 1 >= @limit THEN @now ELSE health_changed_at END,
                    healthy = CASE WHEN failures_in_row + 1 >= @limit THEN 0 ELSE healthy END
                WHERE source_id = @SourceId
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

    /// <summary>
    /// Tells of every source whose health is not what was last told, in one message. What became so and was undone before it
    /// was told of is not told of.
    /// </summary>
    /// <param name="window">How old the oldest untold change must be; zero tells at once.</param>
    public Task TellHealthAsync(TimeSpan window, CancellationToken cancellationToken) => writer.WriteAsync(
        scope =>
        {
            DateTimeOffset now = time.GetUtcNow();
            List<HealthRow> rows = [.. scope.Connection.Query<HealthRow>(
                """
                SELECT source_id AS SourceId, healthy AS Healthy, last_problem AS LastProblem, health_changed_at AS ChangedAt
                FROM source_state WHERE healthy <> told_healthy ORDER BY source_id
                """,
                transaction: scope.Transaction).Where(row => catalog.Current.Sources.ContainsKey(row.SourceId))];
            if (rows.Count == 0 || rows.Min(row => row.ChangedAt ?? DateTimeOffset.MinValue) > now - window)
                return;
            scope.Connection.Execute(
                "UPDATE source_state SET told_healthy = healthy WHERE source_id = @SourceId", rows.Select(row => new { row.SourceId }), scope.Transaction);
            scope.Publish(Roles.Collector, new SourceHealthChanged
            {
                ChangedAt = now,
                Changes =
                [
                    .. rows.Select(row => new SourceHealthChange
                    {
                        SourceId = row.SourceId,
                        Healthy = row.Healthy == 1,
                        Problem = row.Healthy == 1 ? null : row.LastProblem,
                    }),
                ],
            });
        },
        cancellationToken);

    // The first moment at which something of the source in quarantine may be believed.
    private static DateTimeOffset? Recheck(WriteScope scope, string sourceId, DateTimeOffset now) => QuarantineStore.Held(scope, sourceId)
        .Select(row => row.FirstSeenAt + Quarantine.Recheck).Where(at => at > now).Order().Cast<DateTimeOffset?>().FirstOrDefault();

    private sealed class HealthRow
    {
        public string SourceId { get; init; } = "";

        public long Healthy { get; init; }

        public string? LastProblem { get; init; }

        public DateTimeOffset? ChangedAt { get; init; }
    }
}
