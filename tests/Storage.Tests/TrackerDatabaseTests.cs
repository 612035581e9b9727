using Dapper;
using Microsoft.Data.Sqlite;

namespace Tracker.Storage.Tests;

public sealed class TrackerDatabaseTests : StorageFixture
{
    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("foreign_keys", "1")]
    public void Connect_sets_what_durability_rests_on(string pragma, string value)
    {
        using SqliteConnection connection = Database.Connect();

        connection.ExecuteScalar<string>($"PRAGMA {pragma}").ShouldBe(value);
    }

    [Fact]
    public async Task Open_again_keeps_what_is_there()
    {
        await Writer.WriteAsync(scope => InsertFile(scope, "a"));

        TrackerDatabase again = TrackerDatabase.Open(File);

        again.File.ShouldBe(Database.File);
        Count("imported_files").ShouldBe(1);
    }

    [Fact]
    public async Task Open_by_several_at_once_migrates_once()
    {
        string file = Path.Combine(Folder, "new", "shared.db");

        TrackerDatabase[] opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => TrackerDatabase.Open(file))));

        using SqliteConnection connection = opened[0].Connect();
        connection.ExecuteScalar<long>("SELECT count(*) - count(DISTINCT ScriptName) FROM SchemaVersions").ShouldBe(0);
    }

    [Fact]
    public void Open_of_a_file_that_is_no_database_says_which()
    {
        string file = Path.Combine(Folder, "a-file");
        System.IO.File.WriteAllText(file, "not a database, and much too long to be the header of one");

        Should.Throw<StorageException>(() => TrackerDatabase.Open(file)).Message.ShouldStartWith($"the database {file} cannot be opened: ");
    }

    [Fact]
    public void Open_below_a_file_says_which()
    {
        string file = Path.Combine(File, "tracker.db");

        Should.Throw<StorageException>(() => TrackerDatabase.Open(file)).Message.ShouldStartWith($"the database {file} cannot be opened: ");
    }

    [Fact]
    public void Open_of_a_folder_says_which() =>
        Should.Throw<StorageException>(() => TrackerDatabase.Open(Folder)).Message.ShouldStartWith($"the database {Folder} cannot be opened: ");

    [Fact]
    public void Open_of_a_schema_that_stands_in_the_way_names_the_script()
    {
        string file = Path.Combine(Folder, "other.db");
        using (SqliteConnection other = new($"Data Source={file}"))
            other.Execute("CREATE TABLE outbox (x)");

        Should.Throw<StorageException>(() => TrackerDatabase.Open(file)).Message
            .ShouldStartWith($"the database {file} cannot be brought up to date: Tracker.Storage.Migrations.Shared.0001-outbox-inbox.sql: ");
    }

    [Fact]
    public void Open_takes_a_relative_path_from_the_current_folder()
    {
        TrackerDatabase.Open(Path.GetRelativePath(Directory.GetCurrentDirectory(), File)).File.ShouldBe(File);
    }
}
