using CsCheck;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Tracker.Storage.Tests;

public sealed class TrackerDatabaseTests : StorageFixture
{
    [Fact]
    public void Open_creates_every_table_strict()
    {
        using SqliteConnection connection = Database.Connect();
        string[] tables = [.. connection.Query<string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'SchemaVersions' ORDER BY name")];

        tables.ShouldContain("offers");
        tables.ShouldContain("outbox");
        tables.ShouldContain("evaluations");
        tables.ShouldContain("deliveries");
        foreach (string table in tables)
            connection.ExecuteScalar<string>("SELECT sql FROM sqlite_schema WHERE name = @table", new { table })!.ShouldContain("STRICT");
    }

    [Fact]
    public void Open_again_keeps_what_is_there()
    {
        TrackerDatabase again = TrackerDatabase.Open(File);

        using SqliteConnection connection = again.Connect();
        connection.ExecuteScalar<string>("PRAGMA journal_mode").ShouldBe("wal");
        connection.ExecuteScalar<long>("PRAGMA synchronous").ShouldBe(2);
        connection.ExecuteScalar<long>("PRAGMA foreign_keys").ShouldBe(1);
    }

    [Fact]
    public async Task Open_by_several_at_once_migrates_once()
    {
        string file = Path.Combine(Folder, "new", "shared.db");

        TrackerDatabase[] opened = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => TrackerDatabase.Open(file))));

        using SqliteConnection connection = opened[0].Connect();
        connection.ExecuteScalar<long>("SELECT count(*) - count(DISTINCT ScriptName) FROM SchemaVersions").ShouldBe(0);
    }

    [Fact]
    public void Open_where_no_file_can_be_says_which()
    {
        string file = Path.Combine(Folder, "a-file");
        System.IO.File.WriteAllText(file, "not a database, and much too long to be the header of one");

        Should.Throw<StorageException>(() => TrackerDatabase.Open(file)).Message.ShouldContain(file);
    }

    [Fact]
    public void Instant_texts_sort_as_times()
    {
        Gen.Select(Gen.Long[0, 4_000_000_000_000], Gen.Long[0, 4_000_000_000_000]).Sample((a, b) =>
        {
            DateTimeOffset first = DateTimeOffset.FromUnixTimeMilliseconds(a);
            DateTimeOffset second = DateTimeOffset.FromUnixTimeMilliseconds(b);
            Math.Sign(string.CompareOrdinal(Instant.ToText(first), Instant.ToText(second))).ShouldBe(first.CompareTo(second));
            Instant.Parse(Instant.ToText(first)).ShouldBe(first);
        });
    }

    [Fact]
    public void EndOf_a_day_is_its_last_millisecond()
    {
        Instant.ToText(Instant.EndOf(new(2025, 8, 11))).ShouldBe("2025-08-11T23:59:59.999Z");
    }
}
