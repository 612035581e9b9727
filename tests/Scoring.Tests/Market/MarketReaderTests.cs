using Dapper;
using Microsoft.Data.Sqlite;
using Tracker.Contracts;
using Tracker.Scoring.Market;
using Tracker.Storage;

namespace Tracker.Scoring.Tests.Market;

/// <summary>Reads a real database of invented offers.</summary>
public sealed class MarketReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("market").FullName;
    private readonly TrackerDatabase _database;

    public MarketReaderTests() => _database = TrackerDatabase.Open(Path.Combine(_folder, "tracker.db"));

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Read_keeps_the_last_word_of_each_thing_in_each_month()
    {
        Add("a", "2026-04-03", 9000);
        Add("a", "2026-04-20", 9100);
        Add("a", "2026-06-05", 9300);
        Add("b", "2026-06-01", 8800);
        Add("b", "2026-06-09", 8700, gpu: "another");
        Add("b", "2020-06-01", 7000);

        Offers(Read("2026-06-20"), "card").ShouldBe(["9100 of 2026-04-20", "8800 of 2026-06-01", "9300 of 2026-06-05"]);
        Offers(Read("2026-06-20"), "another").ShouldBe(["8700 of 2026-06-09"]);
        Offers(Read("2026-04-10"), "card").ShouldBe(["9000 of 2026-04-03"]);
    }

    [Fact]
    public void Read_uses_nothing_that_was_known_later()
    {
        Add("a", "2026-06-01", 9000);
        Add("a", "2026-06-10", 5000, known: "2026-09-01");

        Offers(Read("2026-06-20"), "card").ShouldBe(["9000 of 2026-06-01"]);
    }

    [Fact]
    public void Read_thing_without_an_amount_is_no_longer_on_sale()
    {
        Add("a", "2026-05-01", 9000);
        Add("a", "2026-06-01", null);

        Offer last = Read("2026-06-20").Offers["card"].Last();
        last.OnSale.ShouldBeFalse();
        StreetPrice.Find(Read("2026-06-20").Offers["card"], PriceUnit.Each, "USD", OfferFactory.Day("2026-06-20")).ShouldBeNull();
    }

    [Fact]
    public void Read_converts_at_the_rate_of_the_offers_own_day_and_names_it()
    {
        Add("a", "2026-06-01", 10000, currency: "EUR");
        Add("b", "2026-06-02", 17000, currency: "CAD");
        Rate("USD", "2026-05-30", 1.10m);
        Rate("USD", "2026-06-12", 1.30m);

        MarketSnapshot market = Read("2026-06-20");

        Offer converted = market.Offers["card"].ShouldHaveSingleItem();
        converted.Price.Amount.ShouldBe(11000);
        converted.Conversion.ShouldBe("10,000 EUR at 1.1 USD of 2026-05-30");
        market.LeftAside["card"].ShouldContain("17,000 CAD");
    }

    [Fact]
    public void Read_converts_between_two_currencies_by_way_of_the_base()
    {
        Add("a", "2026-06-01", 16000, currency: "CAD");
        Rate("USD", "2026-06-01", 1.20m);
        Rate("CAD", "2026-06-01", 1.60m);

        Read("2026-06-20").Offers["card"].ShouldHaveSingleItem().Price.Amount.ShouldBe(12000);
    }

    [Fact]
    public void Read_does_not_convert_at_a_rate_of_another_season()
    {
        Add("a", "2026-06-01", 10000, currency: "EUR");
        Rate("USD", "2026-03-01", 1.10m);

        Read("2026-06-20").Offers["card"].ShouldBeEmpty();
    }

    private MarketSnapshot Read(string date) => new MarketReader(_database).Read(OfferFactory.Day(date), OfferFactory.Day(date), "USD");

    private static IEnumerable<string> Offers(MarketSnapshot market, string gpu) =>
        market.Offers[gpu].Select(o => $"{o.Price.Amount:0} of {o.ObservedAt:yyyy-MM-dd}");

    private void Add(string item, string date, decimal? amount, string currency = "USD", string? known = null, string gpu = "card")
    {
        using SqliteConnection connection = _database.Connect();
        connection.Execute(
            """
            INSERT INTO offers (fact_key, gpu_id, source_id, venue, item_key, amount_minor, currency, unit, condition, availability,
                                basis, observed_at, known_at, recorded_at, confidence, evidence)
            VALUES (@key, @gpu, 'shops', 'Shop', @item, @minor, @currency, 'each', 'new', 'in-stock', 'street', @at, @known, @at, 'high', 'invented')
            """,
            new { key = $"{gpu} {item} {date}", gpu, item, minor = (long?)(amount * 100), currency = amount is null ? null : currency, at = OfferFactory.Day(date), known = OfferFactory.Day(known ?? date) });
    }

    private void Rate(string currency, string date, decimal rate)
    {
        using SqliteConnection connection = _database.Connect();
        connection.Execute(
            """
            INSERT INTO exchange_rates (source_id, base, currency, rate_e9, observed_at, known_at, recorded_at, evidence)
            VALUES ('bank', 'EUR', @currency, @rate, @at, @at, @at, 'invented')
            """,
            new { currency, rate = (long)(rate * 1_000_000_000), at = OfferFactory.Day(date) });
    }
}
