using Tracker.Contracts;

namespace Tracker.Collector.Tests.Sources.Facts;

public sealed class FactImportTests : CollectorFixture
{
    private const string Header = "gpu,observed,known,amount,currency,unit,condition,availability,basis,venue,confidence,source,note\n";
    private const string Row = "rtx-pro-6000-blackwell,2026-08-15,2026-08-16,15999.99,USD,each,new,in-stock,street,Shop A,high,https://example.org/a,\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Price_row_is_stored_with_both_clocks_and_its_citation()
    {
        ImportReport report = await Collector().ImportAsync(Write("prices.csv", Header + Row), Token);

        report.Accepted.ShouldBe(1);
        report.Refused.ShouldBeEmpty();
        string stored = Query<string>(
            "SELECT gpu_id || '|' || amount_minor || '|' || currency || '|' || unit || '|' || condition || '|' || availability || '|' || basis || '|' || venue || '|' || confidence || '|' || evidence || '|' || observed_at || '|' || known_at FROM offers").Single();
        stored.ShouldBe("rtx-pro-6000-blackwell|1599999|USD|each|new|in-stock|street|Shop A|high|https://example.org/a|2026-08-15T23:59:59.999Z|2026-08-16T23:59:59.999Z");
    }

    [Fact]
    public async Task File_imported_again_adds_nothing()
    {
        MarketCollector collector = Collector();
        string file = Write("prices.csv", Header + Row);
        await collector.ImportAsync(file, Token);

        ImportReport again = await collector.ImportAsync(file, Token);

        again.Accepted.ShouldBe(0);
        again.Duplicate.ShouldBe(1);
        Count("offers").ShouldBe(1);
        Messages<FactsImported>().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Same_facts_in_another_file_and_order_are_duplicates()
    {
        MarketCollector collector = Collector();
        await collector.ImportAsync(Write("a.csv", Header + Row), Token);

        ImportReport other = await collector.ImportAsync(
            Write("b.csv", "source,currency,amount,observed,gpu,known,venue,availability,condition,confidence\nhttps://example.org/a,USD,15999.99,2026-08-15,rtx-pro-6000-blackwell,2026-08-16,Shop A,in-stock,new,low\n"),
            Token);

        other.Refused.ShouldBeEmpty();
        (other.Accepted, other.Duplicate).ShouldBe((0, 1));
    }

    [Fact]
    public async Task Row_twice_in_a_file_is_one_fact()
    {
        ImportReport report = await Collector().ImportAsync(Write("prices.csv", Header + Row + Row), Token);

        (report.Accepted, report.Duplicate).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData("rtx-pro-6000-blackwel,2026-08-15,,1,USD,each,new,in-stock,street,A,high,s,", "did you mean 'rtx-pro-6000-blackwell'")]
    [InlineData(",2026-08-15,,1,USD,each,new,in-stock,street,A,high,s,", "'gpu' is missing")]
    [InlineData("rtx-a6000,15.08.2026,,1,USD,each,new,in-stock,street,A,high,s,", "'observed' must be a date")]
    [InlineData("rtx-a6000,2026-08-15,soon,1,USD,each,new,in-stock,street,A,high,s,", "'known' must be a date")]
    [InlineData("rtx-a6000,2026-08-15,2026-08-14,1,USD,each,new,in-stock,street,A,high,s,", "is before 'observed'")]
    [InlineData("rtx-a6000,2026-08-15,,0,USD,each,new,in-stock,street,A,high,s,", "'amount' must be more than 0")]
    [InlineData("rtx-a6000,2026-08-15,,-5,USD,each,new,in-stock,street,A,high,s,", "'amount' must be more than 0")]
    [InlineData("rtx-a6000,2026-08-15,,0.001,USD,each,new,in-stock,street,A,high,s,", "smallest unit")]
    [InlineData("rtx-a6000,2026-08-15,,\"8,565.00\",USD,each,new,in-stock,street,A,high,s,", "without grouping")]
    [InlineData("rtx-a6000,2026-08-15,,1,usd,each,new,in-stock,street,A,high,s,", "'currency' must be an ISO 4217 code")]
    [InlineData("rtx-a6000,2026-08-15,,,USD,each,new,in-stock,street,A,high,s,", "'amount' is missing")]
    [InlineData("rtx-a6000,2026-08-15,,1,USD,month,new,in-stock,street,A,high,s,", "'unit' must be one of each, hour")]
    [InlineData("rtx-a6000,2026-08-15,,1,USD,each,mint,in-stock,street,A,high,s,", "'condition' must be one of")]
    [InlineData("rtx-a6000,2026-08-15,,1,USD,each,new,gone,street,A,high,s,", "'availability' must be one of")]
    [InlineData("rtx-a6000,2026-08-15,,1,USD,each,new,in-stock,Some Thing,A,high,s,", "'basis' must be a word")]
    [InlineData("rtx-a6000,2026-08-15,,1,USD,each,new,in-stock,street,A,certain,s,", "'confidence' must be one of")]
    [InlineData("rtx-a6000,2026-08-15,,1,USD,each,new,in-stock,street,A,high,,", "'source' is missing")]
    [InlineData("rtx-a6000,2026-08-15,,1,USD", "the row has 5 fields, the header 13")]
    [InlineData("rtx-a6000,2026-08-15,,1,USD,each,new,in-stock,street,\"A,high,s,", "quotation mark is not closed")]
    public async Task Bad_row_is_refused_with_its_line_and_the_others_load(string bad, string reason)
    {
        ImportReport report = await Collector().ImportAsync(Write("prices.csv", $"{Header}\n# a remark\n{bad}\n{Row}"), Token);

        report.Accepted.ShouldBe(1);
        RefusedRow refused = report.Refused.ShouldHaveSingleItem();
        refused.Line.ShouldBe(4);
        refused.Reason.ShouldContain(reason);
    }

    [Fact]
    public async Task Unknown_header_is_refused_naming_what_was_expected()
    {
        ImportReport report = await Collector().ImportAsync(Write("prices.csv", "date,price\n2026,1\n"), Token);

        RefusedRow refused = report.Refused.ShouldHaveSingleItem();
        refused.Line.ShouldBe(1);
        refused.Reason.ShouldContain("unknown header 'date,price'");
        refused.Reason.ShouldContain("prices: gpu,observed,amount,currency,source");
        Messages<FactsImported>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Missing_file_is_refused_as_a_whole() =>
        (await Collector().ImportAsync(Path.Combine(Folder, "none.csv"), Token)).Refused.ShouldHaveSingleItem().Line.ShouldBe(0);

    [Theory]
    [InlineData("2026", "2026-08-16", "2026-08-16T23:59:59.999Z", "2026-08-16T23:59:59.999Z")]
    [InlineData("2026-07", "", "2026-07-31T23:59:59.999Z", "2026-07-31T23:59:59.999Z")]
    [InlineData("2026-07", "2026-08", "2026-07-31T23:59:59.999Z", "2026-08-31T23:59:59.999Z")]
    [InlineData("2026-11", "", "2026-11-23T08:00:00.000Z", "2026-11-23T08:00:00.000Z")]
    public async Task Partial_date_is_its_last_day_but_never_after_it_was_known(string observed, string known, string observedAt, string knownAt)
    {
        await Collector().ImportAsync(Write("prices.csv", $"{Header}rtx-a6000,{observed},{known},1,USD,each,new,in-stock,street,A,high,s,\n"), Token);

        Query<string>("SELECT observed_at || ' ' || known_at FROM offers").Single().ShouldBe($"{observedAt} {knownAt}");
    }

    [Fact]
    public async Task Row_without_an_amount_says_that_it_was_not_on_sale()
    {
        await Collector().ImportAsync(Write("prices.csv", Header + "rtx-a6000,2026-08-15,,,,each,new,out-of-stock,street,A,high,s,\n"), Token);

        Query<string>("SELECT availability FROM offers WHERE amount_minor IS NULL AND currency IS NULL").ShouldBe(["out-of-stock"]);
    }

    [Fact]
    public async Task Fact_that_does_not_say_how_sure_it_is_is_unverified()
    {
        await Collector().ImportAsync(Write("prices.csv", "gpu,observed,amount,currency,source\nrtx-a6000,2026-08-15,1,USD,s\n"), Token);

        Query<string>("SELECT confidence || ' ' || unit || ' ' || basis || ' ' || condition FROM offers").ShouldBe(["unverified each street unknown"]);
    }

    [Fact]
    public async Task Roadmap_rows_become_announcements_with_their_gpu()
    {
        ImportReport report = await Collector().ImportAsync(
            Write(
                "roadmap.csv",
                """
                date,known,gpu,vendor,product,kind,title,confidence,source
                2026-05-20,2026-05-20,mi350p,AMD,Instinct MI350P,announcement,"Announced, with 144 GB",high,https://example.org/n
                2016-05-27,2016-05-27,,NVIDIA,GeForce GTX 1080,launch,MSRP $599,med,a book
                """),
            Token);

        report.Refused.ShouldBeEmpty();
        Query<string>("SELECT a.kind || '|' || a.vendor || '|' || a.product || '|' || a.title || '|' || a.confidence || '|' || coalesce(g.gpu_id, '-') FROM announcements a LEFT JOIN announcement_gpus g ON g.announcement_id = a.id ORDER BY a.id")
            .ShouldBe(["announcement|AMD|Instinct MI350P|Announced, with 144 GB|high|mi350p", "launch|NVIDIA|GeForce GTX 1080|MSRP $599|medium|-"]);
    }

    [Fact]
    public async Task Spec_rows_are_stored_and_a_figure_must_be_a_number()
    {
        ImportReport report = await Collector().ImportAsync(
            Write("specs.csv", "gpu,field,value,observed,known,confidence,source\nmi350p,memory_gb,144,2026-05-20,,high,s\nmi350p,memory_gb,lots,2026-05-20,,high,s\n"),
            Token);

        report.Accepted.ShouldBe(1);
        report.Refused.ShouldHaveSingleItem().ShouldBe(new(3, "'value' of memory_gb must be a number above 0, found 'lots'"));
        Query<string>("SELECT gpu_id || ' ' || field || ' ' || value FROM specs").ShouldBe(["mi350p memory_gb 144"]);
    }

    [Fact]
    public async Task Yaml_facts_are_read_as_csv_is()
    {
        MarketCollector collector = Collector();
        ImportReport report = await collector.ImportAsync(
            Write(
                "prices.yaml",
                """
                - gpu: rtx-pro-6000-blackwell
                  observed: 2026-08-15
                  known: 2026-08-16
                  amount: 15999.99
                  currency: USD
                  condition: new
                  availability: in-stock
                  venue: Shop A
                  confidence: high
                  source: https://example.org/a
                - gpu: nonsense
                  observed: 2026-08-15
                  amount: 1
                  currency: USD
                  source: s
                - just a text
                """),
            Token);

        report.Accepted.ShouldBe(1);
        report.Refused.Select(r => r.Line).ShouldBe([11, 16]);
        (await collector.ImportAsync(Write("prices.csv", Header + Row), Token)).Duplicate.ShouldBe(1);
    }

    [Fact]
    public async Task Facts_imported_stands_for_the_whole_file()
    {
        await Collector().ImportAsync(Write("prices.csv", Header + Row + Row.Replace("Shop A", "Shop B") + "x\n"), Token);

        Messages<FactsImported>().ShouldHaveSingleItem().ShouldContain("\"accepted\":2,\"duplicate\":0,\"refused\":1");
        Messages<OfferObserved>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Refused_rows_are_told_again_and_load_once_mended()
    {
        MarketCollector collector = Collector();
        string file = Write("prices.csv", Header + Row + "x\n");
        await collector.ImportAsync(file, Token);

        ImportReport again = await collector.ImportAsync(file, Token);

        (again.Accepted, again.Duplicate).ShouldBe((0, 1));
        again.Refused.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task History_folder_is_imported_by_name_and_none_is_none()
    {
        MarketCollector collector = Collector();
        (await collector.ImportHistoryAsync(Token)).ShouldBeEmpty();
        Write("history/b.csv", Header + Row);
        Write("history/a.yaml", "- {gpu: rtx-a6000, observed: 2026-08-15, amount: 1, currency: USD, source: s}");
        Write("history/read-me.txt", "no facts");

        IReadOnlyList<ImportReport> reports = await collector.ImportHistoryAsync(Token);

        reports.Select(r => Path.GetFileName(r.File)).ShouldBe(["a.yaml", "b.csv"]);
        reports.Sum(r => r.Accepted).ShouldBe(2);
    }

    [Fact]
    public async Task Text_of_facts_loses_control_and_bidirectional_characters()
    {
        await Collector().ImportAsync(Write("prices.csv", $"{Header}rtx-a6000,2026-08-15,,1,USD,each,new,in-stock,street,Sh\u202eop\u0007 A,high,s,\n"), Token);

        Query<string>("SELECT venue FROM offers").ShouldBe(["Shop A"]);
    }
}
