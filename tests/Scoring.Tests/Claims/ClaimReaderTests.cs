using Dapper;
using Microsoft.Data.Sqlite;
using Tracker.Scoring.Claims;
using Tracker.Scoring.Tests.Market;
using Tracker.Storage;

namespace Tracker.Scoring.Tests.Claims;

public sealed class ClaimReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("claims").FullName;
    private readonly TrackerDatabase _database;

    public ClaimReaderTests() => _database = TrackerDatabase.Open(Path.Combine(_folder, "tracker.db"));

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("announcement", "AMD", "theregister.com; storagereview.com", "AMD")]
    [InlineData("rumour", "AMD", "tweaktown.com/news/109619", "tweaktown.com")]
    [InlineData("availability", "AMD", "nextplatform.com 2026-02-23", "nextplatform.com")]
    [InlineData("spec", null, "someone/some-repository:data/card.yaml@27c90c5", "someone/some-repository")]
    [InlineData("news", null, "The Paper", "The Paper")]
    public void Source_is_the_maker_for_his_own_announcements_else_the_publisher(string kind, string? vendor, string venue, string source)
    {
        Add("2025-06-12", kind, vendor, venue, "memory");

        new ClaimReader(_database).ReadClaims(OfferFactory.Day("2025-07-01")).ShouldHaveSingleItem().Source.ShouldBe(source);
    }

    [Fact]
    public void Claims_known_later_are_not_read()
    {
        Add("2025-06-12", "announcement", "AMD", "venue", "memory");

        new ClaimReader(_database).ReadClaims(OfferFactory.Day("2025-06-01")).ShouldBeEmpty();
    }

    [Fact]
    public void Resolution_row_says_the_kind_and_what_became_of_it()
    {
        Add("2025-06-12", "claim-resolution", null, "venue", claim: null, title: "date false: nobody got a sample");
        Add("2025-06-13", "claim-resolution", null, "venue", claim: null, title: "all is well");

        ResolutionFact fact = new ClaimReader(_database).ReadResolutions(OfferFactory.Day("2025-07-01")).ShouldHaveSingleItem();

        (fact.GpuId, fact.Kind, fact.IsTrue).ShouldBe(("card", ClaimKind.Date, false));
        fact.Reason.ShouldStartWith("nobody got a sample");
    }

    private void Add(string date, string kind, string? vendor, string venue, string? claim, string title = "96 GB")
    {
        using SqliteConnection connection = _database.Connect();
        string known = Instant.ToText(OfferFactory.Day(date));
        long id = connection.ExecuteScalar<long>(
            """
            INSERT INTO announcements (fact_key, source_id, venue, kind, vendor, title, published_at, known_at, recorded_at, confidence, evidence)
            VALUES (@known, 'facts', @venue, @kind, @vendor, @title, @known, @known, @known, 'high', 'invented') RETURNING id
            """,
            new { known, venue, kind, vendor, title });
        connection.Execute("INSERT INTO announcement_gpus (announcement_id, gpu_id) VALUES (@id, 'card')", new { id });
        if (claim is not null)
            connection.Execute("INSERT INTO announcement_claims (announcement_id, gpu_id, kind, value, unit, sentence) VALUES (@id, 'card', @claim, 96, 'GB', @title)", new { id, claim, title });
    }
}
