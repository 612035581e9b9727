using System.Text.Json;
using Dapper;
using MassTransit;
using Microsoft.Data.Sqlite;
using Tracker.Catalog;
using Tracker.Catalog.Gpus;
using Tracker.Contracts;
using Tracker.Hosting;
using Tracker.Scoring.Capability;
using Tracker.Scoring.Claims;
using Tracker.Scoring.Evaluation;
using Tracker.Scoring.Market;
using Tracker.Storage;

namespace Tracker.Scoring;

/// <summary>
/// Answers “buy the second card, or wait?” from what is stored. It asks the fit engine over the bus. Safe to share: stored evaluations run one after
/// another.
/// </summary>
public sealed class MarketScorer : IDisposable
{
    private static readonly TimeSpan s_fitTimeout = TimeSpan.FromSeconds(60);

    private readonly LiveCatalog _catalog;
    private readonly TrackerDatabase _database;
    private readonly Writer _writer;
    private readonly MarketReader _market;
    private readonly ClaimReader _claims;
    private readonly IClientFactory _clients;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turn = new(1);

    public MarketScorer(LiveCatalog catalog, TrackerDatabase database, Writer writer, IClientFactory clients, TimeProvider time)
    {
        _catalog = catalog;
        _database = database;
        _writer = writer;
        _clients = clients;
        _time = time;
        _market = new(database);
        _claims = new(database);
    }

    /// <summary>Evaluates the market as it was known at a moment. Stores nothing.</summary>
    /// <exception cref="RequestTimeoutException">No fit engine answered in a minute.</exception>
    public Task<Scoreboard> EvaluateAsync(DateTimeOffset asOf, CancellationToken cancellationToken) => EvaluateAsync(asOf, standing: null, cancellationToken);

    private async Task<Scoreboard> EvaluateAsync(DateTimeOffset asOf, StandingAnswer? standing, CancellationToken cancellationToken)
    {
        TrackerCatalog catalog = _catalog.Current;
        MarketSnapshot market = _market.Read(asOf, _time.GetUtcNow(), catalog.Settings.Owner.Currency);
        IReadOnlyList<Gpu> candidates = CandidateBuilder.KnownAt(catalog, market.Date);
        IRequestClient<EvaluateFit> client = _clients.CreateRequestClient<EvaluateFit>(RequestTimeout.After(ms: (int)s_fitTimeout.TotalMilliseconds));
        Response<FitEvaluated> fits = await client.GetResponse<FitEvaluated>(CapabilityCase.Ask(catalog, candidates), cancellationToken);
        ClaimsLedger ledger = ClaimsLedger.Keep(_claims.ReadClaims(asOf), _claims.ReadResolutions(asOf), catalog, market.Offers, market.Date);
        MarketSnapshot informed = market with { Evidence = new EvidenceOfClaims(ledger, catalog, market.Date).ByCandidate() };
        return Evaluator.Evaluate(catalog, informed, fits.Message, standing) with { Claims = ledger.Summarise() };
    }

    /// <summary>
    /// Evaluates the market as it stands, unless nothing was stored, configured or aged by a day since the last time; the
    /// evaluation, and the verdict where it is the first or a changed one, are stored with the message that tells of it.
    /// </summary>
    /// <returns>The newest scoreboard.</returns>
    public async Task<Scoreboard> EvaluateIfChangedAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            DateTimeOffset now = _time.GetUtcNow();
            string state = $"{_market.ReadState()}, configuration {_catalog.Current.Fingerprint[..16]}, day {now:yyyy-MM-dd}";
            if (ReadLast() is { } last && last.MarketState == state)
                return JsonSerializer.Deserialize<Scoreboard>(last.Scoreboard, ContractJson.Compact)!;
            Scoreboard scoreboard = await EvaluateAsync(now, ReadStanding(), cancellationToken);
            await _writer.WriteAsync(scope => Store(scope, scoreboard, state, now), cancellationToken);
            return scoreboard;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private EvaluationRow? ReadLast()
    {
        using SqliteConnection connection = _database.Connect();
        return connection.QueryFirstOrDefault<EvaluationRow>(
            "SELECT market_state AS MarketState, scoreboard AS Scoreboard FROM evaluations ORDER BY id DESC LIMIT 1");
    }

    // A verdict changes when something is clearly better, not when a figure crosses a line by a hair or a price grows old.
    private StandingAnswer? ReadStanding()
    {
        using SqliteConnection connection = _database.Connect();
        VerdictRow? last = connection.QueryFirstOrDefault<VerdictRow>("SELECT action AS Action, subject AS Subject FROM verdicts ORDER BY id DESC LIMIT 1");
        return last is null ? null : new(Enum.Parse<VerdictAction>(last.Action), last.Subject);
    }

    private static void Store(WriteScope scope, Scoreboard scoreboard, string state, DateTimeOffset now)
    {
        Verdict verdict = scoreboard.Verdict;
        long evaluation = scope.Connection.ExecuteScalar<long>(
            """
            INSERT INTO evaluations (as_of, evaluated_at, market_state, action, subject, scoreboard)
            VALUES (@asOf, @now, @state, @action, @subject, @document) RETURNING id
            """,
            new
            {
                asOf = scoreboard.AsOf,
                now,
                state,
                action = verdict.Action.ToString(),
                subject = verdict.Subject,
                document = JsonSerializer.Serialize(scoreboard, ContractJson.Compact),
            },
            scope.Transaction);
        // Where facts are missing nothing was decided, and there is no news to send.
        if (verdict.Arms.Count == 0)
            return;
        VerdictRow? last = scope.Connection.QueryFirstOrDefault<VerdictRow>(
            "SELECT action AS Action, subject AS Subject FROM verdicts ORDER BY id DESC LIMIT 1", transaction: scope.Transaction);
        if (last is not null && last.Action == verdict.Action.ToString() && last.Subject == verdict.Subject)
            return;
        long id = scope.Connection.ExecuteScalar<long>(
            """
            INSERT INTO verdicts (evaluation_id, action, subject, first, reached_at)
            VALUES (@evaluation, @action, @subject, @first, @now) RETURNING id
            """,
            new { evaluation, action = verdict.Action.ToString(), subject = verdict.Subject, first = last is null ? 1 : 0, now },
            scope.Transaction);
        scope.Publish(Roles.Scoring, new VerdictReached
        {
            VerdictId = id,
            EvaluationId = evaluation,
            Action = verdict.Action,
            Subject = verdict.Subject,
            First = last is null,
            ReachedAt = now,
        });
    }

    private sealed class EvaluationRow
    {
        public string MarketState { get; init; } = "";

        public string Scoreboard { get; init; } = "";
    }

    private sealed class VerdictRow
    {
        public string Action { get; init; } = "";

        public string? Subject { get; init; }
    }
}
