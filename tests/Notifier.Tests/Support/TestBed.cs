using System.Text.Json;
using Dapper;
using MassTransit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using Tracker.Catalog;
using Tracker.Contracts;
using Tracker.Hosting;
using Tracker.Hosting.Bus;
using Tracker.Storage;

namespace Tracker.Notifier.Tests.Support;

/// <summary>The notifier as it runs: the real host, bus, database and files, with a clock that a test moves.</summary>
internal sealed class TestBed : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly IHost _host;
    private readonly bool _ownsFolder;

    private TestBed(IHost host, FakeTimeProvider time, TrackerPaths paths, bool ownsFolder)
    {
        _host = host;
        Time = time;
        Paths = paths;
        _ownsFolder = ownsFolder;
    }

    public FakeTimeProvider Time { get; }

    public TrackerPaths Paths { get; }

    public TrackerDatabase Database => Get<TrackerDatabase>();

    public Writer Writer => Get<Writer>();

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Starts the notifier without its background work: a test calls what it tests.</summary>
    public static async Task<TestBed> StartAsync(TrackerCatalog? catalog = null, FakeTimeProvider? time = null, TrackerPaths? paths = null, HostMode mode = HostMode.Once)
    {
        time ??= new FakeTimeProvider(Invented.Now);
        TrackerPaths place = paths ?? new(Path.Combine(Path.GetTempPath(), "notifier-" + Guid.NewGuid().ToString("N")));
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.AddTracker(catalog ?? Invented.Catalog(), place, Roles.All, mode, roles => roles.AddNotifier());
        builder.Services.AddSingleton<TimeProvider>(time);
        IHost host = builder.Build();
        await host.StartAsync();
        return new(host, time, place, ownsFolder: paths is null);
    }

    /// <summary>Stores an evaluation and its verdict as Scoring does, and publishes it.</summary>
    public async Task<VerdictReached> ReachVerdictAsync(Scoreboard? scoreboard = null, bool publish = true)
    {
        VerdictReached reached = await StoreVerdictAsync(scoreboard ?? Invented.Scoreboard(), publish);
        if (publish)
            await Get<OutboxDispatcher>().WhenSettledAsync(s_patience, TestContext.Current.CancellationToken);
        return reached;
    }

    public Task<long> EvaluateAsync(Scoreboard scoreboard) => Writer.WriteAsync(scope => Insert(scope, scoreboard));

    public Task PublishAsync<T>(T message, Guid id)
        where T : class => Get<IBus>().Publish(message, context => context.MessageId = id, TestContext.Current.CancellationToken);

    public Task<DeliveryReport> DeliverAsync() => Get<AlertNotifier>().DeliverDueAsync(TestContext.Current.CancellationToken);

    public MimeMessage[] Mails() => [.. MailFiles().Select(file => MimeMessage.Load(file))];

    public string[] MailFiles() => Directory.Exists(Paths.Mail) ? [.. Directory.GetFiles(Paths.Mail, "*.eml").Order(StringComparer.Ordinal)] : [];

    public T Scalar<T>(string sql)
    {
        using SqliteConnection connection = Database.Connect();
        return connection.ExecuteScalar<T>(sql)!;
    }

    public string[] Texts(string sql)
    {
        using SqliteConnection connection = Database.Connect();
        return [.. connection.Query<string>(sql)];
    }

    public Task ExecuteAsync(string sql, object? parameters = null) =>
        Writer.WriteAsync(scope => { scope.Connection.Execute(sql, parameters, scope.Transaction); });

    /// <summary>Waits until something holds.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(s_patience);
        while (!condition())
            await Task.Delay(10, deadline.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        SqliteConnection.ClearAllPools();
        if (_ownsFolder)
            Directory.Delete(Paths.DataFolder, recursive: true);
    }

    private Task<VerdictReached> StoreVerdictAsync(Scoreboard board, bool publish) => Writer.WriteAsync(scope =>
    {
        DateTimeOffset now = Time.GetUtcNow();
        long evaluation = Insert(scope, board);
        bool first = scope.Connection.ExecuteScalar<long>("SELECT count(*) FROM verdicts", transaction: scope.Transaction) == 0;
        long verdict = scope.Connection.ExecuteScalar<long>(
            "INSERT INTO verdicts (evaluation_id, action, subject, first, reached_at) VALUES (@evaluation, @action, @Subject, @first, @now) RETURNING id",
            new { evaluation, action = board.Verdict.Action.ToString(), board.Verdict.Subject, first, now },
            scope.Transaction);
        VerdictReached message = new()
        {
            VerdictId = verdict,
            EvaluationId = evaluation,
            Action = board.Verdict.Action,
            Subject = board.Verdict.Subject,
            First = first,
            ReachedAt = now,
        };
        if (publish)
            scope.Publish(Roles.Scoring, message);
        return message;
    });

    private long Insert(WriteScope scope, Scoreboard board)
    {
        DateTimeOffset now = Time.GetUtcNow();
        return scope.Connection.ExecuteScalar<long>(
            """
            INSERT INTO evaluations (as_of, evaluated_at, market_state, action, subject, scoreboard)
            VALUES (@now, @now, 'invented', @action, @Subject, @document) RETURNING id
            """,
            new
            {
                now,
                action = board.Verdict.Action.ToString(),
                board.Verdict.Subject,
                document = JsonSerializer.Serialize(board with { AsOf = now }, ContractJson.Compact),
            },
            scope.Transaction);
    }
}
