using BenchmarkDotNet.Attributes;
using Microsoft.Data.Sqlite;
using Tracker.Scoring.Market;
using Tracker.Storage;

namespace Tracker.Benchmarks;

/// <summary>
/// Reading the market for one evaluation, from a store of 10,000 and of 1,000,000 invented observations of the same 250
/// things over the same three years. The target is a ratio below 1.3.
/// </summary>
public class MarketReadBenchmark
{
    private const int Things = 250;

    private static readonly DateTimeOffset s_now = new(2026, 9, 15, 12, 0, 0, TimeSpan.Zero);

    private string _folder = "";
    private MarketReader _reader = null!;

    [Params(10_000, 1_000_000)]
    public int Observations { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _folder = Directory.CreateTempSubdirectory("market").FullName;
        TrackerDatabase database = TrackerDatabase.Open(Path.Combine(_folder, "tracker.db"));
        _reader = new(database);
        using SqliteConnection connection = database.Connect();
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
        double minutes = 3 * 365.25 * 24 * 60 / Observations;
        for (int i = 0; i < Observations; i++)
        {
            key.Value = $"{i}";
            gpu.Value = $"gpu-{i % 50}";
            venue.Value = $"Shop {i % Things}";
            amount.Value = 800_000L + (i % 977);
            at.Value = Instant.ToText(s_now.AddMinutes(-minutes * (Observations - i)));
            insert.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    [GlobalCleanup]
    public void Delete()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark]
    public int Read() => _reader.Read(s_now, s_now, "USD").Offers.Count;
}
