using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Tracker.Storage.Tests;

/// <summary>A database of a test's own.</summary>
public abstract class StorageFixture : IAsyncDisposable
{
    protected StorageFixture()
    {
        File = Path.Combine(Folder, "tracker.db");
        Database = TrackerDatabase.Open(File);
        Writer = new(Database, Time);
    }

    protected string Folder { get; } = Directory.CreateTempSubdirectory("storage").FullName;

    protected string File { get; }

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    protected TrackerDatabase Database { get; }

    protected Writer Writer { get; }

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected long Count(string what)
    {
        using SqliteConnection connection = Database.Connect();
        return connection.ExecuteScalar<long>($"SELECT count(*) FROM {what}");
    }

    protected static int InsertFile(WriteScope scope, string key) => scope.Connection.Execute(
        "INSERT INTO imported_files (sha256, file, accepted, duplicate, refused, imported_at) VALUES (@key, 'x', 0, 0, 0, 'x')",
        new { key },
        scope.Transaction);
}
