using System.Data;
using System.Text.Json;
using Dapper;
using Tracker.Contracts;

namespace Tracker.Notifier.Alerts;

/// <summary>Reads what Scoring stored. Rows are never changed, so what is read today is what was read then.</summary>
internal static class Evaluations
{
    private const string Columns = "id AS Id, as_of AS AsOf, scoreboard AS Document";

    /// <exception cref="InvalidOperationException">There is no such evaluation.</exception>
    public static Scoreboard Read(IDbConnection connection, IDbTransaction? transaction, long id)
    {
        string? document = connection.ExecuteScalar<string?>("SELECT scoreboard FROM evaluations WHERE id = @id", new { id }, transaction);
        return document is null
            ? throw new InvalidOperationException($"there is no evaluation {id}: do Scoring and Notifier share one database?")
            : Parse(document);
    }

    /// <summary>The evaluation that stood at a moment; null where there was none yet.</summary>
    public static Evaluation? At(IDbConnection connection, DateTimeOffset moment) => Open(connection.QueryFirstOrDefault<Row>(
        $"SELECT {Columns} FROM evaluations WHERE as_of <= @moment ORDER BY as_of DESC, id DESC LIMIT 1", new { moment }));

    /// <summary>The oldest evaluation; null where there is none.</summary>
    public static Evaluation? First(IDbConnection connection) => Open(connection.QueryFirstOrDefault<Row>(
        $"SELECT {Columns} FROM evaluations ORDER BY as_of, id LIMIT 1"));

    /// <summary>When the first evaluation was made; null where there is none.</summary>
    public static DateTimeOffset? FirstMadeAt(IDbConnection connection) =>
        connection.ExecuteScalar<string?>("SELECT min(evaluated_at) FROM evaluations") is string text ? Storage.Instant.Parse(text) : null;

    /// <summary>The verdict before another; null where that was the first.</summary>
    public static PastVerdict? Before(IDbConnection connection, long verdictId) => Verdicts(
        connection,
        "WHERE v.id < @verdictId ORDER BY v.id DESC LIMIT 1",
        new { verdictId }).FirstOrDefault();

    /// <summary>Verdicts reached after one moment and up to another, oldest first.</summary>
    public static IReadOnlyList<PastVerdict> Between(IDbConnection connection, DateTimeOffset after, DateTimeOffset upTo) => Verdicts(
        connection,
        "WHERE v.reached_at > @after AND v.reached_at <= @upTo ORDER BY v.id",
        new { after, upTo });

    /// <summary>The verdict in force at a moment; null where there was none yet.</summary>
    public static PastVerdict? InForce(IDbConnection connection, DateTimeOffset moment) => Verdicts(
        connection,
        "WHERE v.reached_at <= @moment ORDER BY v.id DESC LIMIT 1",
        new { moment }).FirstOrDefault();

    private static List<PastVerdict> Verdicts(IDbConnection connection, string filter, object parameters) =>
        [.. connection.Query<VerdictRow>(
            $"SELECT v.reached_at AS ReachedAt, e.scoreboard AS Document FROM verdicts v JOIN evaluations e ON e.id = v.evaluation_id {filter}",
            parameters).Select(row => new PastVerdict(row.ReachedAt, Parse(row.Document)))];

    private static Evaluation? Open(Row? row) => row is null ? null : new(row.Id, row.AsOf, Parse(row.Document));

    private static Scoreboard Parse(string document) => JsonSerializer.Deserialize<Scoreboard>(document, ContractJson.Compact)!;

    private sealed record Row
    {
        public long Id { get; init; }

        public DateTimeOffset AsOf { get; init; }

        public string Document { get; init; } = "";
    }

    private sealed record VerdictRow
    {
        public DateTimeOffset ReachedAt { get; init; }

        public string Document { get; init; } = "";
    }
}

/// <summary>A stored evaluation.</summary>
internal sealed record Evaluation(long Id, DateTimeOffset AsOf, Scoreboard Scoreboard);

/// <summary>A stored verdict with the scoreboard it rests on.</summary>
internal sealed record PastVerdict(DateTimeOffset ReachedAt, Scoreboard Scoreboard);
