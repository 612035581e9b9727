using Dapper;
using MassTransit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Tracker.Catalog;
using Tracker.Contracts;
using Tracker.FitEngine;
using Tracker.Scoring.Tests.Evaluation;
using Tracker.Storage;

namespace Tracker.Scoring.Tests;

/// <summary>The scorer with a real database and a real bus in memory.</summary>
public sealed class MarketScorerTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("scorer").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 6, 20, 9, 0, 0, TimeSpan.Zero));
    private IHost _host = null!;
    private TrackerDatabase _database = null!;
    private Writer _writer = null!;

    public async ValueTask InitializeAsync()
    {
        _database = TrackerDatabase.Open(Path.Combine(_folder, "tracker.db"));
        _writer = new(_database, _time);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.AddHandler(async (ConsumeContext<EvaluateFit> context) => await context.RespondAsync(FitCalculator.Evaluate(context.Message)));
            bus.UsingInMemory((context, transport) => transport.ConfigureEndpoints(context));
        });
        _host = builder.Build();
        await _host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await _writer.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task EvaluateIfChanged_first_time_stores_the_verdict_and_its_message()
    {
        await AddOfferAsync(8000, "each");
        await AddOfferAsync(1.8m, "hour");

        Scoreboard board = await Scorer().EvaluateIfChangedAsync(TestContext.Current.CancellationToken);

        board.Verdict.Action.ShouldBe(VerdictAction.BuySecondCard);
        board.SecondCard.Forecast!.Record.ShouldHaveSingleItem().Price.Amount.ShouldBe("8000.00");
        Count("evaluations").ShouldBe(1);
        Count("verdicts WHERE first = 1").ShouldBe(1);
        Count("outbox WHERE message_type = 'Tracker.Contracts.VerdictReached'").ShouldBe(1);
    }

    [Fact]
    public async Task EvaluateIfChanged_without_a_price_stores_an_evaluation_and_no_verdict()
    {
        await Scorer().EvaluateIfChangedAsync(TestContext.Current.CancellationToken);

        Count("evaluations").ShouldBe(1);
        Count("verdicts").ShouldBe(0);
        Count("outbox").ShouldBe(0);
    }

    [Fact]
    public async Task EvaluateIfChanged_unchanged_market_stores_nothing_more()
    {
        await AddOfferAsync(8000, "each");
        await AddOfferAsync(1.8m, "hour");
        MarketScorer scorer = Scorer();
        Scoreboard first = await scorer.EvaluateIfChangedAsync(TestContext.Current.CancellationToken);

        _time.Advance(TimeSpan.FromHours(1));
        Scoreboard second = await scorer.EvaluateIfChangedAsync(TestContext.Current.CancellationToken);

        second.AsOf.ShouldBe(first.AsOf);
        Count("evaluations").ShouldBe(1);
    }

    [Fact]
    public async Task EvaluateIfChanged_new_price_with_the_same_answer_stores_an_evaluation_and_no_verdict()
    {
        await AddOfferAsync(8000, "each");
        await AddOfferAsync(1.8m, "hour");
        MarketScorer scorer = Scorer();
        await scorer.EvaluateIfChangedAsync(TestContext.Current.CancellationToken);

        _time.Advance(TimeSpan.FromHours(1));
        await AddOfferAsync(7900, "each");
        Scoreboard board = await scorer.EvaluateIfChangedAsync(TestContext.Current.CancellationToken);

        board.SecondCard.Price!.Amount.ShouldBe("7900.00");
        Count("evaluations").ShouldBe(2);
        Count("verdicts").ShouldBe(1);
    }

    [Fact]
    public async Task EvaluateIfChanged_price_that_changes_the_answer_stores_a_verdict_that_is_not_the_first()
    {
        await AddOfferAsync(8000, "each");
        await AddOfferAsync(1.8m, "hour");
        MarketScorer scorer = Scorer();
        await scorer.EvaluateIfChangedAsync(TestContext.Current.CancellationToken);

        _time.Advance(TimeSpan.FromHours(1));
        await AddOfferAsync(90000, "each");
        Scoreboard board = await scorer.EvaluateIfChangedAsync(TestContext.Current.CancellationToken);

        board.Verdict.Action.ShouldBe(VerdictAction.Hold);
        Count("verdicts WHERE first = 0").ShouldBe(1);
        Count("outbox").ShouldBe(2);
    }

    [Fact]
    public async Task EvaluateAsync_of_the_past_uses_what_was_known_then_and_stores_nothing()
    {
        await AddOfferAsync(8000, "each");
        await AddOfferAsync(1.8m, "hour");
        DateTimeOffset before = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromHours(1));
        await AddOfferAsync(16000, "each");

        Scoreboard board = await Scorer().EvaluateAsync(before, TestContext.Current.CancellationToken);

        board.SecondCard.Price!.Amount.ShouldBe("8000.00");
        Count("evaluations").ShouldBe(0);
    }

    private MarketScorer Scorer()
    {
        TrackerCatalog catalog = SampleMarket.Configuration();
        return new(new(catalog), _database, _writer, _host.Services.GetRequiredService<IClientFactory>(), _time);
    }

    // One shop, whose latest price counts.
    private Task AddOfferAsync(decimal amount, string unit) => _writer.WriteAsync(scope => scope.Connection.Execute(
        """
        INSERT INTO offers (fact_key, gpu_id, source_id, venue, item_key, amount_minor, currency, unit, condition, availability,
                            basis, observed_at, known_at, recorded_at, confidence, evidence)
        VALUES (@key, @gpu, 'invented', 'Shop', @unit, @minor, 'USD', @unit, 'new', 'in-stock', 'street', @now, @now, @now, 'high', 'invented')
        """,
        new { key = $"{unit} {amount}", gpu = SampleMarket.Owned, unit, minor = (long)(amount * 100), now = _time.GetUtcNow() },
        scope.Transaction));

    private long Count(string what)
    {
        using SqliteConnection connection = _database.Connect();
        return connection.ExecuteScalar<long>($"SELECT count(*) FROM {what}");
    }
}
