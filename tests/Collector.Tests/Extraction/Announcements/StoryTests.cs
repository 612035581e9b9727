using Microsoft.AspNetCore.Http;
using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction.Announcements;

namespace Tracker.Collector.Tests.Extraction.Announcements;

public sealed class StoryTests : CollectorFixture
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Maker unveils MI350P with 144 GB of memory", "Maker has unveiled MI350P with 144 GB memory - Some News")]
    [InlineData("RTX PRO 6000 price raised to $13,250 at the marketplace", "Marketplace: RTX PRO 6000 price raised to $13,250")]
    public void Retold_title_is_a_copy(string first, string second) => new TitleWords(first).IsCopyOf(new(second)).ShouldBeTrue();

    [Theory]
    [InlineData("Maker unveils MI350P with 144 GB of memory", "Maker unveils MI350P with 288 GB of memory")]
    [InlineData("Maker unveils MI350P with 144 GB of memory", "Maker unveils MI355P with 144 GB of memory")]
    [InlineData("MI350P delayed", "MI350P delayed")]
    [InlineData("RTX PRO 6000 price raised at the marketplace", "RTX PRO 6000 reviewed: fast, loud and dear")]
    public void Other_story_or_too_short_a_title_is_none(string first, string second) => new TitleWords(first).IsCopyOf(new(second)).ShouldBeFalse();

    [Fact]
    public async Task Copies_are_grouped_under_the_first_and_claims_are_stored_with_their_item()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        MarketCollector collector = Collector(Feed("a", site), Feed("b", site), Feed("c", site));
        site.Answer = context => context.Response.WriteAsync(context.Request.Path.Value switch
        {
            "/a" => Rss("Maker unveils Instinct MI350P with 144 GB of memory", "https://first.example/mi350p", "It ships in H1 2027."),
            "/b" => Rss("Maker unveils the Instinct MI350P with 144 GB memory", "https://second.example/1", ""),
            _ => Rss("A card for the rest of us? Instinct MI350P", "https://third.example/1", "&lt;a href=\"https://www.first.example/mi350p?utm_source=c\"&gt;Source&lt;/a&gt;"),
        });

        await collector.CollectDueAsync(null, Token);

        Count("announcements").ShouldBe(3);
        Query<long>("SELECT DISTINCT o.origin_id FROM announcement_origins o JOIN announcements a ON a.id = o.announcement_id WHERE a.source_id IN ('a', 'b')").Count.ShouldBe(1);
        Query<string>(
            """
            SELECT gpu_id || ' ' || kind || ' ' || date_from || ' ' || date_to || ' ' || sentence FROM announcement_claims WHERE kind = 'date'
            """).ShouldBe(["mi350p date 2027-01-01 2027-06-30 It ships in H1 2027."]);
        Query<double>("SELECT value FROM announcement_claims WHERE kind = 'memory'").ShouldAllBe(gb => gb == 144);
    }

    [Fact]
    public async Task Roadmap_fact_brings_its_claims()
    {
        MarketCollector collector = Collector();
        string file = Write("roadmap.csv", "date,gpu,product,kind,title,confidence,source\n2026-03-20,mi350p,MI350P,launch,\"144 GB, $8,999, Q3 2026\",high,https://news.example/1\n");

        await collector.ImportAsync(file, Token);
        await collector.ImportAsync(file, Token);

        Query<string>("SELECT kind || ' ' || coalesce(value, amount_minor, date_from) || ' ' || coalesce(unit, currency, date_to) FROM announcement_claims ORDER BY id")
            .ShouldBe(["date 2026-07-01 2026-09-30", "memory 144.0 GB", "price 899900 USD"]);
        Count("announcement_origins").ShouldBe(1);
    }

    private static SourceEntry Feed(string id, LoopbackSite site) => TestCatalog.Source(id, SourceKind.Feed, $"{site.Url}/{id}");

    private static string Rss(string title, string link, string text) =>
        $"<rss version=\"2.0\"><channel><title>t</title><link>https://news.example/</link><description>d</description><item><title>{title}</title><link>{link}</link>"
        + $"<description>{text}</description><pubDate>Sun, 22 Nov 2026 12:00:00 GMT</pubDate></item></channel></rss>";
}
