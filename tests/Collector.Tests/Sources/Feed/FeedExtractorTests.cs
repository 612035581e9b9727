using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;

namespace Tracker.Collector.Tests.Sources.Feed;

public sealed class FeedExtractorTests
{
    private const string Rss = """
        <?xml version="1.0"?><rss version="2.0"><channel><title>News</title><link>https://news.example/</link><description>d</description>
        <item><title>AMD ships the Instinct MI350P &amp; more</title><link>https://news.example/a?utm_source=x</link><guid isPermaLink="false">g1</guid>
          <pubDate>Mon, 23 Nov 2026 07:00:00 EST</pubDate><description>&lt;p&gt;It has &lt;b&gt;144 GB&lt;/b&gt;.&lt;/p&gt;</description></item>
        <item><title>Gardening in November</title><link>https://news.example/b</link></item>
        <item><title>GDDR7 gets dearer</title><link>javascript:alert(1)</link></item>
        </channel></rss>
        """;

    private static readonly SourceEntry s_source = TestCatalog.Source("news", SourceKind.Feed, "https://news.example/feed") with { WatchWords = ["GDDR7"] };

    [Fact]
    public void Entries_that_name_a_candidate_or_a_watch_word_become_announcements()
    {
        ExtractionReport report = Reading.As(SourceKind.Feed, Rss, s_source, s_source.Url);

        report.Problems.ShouldBeEmpty();
        report.Announcements.Count.ShouldBe(2);
        report.Announcements[0].ShouldSatisfyAllConditions(
            a => a.Title.ShouldBe("AMD ships the Instinct MI350P & more"),
            a => a.Url.ShouldBe("https://news.example/a?utm_source=x"),
            a => a.PublishedAt.ShouldBe(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero)),
            a => a.Candidates.ShouldBe(["mi350p"]),
            a => a.Claims.ShouldHaveSingleItem().ShouldSatisfyAllConditions(c => c.Value.ShouldBe("144"), c => c.Candidate.ShouldBe("mi350p")),
            a => a.Summary.ShouldBe("It has 144 GB."),
            a => a.Identities.ShouldContain("url:news.example/a"));
        report.Announcements[1].ShouldSatisfyAllConditions(a => a.Candidates.ShouldBeEmpty(), a => a.Url.ShouldBeNull());
    }

    [Fact]
    public void Excluding_words_keep_news_from_a_candidate() =>
        Reading.As(SourceKind.Feed, Rss.Replace("Instinct MI350P", "DGX Spark and DGX Station"), s_source).Announcements.ShouldNotContain(a => a.Candidates.Contains("dgx-spark"));

    [Theory]
    [InlineData("Mon, 15 Sep 2026 10:00:00 GMT")]
    [InlineData("Tue, 15 Sep 2026 10:00:00 GMT")]
    [InlineData("September 15, 2026 10:00 GMT")]
    [InlineData("Tuesday, September 15, 2026 10:00 GMT")]
    public void Date_is_read_whatever_day_of_the_week_it_claims(string date) =>
        Reading.As(SourceKind.Feed, $"<rss version=\"2.0\"><channel><title>t</title><item><title>RTX PRO 6000 news</title><link>https://news.example/1</link><pubDate>{date}</pubDate></item></channel></rss>")
            .Announcements.ShouldHaveSingleItem().PublishedAt.ShouldBe(new DateTimeOffset(2026, 9, 15, 10, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Without_a_source_all_entries_are_shown() => Reading.As(null, Rss).ShouldSatisfyAllConditions(r => r.Kind.ShouldBe("feed"), r => r.Announcements.Count.ShouldBe(3));

    [Theory]
    [InlineData("""<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><id>f</id><updated>2026-11-20T10:00:00Z</updated><entry><id>e1</id><title type="html">RTX PRO 6000 &lt;i&gt;news&lt;/i&gt;</title><link rel="alternate" href="https://news.example/1"/><updated>2026-11-20T10:00:00+01:00</updated><summary>s</summary></entry></feed>""")]
    [InlineData("""{"version":"https://jsonfeed.org/version/1.1","title":"t","items":[{"id":"1","url":"https://news.example/1","title":"RTX PRO 6000 news","content_html":"<p>s</p>","date_published":"2026-11-20T10:00:00Z"}]}""")]
    [InlineData("""<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>t</title><link rel="alternate" type="text/html" href="https://news.example/"/><modified>2026-11-20T10:00:00Z</modified><entry><title>RTX PRO 6000 news</title><link rel="alternate" type="text/html" href="https://news.example/1"/><id>e1</id><issued>2026-11-20T10:00:00Z</issued></entry></feed>""")]
    [InlineData("""<rss version="0.91"><channel><title>t</title><link>https://news.example/</link><description>d</description><language>en</language><item><title>RTX PRO 6000 news</title><link>https://news.example/1</link></item></channel></rss>""")]
    [InlineData("""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://news.example/"><title>t</title><link>https://news.example/</link><description>d</description></channel><item rdf:about="https://news.example/1"><title>RTX PRO 6000 news</title><link>https://news.example/1</link><dc:date>2026-11-20T10:00:00Z</dc:date></item></rdf:RDF>""")]
    [InlineData("""<rss version="2.0"><channel><title>t</title><link>https://news.example/</link><description>d</description><item><title>RTX PRO 6000 news</title><link>https://news.example/1</link><pubDate>not a date</pubDate></item></channel></rss>""")]
    public void Dialects_are_read(string feed)
    {
        ExtractedAnnouncement item = Reading.As(SourceKind.Feed, feed, s_source).Announcements.ShouldHaveSingleItem();

        (item.Title, item.Url).ShouldBe(("RTX PRO 6000 news", "https://news.example/1"));
        item.Candidates.ShouldBe([TestCatalog.Pro]);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("<rss version=\"2.0\"><channel><item><title>RTX", "malformed")]
    [InlineData("<!DOCTYPE rss [<!ENTITY a \"aaaa\">]><rss version=\"2.0\"><channel><item><title>&a;</title></item></channel></rss>", "malformed")]
    [InlineData("<rss version=\"2.0\"><channel><title>t</title><link>https://news.example/</link><description>d</description></channel></rss>", "empty")]
    [InlineData("<html><head><title>Just a moment...</title></head></html>", "captcha")]
    [InlineData("<html><head><title>Our news</title></head></html>", "malformed")]
    public void Feed_that_gives_nothing_is_a_problem(string text, string code)
    {
        ExtractionReport report = Reading.As(SourceKind.Feed, text, s_source);

        report.Announcements.ShouldBeEmpty();
        report.Problems.ShouldHaveSingleItem().Code.ShouldBe(code);
    }

    [Fact]
    public void Entities_of_a_feed_reach_no_file()
    {
        ExtractionReport report = Reading.As(
            SourceKind.Feed, "<?xml version=\"1.0\"?><!-- x --><!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><rss version=\"2.0\"><channel><item><title>RTX PRO 6000 &x;</title></item></channel></rss>", s_source);

        report.Announcements.ShouldBeEmpty();
        report.Problems.ShouldHaveSingleItem().Message.ShouldContain("document type");
    }

    [Fact]
    public void Feed_nested_without_end_is_refused() =>
        Reading.As(SourceKind.Feed, "<rss version=\"2.0\">" + string.Concat(Enumerable.Repeat("<a>", 100_000)), s_source).Problems.ShouldHaveSingleItem().Code.ShouldBe("malformed");
}
