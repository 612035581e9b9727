using Dapper;
using Microsoft.Data.Sqlite;

namespace Tracker.Storage.Messages;

/// <summary>Reads the outbox and marks what was sent.</summary>
public sealed class Outbox(TrackerDatabase database, Writer writer, TimeProvider time)
{
    /// <summary>Messages of the roles that wait to be published, oldest first.</summary>
    /// <param name="roles">The roles.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="heldTypes">Message types to leave out, so that those that cannot go out now do not fill the answer.</param>
    public IReadOnlyList<OutboxMessage> ReadUnsent(IReadOnlyCollection<string> roles, int limit, IReadOnlyCollection<string>? heldTypes = null)
    {
        using SqliteConnection connection = database.Connect();
        return connection.Query<OutboxMessage>(
            """
            SELECT id AS Id, message_id AS MessageId, message_type AS MessageType, body AS Body
            FROM outbox WHERE sent_at IS NULL AND role IN @roles AND message_type NOT IN @heldTypes ORDER BY id LIMIT @limit
            """,
            new { roles, limit, heldTypes = heldTypes ?? [] }).AsList();
    }

    public Task MarkSentAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken) => writer.WriteAsync(
        scope => scope.Connection.Execute(
            "UPDATE outbox SET sent_at = @now WHERE id IN @ids", new { now = time.GetUtcNow(), ids }, scope.Transaction),
        cancellationToken);

    /// <summary>Makes messages that were sent, but that no consumer recorded, wait again: an in-memory bus loses what it holds when its process dies.</summary>
    public Task RequeueUnconsumedAsync(IReadOnlyCollection<string> roles, CancellationToken cancellationToken) => writer.WriteAsync(
        scope => scope.Connection.Execute(
            """
            UPDATE outbox SET sent_at = NULL
            WHERE sent_at IS NOT NULL AND role IN @roles
              AND NOT EXISTS (SELECT 1 FROM inbox WHERE inbox.message_id = outbox.message_id)
            """,
            new { roles },
            scope.Transaction),
        cancellationToken);

    /// <summary>Messages of the roles that no consumer has recorded yet, sent or not.</summary>
    public int CountUnconsumed(IReadOnlyCollection<string> roles)
    {
        using SqliteConnection connection = database.Connect();
        return connection.ExecuteScalar<int>(
            """
            SELECT count(*) FROM outbox
            WHERE role IN @roles AND NOT EXISTS (SELECT 1 FROM inbox WHERE inbox.message_id = outbox.message_id)
            """,
            new { roles });
    }
}

/// <summary>A message that waits to be published.</summary>
public sealed record OutboxMessage
{
    public long Id { get; init; }

    public string MessageId { get; init; } = "";

    /// <summary>Full name of the record in <c>Tracker.Contracts</c>.</summary>
    public string MessageType { get; init; } = "";

    public string Body { get; init; } = "";
}
