using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Tracker.Storage.Tests;

/// <summary>Every table has one owner, named by the folder of the migration that makes it; a new table is entered here.</summary>
public sealed partial class MigrationTests : StorageFixture
{
    private static readonly Dictionary<string, string[]> s_owners = new()
    {
        ["Collector"] = [
            "announcement_claims", "announcement_gpus", "announcement_keys", "announcement_origins", "announcements", "exchange_rates", "imported_files",
            "offers", "quarantined_offers", "source_state", "source_switches", "specs",
        ],
        ["Notifier"] = ["alerts", "deliveries", "delivery_attempts", "digests", "disabled_webhooks"],
        ["Scoring"] = ["evaluations", "verdicts"],
        ["Shared"] = ["inbox", "outbox"],
    };

    [Fact]
    public void Tables_are_made_by_their_owners_migrations()
    {
        Dictionary<string, string[]> made = Scripts()
            .GroupBy(script => script.Owner, script => CreateTable().Matches(script.Sql).Select(match => match.Groups[1].Value))
            .ToDictionary(owner => owner.Key, owner => owner.SelectMany(tables => tables).Order(StringComparer.Ordinal).ToArray());

        made.Keys.ShouldBe(s_owners.Keys, ignoreOrder: true);
        foreach ((string owner, string[] tables) in s_owners)
            made[owner].ShouldBe(tables, $"tables of {owner}");
    }

    [Fact]
    public void Tables_of_the_database_are_those_of_the_owners() =>
        Tables().Select(table => table.Name).ShouldBe(s_owners.Values.SelectMany(tables => tables), ignoreOrder: true);

    [Fact]
    public void Tables_are_all_strict() => Tables().ShouldAllBe(table => table.Strict == 1);

    [Fact]
    public void Scripts_of_an_owner_are_numbered_without_a_gap()
    {
        foreach (IGrouping<string, string> owner in Scripts().GroupBy(script => script.Owner, script => script.File[..5]))
            owner.Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(1, owner.Count()).Select(number => $"{number:0000}-"), owner.Key);
    }

    [Fact]
    public void Text_in_a_whole_numbers_column_is_refused()
    {
        using SqliteConnection connection = Database.Connect();

        Should.Throw<SqliteException>(() => connection.Execute(
            "INSERT INTO imported_files (sha256, file, accepted, duplicate, refused, imported_at) VALUES ('a', 'x', 'many', 0, 0, 'x')"))
            .Message.ShouldContain("cannot store TEXT value in INTEGER column");
    }

    [Fact]
    public void Row_that_refers_to_nothing_is_refused()
    {
        using SqliteConnection connection = Database.Connect();

        Should.Throw<SqliteException>(() => connection.Execute("INSERT INTO announcement_gpus VALUES (404, 'card')"))
            .Message.ShouldContain("FOREIGN KEY");
    }

    // The journal of DbUp is its own table, neither strict nor anyone's.
    private List<TableRow> Tables()
    {
        using SqliteConnection connection = Database.Connect();
        return connection.Query<TableRow>(
            "SELECT name AS Name, strict AS Strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'SchemaVersions'")
            .AsList();
    }

    private static IEnumerable<(string Owner, string File, string Sql)> Scripts()
    {
        const string prefix = "Tracker.Storage.Migrations.";
        foreach (string name in typeof(TrackerDatabase).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            using StreamReader reader = new(typeof(TrackerDatabase).Assembly.GetManifestResourceStream(name)!);
            string[] parts = name[prefix.Length..].Split('.', 2);
            yield return (parts[0], parts[1], reader.ReadToEnd());
        }
    }

    [GeneratedRegex(@"CREATE TABLE (?:IF NOT EXISTS )?(\w+)")]
    private static partial Regex CreateTable();

    private sealed record TableRow
    {
        public string Name { get; init; } = "";

        public long Strict { get; init; }
    }
}
