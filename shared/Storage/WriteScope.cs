using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Tracker.Contracts;

namespace Tracker.Storage;

/// <summary>One transaction: an effect, the messages it causes and the message that caused it, together or not at all.</summary>
public sealed class WriteScope
{
    private readonly TimeProvider _time;

    internal WriteScope(SqliteConnection connection, SqliteTransaction transaction, TimeProvider time)
    {
        Connection = connection;
        Transaction = transaction;
        _time = time;
    }

    public SqliteConnection Connection { get; }

    public SqliteTransaction Transaction { get; }

    internal bool HasMessages { get; set; }

    /// <summary>Puts a message into the outbox; it is published after the commit, by the process that has the role.</summary>
    /// <param name="role">The role that publishes it: <c>collector</c>, <c>scoring</c>, <c>notifier</c>.</param>
    /// <param name="message">A record of <c>Tracker.Contracts</c>.</param>
    /// <returns>The message's id.</returns>
    public Guid Publish<T>(string role, T message)
        where T : class
    {
        DateTimeOffset now = _time.GetUtcNow();
        Guid id = Guid.CreateVersion7(now);
        Connection.Execute(
            "INSERT INTO outbox (message_id, role, message_type, body, created_at) VALUES (@id, @role, @type, @body, @now)",
            new { id = id.ToString(), role, type = typeof(T).FullName, body = JsonSerializer.Serialize(message, ContractJson.Compact), now },
            Transaction);
        HasMessages = true;
        return id;
    }

    /// <summary>Records that a consumer handles a message in this transaction.</summary>
    /// <returns>False where it did so before: the effect must not be repeated.</returns>
    public bool TryConsume(Guid messageId, string consumer) => Connection.Execute(
        "INSERT INTO inbox (message_id, consumer, consumed_at) VALUES (@id, @consumer, @now) ON CONFLICT DO NOTHING",
        new { id = messageId.ToString(), consumer, now = _time.GetUtcNow() },
        Transaction) == 1;
}
