using Microsoft.AspNetCore.Http;
using Tracker.Catalog.Sources;
using Tracker.Collector.Fetching;
using Tracker.Contracts;

namespace Tracker.Collector.Tests;

public sealed class CollectingTests : CollectorFixture
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Offer_is_stored_with_its_message_in_one_go()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        MarketCollector collector = Collector(Shop(site));
        site.Says(Page(12490));

        CollectReport report = await collector.CollectDueAsync(null, Token);

        report.Sources.ShouldHaveSingleItem().ShouldBe(new() { SourceId = "shop", NewObservations = 1, Problem = null });
        Query<string>("SELECT gpu_id || '|' || source_id || '|' || venue || '|' || amount_minor || '|' || currency || '|' || unit || '|' || condition || '|' || availability || '|' || basis || '|' || observed_at || '|' || known_at || '|' || confidence FROM offers")
            .ShouldBe(["rtx-pro-6000-blackwell|shop|Example Shop|1249000|USD|each|new|in-stock|street|2026-11-23T08:00:00.000Z|2026-11-23T08:00:00.000Z|medium"]);
        string message = Messages<OfferObserved>().ShouldHaveSingleItem();
        message.ShouldContain("\"offer_id\":1,");
        message.ShouldContain("\"minor_units\":1249000");
    }

    [Fact]
    public async Task Unchanged_offer_is_stored_once_a_day_and_a_changed_one_at_once()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        MarketCollector collector = Collector(Shop(site));
        site.Says(Page(12490));
        await collector.CollectDueAsync(null, Token);

        (await NextAsync(collector, TimeSpan.FromHours(2))).NewObservations.ShouldBe(0);
        site.Says(Page(11990));
        (await NextAsync(collector, TimeSpan.FromHours(2))).NewObservations.ShouldBe(1);
        (await NextAsync(collector, TimeSpan.FromHours(2))).NewObservations.ShouldBe(0);
        (await NextAsync(collector, TimeSpan.FromHours(12))).NewObservations.ShouldBe(1);

        Query<long>("SELECT amount_minor FROM offers ORDER BY id").ShouldBe([1249000, 1199000, 1199000]);
        Messages<OfferObserved>().Count.ShouldBe(3);
    }

    [Fact]
    public async Task Figures_of_a_table_are_stored_where_they_changed_with_their_message()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        MarketCollector collector = Collector(TestCatalog.Source("specs", SourceKind.Table, site.Url + "/card"));
        const string Table = "<title>Cards</title><table><tr><th>Model</th><th>Memory</th><th>TDP</th></tr><tr><td>RTX PRO 6000</td><td>96 GB</td><td>600 W</td></tr></table>";
        site.Says(Table);
        await collector.CollectDueAsync(null, Token);

        (await NextAsync(collector, TimeSpan.FromHours(25))).NewObservations.ShouldBe(0);
        site.Says(Table.Replace("600 W", "575 W", StringComparison.Ordinal));
        (await NextAsync(collector, TimeSpan.FromHours(25))).NewObservations.ShouldBe(1);

        Query<string>("SELECT gpu_id || ' ' || field || ' ' || value || ' ' || source_id || ' ' || confidence FROM specs ORDER BY id").ShouldBe(
        [
            "rtx-pro-6000-blackwell memory_gb 96 specs medium", "rtx-pro-6000-blackwell tdp_watts 600 specs medium", "rtx-pro-6000-blackwell tdp_watts 575 specs medium",
        ]);
        Messages<SpecObserved>().Count.ShouldBe(3);
    }

    [Fact]
    public async Task Price_that_returns_is_a_new_observation()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        MarketCollector collector = Collector(Shop(site));
        foreach (int price in new[] { 12490, 11990, 12490 })
        {
            site.Says(Page(price));
            await NextAsync(collector, TimeSpan.FromHours(1));
        }

        Query<long>("SELECT amount_minor FROM offers ORDER BY id").ShouldBe([1249000, 1199000, 1249000]);
    }

    [Fact]
    public async Task Definite_not_on_sale_is_a_row_without_an_amount()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        MarketCollector collector = Collector(Shop(site));
        site.Says("""<title>Card</title><script type="application/ld+json">{"@type":"Product","name":"RTX PRO 6000","offers":{"availability":"SoldOut"}}</script>""");

        await collector.CollectDueAsync(null, Token);

        Query<string>("SELECT availability FROM offers WHERE amount_minor IS NULL").ShouldBe(["out-of-stock"]);
        Messages<OfferObserved>().ShouldHaveSingleItem().ShouldContain("\"price\":null");
    }

    [Theory]
    [InlineData("<title>Just a moment...</title>", 200)]
    [InlineData("", 200)]
    [InlineData("<title>Page not found</title>", 200)]
    [InlineData("Forbidden", 403)]
    [InlineData("Gone", 404)]
    public async Task Unknown_changes_nothing_but_the_sources_state(string html, int status)
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        MarketCollector collector = Collector(Shop(site));
        site.Says(Page(12490));
        await collector.CollectDueAsync(null, Token);
        site.Says(html, status: status);

        SourceOutcome outcome = await NextAsync(collector, TimeSpan.FromHours(24));

        outcome.Problem.ShouldNotBeNull();
        Count("offers").ShouldBe(1);
        Messages<OfferObserved>().Count.ShouldBe(1);
        Query<string>("SELECT failures_in_row || ' ' || (last_problem = '" + outcome.Problem.Replace("'", "''") + "') FROM source_state").ShouldBe(["1 1"]);
    }

    [Fact]
    public async Task Answer_that_cannot_be_stored_is_asked_for_again_and_leaves_nothing_half_written()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        site.Says(Page(12490));
        MarketCollector collector = Collector(Shop(site), Shop(site) with { Id = "other", Venue = "Other" });
        Execute("CREATE TRIGGER full BEFORE UPDATE ON source_state WHEN new.source_id = 'shop' BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");

        CollectReport refused = await collector.CollectDueAsync(null, Token);

        refused.Sources.Select(s => s.Problem?.Split(':')[0]).ShouldBe(["not-stored", null], ignoreOrder: true);
        Query<string>("SELECT source_id FROM offers").ShouldBe(["other"]);
        Query<string>("SELECT source_id FROM source_state").ShouldBe(["other"]);
        Messages<OfferObserved>().Count.ShouldBe(1);

        Execute("DROP TRIGGER full");
        (await collector.CollectDueAsync(null, Token)).Sources.ShouldHaveSingleItem().ShouldSatisfyAllConditions(s => s.SourceId.ShouldBe("shop"), s => s.NewObservations.ShouldBe(1));
    }

    [Fact]
    public async Task Not_modified_is_a_fresh_observation_on_a_later_day()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        MarketCollector collector = Collector(Shop(site));
        AnswersWithTag(site, Page(12490));
        await collector.CollectDueAsync(null, Token);

        (await NextAsync(collector, TimeSpan.FromHours(1))).NewObservations.ShouldBe(0);
        (await NextAsync(collector, TimeSpan.FromHours(23))).NewObservations.ShouldBe(1);

        Query<string>("SELECT amount_minor || ' ' || observed_at FROM offers ORDER BY id")
            .ShouldBe(["1249000 2026-11-23T08:00:00.000Z", "1249000 2026-11-24T08:00:00.000Z"]);
        Query<string>("SELECT last_success_at FROM source_state").ShouldBe(["2026-11-24T08:00:00.000Z"]);
    }

    [Fact]
    public async Task Not_modified_does_not_bring_back_what_was_gone()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        MarketCollector collector = Collector(Shop(site) with { GpuId = null });
        AnswersWithTag(site, Page(12490) + Page(4649, "RTX A6000"));
        await collector.CollectDueAsync(null, Token);
        AnswersWithTag(site, Page(12490), "\"v2\"");
        await NextAsync(collector, TimeSpan.FromHours(24));

        (await NextAsync(collector, TimeSpan.FromHours(24))).NewObservations.ShouldBe(1);

        Query<long>("SELECT count(*) FROM offers WHERE gpu_id = 'rtx-a6000'").ShouldBe([1]);
        Query<long>("SELECT count(*) FROM offers WHERE gpu_id = 'rtx-pro-6000-blackwell'").ShouldBe([3]);
    }

    [Fact]
    public async Task Failures_climb_the_ladder_and_a_success_comes_down_one_step()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        MarketCollector collector = Collector(Shop(site));
        site.Says("", status: 500);
        List<double> waits = [];
        for (int i = 0; i < 7; i++)
        {
            await collector.CollectDueAsync(null, Token);
            waits.Add(Wait().TotalMinutes);
            (await collector.CollectDueAsync(null, Token)).Sources.ShouldBeEmpty();
            Time.Advance(Wait());
        }
        waits.ShouldBe([1, 5, 30, 120, 360, 1440, 1440]);

        site.Says(Page(12490));
        await collector.CollectDueAsync(null, Token);

        Wait().ShouldBe(TimeSpan.FromHours(6));
        Query<long>("SELECT failures_in_row FROM source_state").ShouldBe([0]);
    }

    [Fact]
    public async Task Retry_after_is_obeyed_where_it_is_longer()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        MarketCollector collector = Collector(Shop(site));
        site.Answer = context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = "7200";
            return Task.CompletedTask;
        };

        await collector.CollectDueAsync(null, Token);

        Wait().ShouldBe(TimeSpan.FromHours(2));
    }

    [Fact]
    public async Task Three_failures_in_a_row_make_sources_unhealthy_in_one_message_and_recovery_is_told()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        MarketCollector collector = Collector(Shop(site), Shop(site) with { Id = "shop-2" });
        site.Says("", status: 500);
        for (int i = 0; i < 5; i++)
        {
            await NextAsync(collector, TimeSpan.FromHours(7));
            Messages<SourceHealthChanged>().Count.ShouldBe(i < 2 ? 0 : 1);
        }
        Messages<SourceHealthChanged>().Single().ShouldSatisfyAllConditions(
            m => m.ShouldContain("\"source_id\":\"shop\",\"healthy\":false,\"problem\":\"http-500"),
            m => m.ShouldContain("\"source_id\":\"shop-2\",\"healthy\":false"));

        site.Says(Page(12490));
        await NextAsync(collector, TimeSpan.FromHours(24));

        List<string> messages = Messages<SourceHealthChanged>();
        messages.Count.ShouldBe(2);
        messages[1].ShouldContain("\"source_id\":\"shop-2\",\"healthy\":true,\"problem\":null");
    }

    [Fact]
    public async Task News_is_stored_once_whatever_the_feed_renames()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        MarketCollector collector = Collector(TestCatalog.Source("news", SourceKind.Feed, site.Url) with { Schedule = Hourly });
        string[] feeds =
        [
            Feed("g1", "https://news.example/a", "RTX PRO 6000 gets dearer"),
            Feed("g1", "https://news.example/b", "RTX PRO 6000 gets dearer, again"),
            Feed("g2", "https://news.example/b?utm_source=feed", "RTX PRO 6000 gets dearer, again"),
            Feed("g2", "https://news.example/c", "Update: RTX PRO 6000"),
        ];
        foreach (string feed in feeds)
        {
            site.Says(feed, "application/rss+xml");
            (await NextAsync(collector, TimeSpan.FromHours(1))).Problem.ShouldBeNull();
        }
        Count("announcements").ShouldBe(1);
        Messages<AnnouncementObserved>().ShouldHaveSingleItem().ShouldContain("\"gpu_ids\":[\"rtx-pro-6000-blackwell\"]");
        Query<string>("SELECT gpu_id FROM announcement_gpus").ShouldBe([TestCatalog.Pro]);

        site.Says(Feed("g3", "https://news.example/d", "RTX PRO 6000 gets cheaper"), "application/rss+xml");
        (await NextAsync(collector, TimeSpan.FromHours(1))).NewObservations.ShouldBe(1);
    }

    [Fact]
    public async Task Rates_are_stored_by_the_hour()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        MarketCollector collector = Collector(TestCatalog.Source("rates", SourceKind.Json, site.Url) with
        {
            Unit = PriceUnit.Hour,
            Currency = "USD",
            Json = new() { Items = "cards[*]", Title = "id", Price = "rate", Sku = "id" },
        });
        site.Says("""{"cards":[{"id":"RTX PRO 6000","rate":1.69},{"id":"RTX PRO 6000 Server Edition MIG 1g.24gb","rate":0.59},{"id":"RTX A6000","rate":0.5}]}""", "application/json");

        await collector.CollectDueAsync(null, Token);

        Query<string>("SELECT gpu_id || ' ' || amount_minor || ' ' || unit || ' ' || basis FROM offers").ShouldBe(["rtx-pro-6000-blackwell 169 hour rental"]);
    }

    [Fact]
    public async Task Facts_source_is_imported_from_its_file_and_from_the_web()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        site.Says("gpu,observed,amount,currency,source\nrtx-a6000,2026-08-15,4649,USD,web\n", "text/csv");
        Write("facts/own.csv", "gpu,observed,amount,currency,source\nrtx-a6000,2026-08-15,4650,USD,own\n");
        MarketCollector collector = Collector(TestCatalog.Source("file", SourceKind.Facts, "facts/own.csv"), TestCatalog.Source("web", SourceKind.Facts, site.Url + "/f.csv"));

        CollectReport report = await collector.CollectDueAsync(null, Token);

        report.Sources.ShouldAllBe(s => s.Problem == null && s.NewObservations == 1);
        Query<string>("SELECT source_id || ' ' || amount_minor FROM offers ORDER BY amount_minor").ShouldBe(["web 464900", "facts 465000"]);
    }

    [Fact]
    public async Task Only_enabled_sources_that_are_due_are_asked()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        site.Says(Page(12490));
        MarketCollector collector = Collector(
            Shop(site), Shop(site) with { Id = "off", Enabled = false }, Shop(site) with { Id = "cron", Schedule = new() { Cron = "0 0 6 * * ?", Zone = "Europe/Berlin", Jitter = TimeSpan.Zero } });

        (await collector.CollectDueAsync(null, Token)).Sources.Select(s => s.SourceId).ShouldBe(["cron", "shop"]);
        (await collector.CollectDueAsync(null, Token)).Sources.ShouldBeEmpty();
        Time.Advance(TimeSpan.FromHours(20));
        // 04:00 UTC is 05:00 in Berlin, an hour before the daily run.
        (await collector.CollectDueAsync(null, Token)).Sources.Select(s => s.SourceId).ShouldBe(["shop"]);
        Time.Advance(TimeSpan.FromHours(1));
        (await collector.CollectDueAsync(null, Token)).Sources.Select(s => s.SourceId).ShouldContain("cron");
    }

    [Fact]
    public async Task Extract_saves_nothing_and_tells_the_kind_by_content()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        site.Says(Page(12490));
        MarketCollector collector = Collector(Shop(site));

        (await collector.ExtractAsync(site.Url + "/p", null, null, null, Token)).Offers.ShouldHaveSingleItem().Url.ShouldBe(site.Url + "/p");
        (await collector.ExtractAsync(Write("feed.xml", Feed("g", "/a", "RTX PRO 6000")), "https://news.example/f", null, null, Token)).Announcements.ShouldHaveSingleItem().Url.ShouldBe("https://news.example/a");
        (await collector.ExtractAsync(Write("big.html", new string(' ', PageFetcher.SizeLimit + 1)), null, null, null, Token)).Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            p => p.Code.ShouldBe("too-large"), p => p.Message.ShouldContain("8 MiB"), p => p.Place.ShouldBe(Path.Combine(Folder, "big.html")));
        (await collector.ExtractAsync(Write("a.json", "{}"), null, null, null, Token)).Problems.ShouldHaveSingleItem().Code.ShouldBe("no-paths");
        (await collector.ExtractAsync(Write("a.csv", "gpu\n"), null, SourceKind.Facts, null, Token)).Problems.ShouldHaveSingleItem().Message.ShouldContain("tracker import");
        site.Says("", status: 403);
        (await collector.ExtractAsync(site.Url, null, null, "shop", Token)).Problems.ShouldHaveSingleItem().Code.ShouldBe("http-403");

        (Count("offers") + Count("announcements") + Count("source_state") + Count("outbox")).ShouldBe(0);
    }

    private static SourceSchedule Hourly => new() { Every = TimeSpan.FromHours(1), Jitter = TimeSpan.Zero };

    private static SourceEntry Shop(LoopbackSite site) =>
        TestCatalog.Source("shop", SourceKind.Product, site.Url + "/card") with { GpuId = TestCatalog.Pro, Schedule = Hourly };

    private static string Page(int price, string name = "RTX PRO 6000") =>
        $$"""<title>Card</title><script type="application/ld+json">{"@type":"Product","name":"{{name}}","sku":"{{name}}","offers":{"price":"{{price}}.00","priceCurrency":"USD","availability":"InStock"} }</script>""";

    private static string Feed(string guid, string link, string title) =>
        $"<rss version=\"2.0\"><channel><title>t</title><link>https://news.example/</link><description>d</description><item><title>{title}</title><link>{link}</link><guid isPermaLink=\"false\">{guid}</guid><pubDate>Mon, 23 Nov 2026 07:00:00 GMT</pubDate></item></channel></rss>";

    private static void AnswersWithTag(LoopbackSite site, string html, string tag = "\"v1\"") => site.Answer = context =>
    {
        context.Response.Headers.ETag = tag;
        context.Response.StatusCode = context.Request.Headers.IfNoneMatch == tag ? 304 : 200;
        return context.Response.StatusCode == 304 ? Task.CompletedTask : context.Response.WriteAsync(html);
    };

    private async Task<SourceOutcome> NextAsync(MarketCollector collector, TimeSpan later)
    {
        Time.Advance(later);
        return (await collector.CollectDueAsync(null, Token)).Sources[0];
    }

    private TimeSpan Wait() =>
        DateTimeOffset.Parse(Query<string>("SELECT coalesce(next_due_at, last_attempt_at) FROM source_state LIMIT 1")[0]) - Time.GetUtcNow();
}
