using Dapper;
using Microsoft.Data.Sqlite;
using Tracker.Storage;

namespace Tracker.Notifier.Deliveries;

/// <summary>Claims due deliveries and records how attempts ended.</summary>
internal sealed class DeliveryStore(TrackerDatabase database, Writer writer, TimeProvider time)
{
    /// <summary>Longer than any attempt lasts: a claim that is older was lost with its process.</summary>
    public static readonly TimeSpan ClaimLength = TimeSpan.FromMinutes(2);

    // Tells this process's claims from those of others that share the file.
    private readonly string _worker = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    /// <summary>Takes the delivery that is longest due, so that nobody else sends it meanwhile; null where none is due.</summary>
    public Task<Delivery?> ClaimAsync(CancellationToken cancellationToken) => writer.WriteAsync(
        scope =>
        {
            DateTimeOffset now = time.GetUtcNow();
            while (FindDue(scope, now) is DueRow due)
            {
                int attempts = due.Attempts + (due.ClaimedBy is null ? 0 : 1);
                if (due.ClaimedBy is string lost)
                    AddAttempt(scope, due.Id, now, DeliveryOutcome.Ambiguous, $"the process that sent it ended before it said how that went ({lost})");
                bool dead = attempts >= RetryLadder.Attempts;
                scope.Connection.Execute(
                    """
                    UPDATE deliveries
                    SET attempts = @attempts, status = CASE WHEN @dead THEN 'dead' ELSE status END,
                        next_attempt_at = CASE WHEN @dead THEN NULL ELSE next_attempt_at END,
                        settled_at = CASE WHEN @dead THEN @now END,
                        claimed_by = CASE WHEN @dead THEN NULL ELSE @worker END,
                        claimed_until = CASE WHEN @dead THEN NULL ELSE @until END
                    WHERE id = @Id
                    """,
                    new { attempts, dead, now, worker = _worker, until = now + ClaimLength, due.Id },
                    scope.Transaction);
                if (!dead)
                    return new Delivery { Id = due.Id, AlertId = due.AlertId, Channel = due.Channel, Target = due.Target, Attempts = attempts };
            }
            return null;
        },
        cancellationToken);

    /// <summary>Records an attempt and what follows from it, and gives the claim back.</summary>
    /// <returns>When the delivery is tried again; null where it is settled.</returns>
    public Task<DateTimeOffset?> RecordAsync(Delivery delivery, AttemptResult result) => writer.WriteAsync<DateTimeOffset?>(
        scope =>
        {
            DateTimeOffset now = time.GetUtcNow();
            int attempts = delivery.Attempts + 1;
            DateTimeOffset? next = Next(delivery.Id, attempts, result, now);
            string status = result.Outcome == DeliveryOutcome.Sent ? "sent" : next is null ? "dead" : "pending";
            AddAttempt(scope, delivery.Id, now, result.Outcome, result.Detail);
            scope.Connection.Execute(
                """
                UPDATE deliveries
                SET status = @status, attempts = @attempts, next_attempt_at = @next, claimed_by = NULL, claimed_until = NULL,
                    settled_at = @settledAt
                WHERE id = @id
                """,
                new
                {
                    id = delivery.Id,
                    status,
                    attempts,
                    next,
                    settledAt = next is null ? now : (DateTimeOffset?)null,
                },
                scope.Transaction);
            return next;
        });

    /// <summary>Gives a claim back without an attempt, because the program stops.</summary>
    public Task ReleaseAsync(Delivery delivery) => writer.WriteAsync(scope => scope.Connection.Execute(
        "UPDATE deliveries SET claimed_by = NULL, claimed_until = NULL WHERE id = @id AND claimed_by = @worker",
        new { id = delivery.Id, worker = _worker },
        scope.Transaction));

    /// <summary>When the next delivery is due; null where none waits.</summary>
    public DateTimeOffset? NextDue()
    {
        using SqliteConnection connection = database.Connect();
        string? text = connection.ExecuteScalar<string?>(
            "SELECT min(max(next_attempt_at, coalesce(claimed_until, next_attempt_at))) FROM deliveries WHERE status = 'pending'");
        return text is null ? null : Instant.Parse(text);
    }

    private static DueRow? FindDue(WriteScope scope, DateTimeOffset now) => scope.Connection.QueryFirstOrDefault<DueRow>(
        """
        SELECT id AS Id, alert_id AS AlertId, channel AS Channel, target AS Target, attempts AS Attempts, claimed_by AS ClaimedBy
        FROM deliveries
        WHERE status = 'pending' AND next_attempt_at <= @now AND (claimed_until IS NULL OR claimed_until <= @now)
        ORDER BY next_attempt_at, id LIMIT 1
        """,
        new { now },
        scope.Transaction);

    private static void AddAttempt(WriteScope scope, string id, DateTimeOffset now, DeliveryOutcome outcome, string detail) =>
        scope.Connection.Execute(
            "INSERT INTO delivery_attempts (delivery_id, attempted_at, outcome, detail) VALUES (@id, @now, @outcome, @detail)",
            new { id, now, outcome = outcome.ToString().ToLowerInvariant(), detail },
            scope.Transaction);

    private static DateTimeOffset? Next(string id, int attempts, AttemptResult result, DateTimeOffset now)
    {
        if (result.Outcome == DeliveryOutcome.Sent || result.Final || RetryLadder.WaitAfter(id, attempts) is not TimeSpan wait)
            return null;
        TimeSpan asked = result.RetryAfter ?? TimeSpan.Zero;
        TimeSpan obeyed = asked < RetryLadder.Longest ? asked : RetryLadder.Longest;
        return now + (wait > obeyed ? wait : obeyed);
    }

    private sealed record DueRow
    {
        public string Id { get; init; } = "";

        public string AlertId { get; init; } = "";

        public string Channel { get; init; } = "";

        public string Target { get; init; } = "";

        public int Attempts { get; init; }

        public string? ClaimedBy { get; init; }
    }
}
