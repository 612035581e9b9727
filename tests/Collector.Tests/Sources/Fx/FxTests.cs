using System.Globalization;
using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;

namespace Tracker.Collector.Tests.Sources.Fx;

/// <summary>Documents in the shape of the European Central Bank's, with invented rates.</summary>
public sealed class FxTests : CollectorFixture
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Rates_of_several_days_are_read_exactly()
    {
        ExtractionReport report = Reading.As(null, Document(Day("2026-11-20", ("USD", "1.0842"), ("JPY", "162.55")), Day("2026-11-19", ("USD", "1.08"))));

        report.Kind.ShouldBe("fx");
        report.ExchangeRates.Select(r => $"{r.Date:yyyy-MM-dd} {r.Base} {r.Currency} {r.Rate.ToString(CultureInfo.InvariantCulture)}").ShouldBe(
            ["2026-11-20 EUR USD 1.0842", "2026-11-20 EUR JPY 162.55", "2026-11-19 EUR USD 1.08"]);
        report.Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("N/A")]
    [InlineData("-1.2")]
    [InlineData("0")]
    [InlineData("1,08")]
    [InlineData("")]
    public void Rate_that_is_no_number_is_left_out(string rate) =>
        Reading.As(SourceKind.Fx, Document(Day("2026-11-20", ("USD", rate), ("CHF", "0.93")))).ExchangeRates.ShouldHaveSingleItem().Currency.ShouldBe("CHF");

    [Fact]
    public void Currency_that_is_no_more_and_the_base_itself_are_left_out() =>
        Reading.As(SourceKind.Fx, Document(Day("2026-11-20", ("ZZZ", "1.5"), ("EUR", "1")))).ExchangeRates.ShouldBeEmpty();

    [Fact]
    public void Day_that_is_no_date_is_a_problem_and_gives_no_rates()
    {
        ExtractionReport report = Reading.As(SourceKind.Fx, Document(Day("20.11.2026", ("USD", "1.0842"))));

        report.ExchangeRates.ShouldBeEmpty();
        report.Problems.ShouldHaveSingleItem().Message.ShouldContain("20.11.2026");
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"1.2\">]><Cube time='2026-11-20'><Cube currency='USD' rate='&a;'/></Cube>")]
    [InlineData("<html><title>Just a moment...</title>")]
    [InlineData("<rss version=\"2.0\"><channel/></rss>")]
    [InlineData("")]
    public void Document_that_is_no_rate_table_is_an_explained_nothing(string text)
    {
        ExtractionReport report = Reading.As(SourceKind.Fx, text);

        report.IsEmpty.ShouldBeTrue();
        report.Problems.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Rates_are_stored_once_with_the_moment_they_could_be_known()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        MarketCollector collector = Collector(TestCatalog.Source("ecb", SourceKind.Fx, site.Url + "/eurofxref.xml"));
        site.Says(Document(Day("2026-11-20", ("USD", "1.0842")), Day("2026-07-01", ("JPY", "162.55"))), "text/xml");

        await collector.CollectDueAsync(null, Token);
        Time.Advance(TimeSpan.FromDays(1));
        await collector.CollectDueAsync(null, Token);

        // Published at 16:00 in Frankfurt: 15:00 UTC in winter, 14:00 in summer.
        Query<string>("SELECT base || ' ' || currency || ' ' || rate_e9 || ' ' || observed_at || ' ' || known_at FROM exchange_rates ORDER BY id").ShouldBe(
        [
            "EUR USD 1084200000 2026-11-20T13:10:00.000Z 2026-11-20T15:00:00.000Z",
            "EUR JPY 162550000000 2026-07-01T12:10:00.000Z 2026-07-01T14:00:00.000Z",
        ]);
    }

    [Fact]
    public async Task Corrected_rate_is_known_from_when_it_was_seen()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        MarketCollector collector = Collector(TestCatalog.Source("ecb", SourceKind.Fx, site.Url + "/eurofxref.xml"));
        site.Says(Document(Day("2026-11-20", ("USD", "1.0842"))), "text/xml");
        await collector.CollectDueAsync(null, Token);
        Time.Advance(TimeSpan.FromDays(1));
        site.Says(Document(Day("2026-11-20", ("USD", "1.0852"))), "text/xml");
        await collector.CollectDueAsync(null, Token);

        Query<string>("SELECT rate_e9 || ' ' || known_at FROM exchange_rates ORDER BY id").ShouldBe(
            ["1084200000 2026-11-20T15:00:00.000Z", "1085200000 2026-11-24T08:00:00.000Z"]);
    }

    [Fact]
    public async Task Rate_of_a_day_to_come_is_not_stored()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        MarketCollector collector = Collector(TestCatalog.Source("ecb", SourceKind.Fx, site.Url + "/eurofxref.xml"));
        site.Says(Document(Day("2027-01-04", ("USD", "1.0842"))), "text/xml");

        await collector.CollectDueAsync(null, Token);

        Count("exchange_rates").ShouldBe(0);
    }

    private static string Day(string date, params (string Currency, string Rate)[] rates) =>
        $"<Cube time='{date}'>{string.Concat(rates.Select(r => $"<Cube currency='{r.Currency}' rate='{r.Rate}'/>"))}</Cube>";

    private static string Document(params string[] days) =>
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><gesmes:Envelope xmlns:gesmes=\"http://www.gesmes.org/xml/2002-08-01\" xmlns=\"http://www.ecb.int/vocabulary/2002-08-01/eurofxref\">"
        + $"<gesmes:subject>Reference rates</gesmes:subject><Cube>{string.Concat(days)}</Cube></gesmes:Envelope>";
}
