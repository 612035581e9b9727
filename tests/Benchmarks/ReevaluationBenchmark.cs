using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tracker.Catalog;
using Tracker.Contracts;
using Tracker.FitEngine;
using Tracker.Hosting;
using Tracker.Scoring;
using Tracker.Scoring.Market;
using Tracker.Storage;
using IHost = Microsoft.Extensions.Hosting.IHost;

namespace Tracker.Benchmarks;

/// <summary>
/// Evaluating again after one new price, from a store of 10,000 and of 1,000,000 invented observations of the same 250
/// things over the same three years: the whole of it, from the question to the fit engine over the bus to the stored
/// scoreboard, and the reading of the market alone. The target is a ratio below 1.3.
/// </summary>
[SimpleJob(RunStrategy.Monitoring, warmupCount: 5, iterationCount: 20, invocationCount: 1)]
public class ReevaluationBenchmark
{
    private const int Things = 250;

    private readonly Clock _clock = new();
    private string[] _gpus = [];
    private string _folder = "";
    private TrackerDatabase _database = null!;
    private IHost _host = null!;
    private MarketScorer _scorer = null!;
    private MarketReader _reader = null!;
    private int _stored;

    [Params(10_000, 1_000_000)]
    public int Observations { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _folder = Directory.CreateTempSubdirectory("market").FullName;
        TrackerCatalog catalog = CatalogLoader.Load(Path.Combine(Repository.Folder, "deploy", "config")).Catalog!;
        // The owned card among them, so that there is something to decide.
        _gpus = [catalog.Settings.Owner.GpuId, .. catalog.Gpus.Keys.Where(id => id != catalog.Settings.Owner.GpuId).Order(StringComparer.Ordinal).Take(49)];
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.AddTracker(catalog, new TrackerPaths(_folder), [Roles.Fit, Roles.Scoring], HostMode.Command, roles => roles.AddFitEngine().AddScoring());
        builder.Services.AddSingleton<TimeProvider>(_clock);
        _host = builder.Build();
        _host.Start();
        _scorer = _host.Services.GetRequiredService<MarketScorer>();
        _database = _host.Services.GetRequiredService<TrackerDatabase>();
        _reader = new(_database);
        double minutes = 3 * 365.25 * 24 * 60 / Observations;
        Store(Observations, i => _clock.GetUtcNow().AddMinutes(-minutes * (Observations - i)));
        // What a month of the card is worth follows from its rent.
        using SqliteConnection connection = _database.Connect();
        using SqliteCommand rent = connection.CreateCommand();
        rent.CommandText = "UPDATE offers SET unit = 'hour', basis = 'rental', amount_minor = 180 WHERE gpu_id = @gpu AND venue = 'Shop 0'";
        rent.Parameters.AddWithValue("@gpu", _gpus[0]);
        rent.ExecuteNonQuery();
        _scorer.EvaluateIfChangedAsync(CancellationToken.None).GetAwaiter().GetResult();
    }

    [GlobalCleanup]
    public void Delete()
    {
        _host.StopAsync().Wait();
        _host.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [IterationSetup(Target = nameof(Reevaluate))]
    public void NewPrice()
    {
        _clock.Advance(TimeSpan.FromSeconds(1));
        Store(1, _ => _clock.GetUtcNow());
    }

    [Benchmark]
    public VerdictAction Reevaluate()
    {
        Scoreboard board = _scorer.EvaluateIfChangedAsync(CancellationToken.None).GetAwaiter().GetResult();
        return board.AsOf == _clock.GetUtcNow() && board.Verdict.Arms.Count > 0 ? board.Verdict.Action : throw new InvalidOperationException("nothing was decided");
    }

    [Benchmark]
    public int Read() => _reader.Read(_clock.GetUtcNow(), _clock.GetUtcNow(), "USD").Offers.Count;

    private void Store(int count, Func<int, DateTimeOffset> when)
    {
        using SqliteConnection connection = _database.Connect();
        using SqliteTransaction transaction = connection.BeginTransaction();
        using SqliteCommand insert = connection.CreateCommand();
        insert.CommandText =
            """
            INSERT INTO offers (fact_key, gpu_id, source_id, venue, item_key, amount_minor, currency, unit, condition, availability, basis,
                                observed_at, known_at, recorded_at, confidence, evidence)
            VALUES (@key, @gpu, 'shop', @venue, 'item', @amount, 'USD', 'each', 'new', 'in-stock', 'street', @at, @at, @at, 'high', 'invented')
            """;
        SqliteParameter key = insert.Parameters.Add("@key", SqliteType.Text);
        SqliteParameter gpu = insert.Parameters.Add("@gpu", SqliteType.Text);
        SqliteParameter venue = insert.Parameters.Add("@venue", SqliteType.Text);
        SqliteParameter amount = insert.Parameters.Add("@amount", SqliteType.Integer);
        SqliteParameter at = insert.Parameters.Add("@at", SqliteType.Text);
        insert.Prepare();
        for (int i = 0; i < count; i++, _stored++)
        {
            key.Value = $"{_stored}";
            gpu.Value = _gpus[_stored % _gpus.Length];
            venue.Value = $"Shop {_stored % Things}";
            amount.Value = 800_000L + (_stored % 977);
            at.Value = Instant.ToText(when(i));
            insert.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    private sealed class Clock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 9, 15, 12, 0, 0, TimeSpan.Zero);

        public void Advance(TimeSpan by) => _now += by;

        public override DateTimeOffset GetUtcNow() => _now;
    }
}
