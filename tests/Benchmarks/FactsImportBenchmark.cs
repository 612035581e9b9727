using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.Data.Sqlite;
using Tracker.Catalog;
using Tracker.Collector.Sources.Facts;
using Tracker.Storage;

namespace Tracker.Benchmarks;

/// <summary>
/// Importing a CSV of 20,000 invented prices against the physical limit: a bare loop of one prepared statement that
/// inserts rows of the same columns into the same table, in one transaction. The import also reads, validates and keys
/// each row.
/// </summary>
[MemoryDiagnoser]
public class FactsImportBenchmark
{
    private const int Rows = 20_000;

    private string _folder = "";
    private string _file = "";
    private TrackerCatalog _catalog = null!;
    private TrackerDatabase _database = null!;
    private Writer _writer = null!;

    [GlobalSetup]
    public void CreateFile()
    {
        _folder = Directory.CreateTempSubdirectory("import").FullName;
        _file = Path.Combine(_folder, "prices.csv");
        _catalog = CatalogLoader.Load(Path.Combine(Repository.Folder, "deploy", "config")).Catalog!;
        StringBuilder csv = new("gpu,observed,known,amount,currency,unit,condition,availability,basis,venue,confidence,source,note\n");
        for (int i = 0; i < Rows; i++)
            csv.Append($"rtx-pro-6000-blackwell,2026-{(i % 9) + 1:00}-15,2026-{(i % 9) + 1:00}-15,{8000 + i}.99,USD,each,new,in-stock,street,Shop {i % 50},high,invented row {i},\n");
        File.WriteAllText(_file, csv.ToString());
    }

    [IterationSetup]
    public void CreateDatabase()
    {
        _database = TrackerDatabase.Open(Path.Combine(_folder, $"{Guid.NewGuid():N}.db"));
        _writer = new(_database, TimeProvider.System);
    }

    [IterationCleanup]
    public void DeleteDatabase()
    {
        _writer.DisposeAsync().AsTask().Wait();
        SqliteConnection.ClearAllPools();
        File.Delete(_database.File);
    }

    [GlobalCleanup]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Benchmark(Baseline = true)]
    public void BareInserts()
    {
        using SqliteConnection connection = _database.Connect();
        using SqliteTransaction transaction = connection.BeginTransaction();
        using SqliteCommand insert = connection.CreateCommand();
        insert.CommandText =
            """
            INSERT INTO offers (fact_key, gpu_id, source_id, venue, item_key, amount_minor, currency, unit, condition, availability, basis,
                                observed_at, known_at, recorded_at, confidence, evidence)
            VALUES (@key, 'rtx-pro-6000-blackwell', 'facts', @venue, @venue, @amount, 'USD', 'each', 'new', 'in-stock', 'street',
                    @at, @at, @at, 'high', @evidence)
            """;
        SqliteParameter key = insert.Parameters.Add("@key", SqliteType.Text);
        SqliteParameter venue = insert.Parameters.Add("@venue", SqliteType.Text);
        SqliteParameter amount = insert.Parameters.Add("@amount", SqliteType.Integer);
        SqliteParameter at = insert.Parameters.Add("@at", SqliteType.Text);
        SqliteParameter evidence = insert.Parameters.Add("@evidence", SqliteType.Text);
        insert.Prepare();
        for (int i = 0; i < Rows; i++)
        {
            // As random as a hash, so that the index on it costs what it costs the import.
            key.Value = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(i)))[..32];
            venue.Value = $"Shop {i % 50}";
            amount.Value = 800_000L + i;
            at.Value = $"2026-{(i % 9) + 1:00}-15T23:59:59.999Z";
            evidence.Value = $"invented row {i}";
            insert.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    [Benchmark]
    public int Import()
    {
        int accepted = new FactImporter(new(_catalog), new(new(_catalog)), _database, _writer, TimeProvider.System).ImportAsync(_file, CancellationToken.None).GetAwaiter().GetResult().Accepted;
        return accepted == Rows ? accepted : throw new InvalidOperationException($"{accepted} of {Rows} rows were accepted");
    }
}
