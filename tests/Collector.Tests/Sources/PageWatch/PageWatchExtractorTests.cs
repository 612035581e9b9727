using Tracker.Catalog.Sources;

namespace Tracker.Collector.Tests.Sources.PageWatch;

public sealed class PageWatchExtractorTests
{
    private const string News =
        """
        <nav><a href="/">All the news here</a></nav><main><article><a href="/n/1"><img src="x"></a><h2><a href="/n/1?utm_source=list">Maker launches the Instinct MI350P</a></h2>
        <a href="/n/1">Read more</a><time datetime="2026-11-20T09:00:00Z">today</time></article>
        <article><h2><a href="/n/2">Maker opens an office in Ghent</a></h2><span class="date">November 18, 2026</span></article></main>
        """;

    private static readonly SourceEntry s_source = TestCatalog.Source("maker", SourceKind.PageWatch, "https://maker.example/news");

    [Fact]
    public void Links_that_name_a_candidate_become_announcements_each_once() =>
        Reading.As(SourceKind.PageWatch, News, s_source, s_source.Url).Announcements.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            a => a.Title.ShouldBe("Maker launches the Instinct MI350P"),
            a => a.Url.ShouldBe("https://maker.example/n/1?utm_source=list"),
            a => a.PublishedAt.ShouldBe(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero)),
            a => a.Candidates.ShouldBe(["mi350p"]),
            a => a.Claims.ShouldHaveSingleItem().Kind.ShouldBe("exists"));

    [Fact]
    public void Selector_narrows_the_links_and_a_written_date_is_read() =>
        Reading.As(SourceKind.PageWatch, News, s_source with { Links = "article:nth-of-type(2) a", WatchWords = ["Ghent"] }, s_source.Url)
            .Announcements.ShouldHaveSingleItem().PublishedAt.ShouldBe(new DateTimeOffset(2026, 11, 18, 0, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("a.gone", "no-paths")]
    [InlineData("a..b", "bad-selector")]
    public void Selector_that_finds_nothing_is_a_problem(string links, string code) =>
        Reading.As(SourceKind.PageWatch, News, s_source with { Links = links }).Problems.ShouldHaveSingleItem().Code.ShouldBe(code);

    [Fact]
    public void Captcha_is_no_empty_list_of_news() =>
        Reading.As(SourceKind.PageWatch, "<html><title>Just a moment...</title></html>", s_source).Problems.ShouldHaveSingleItem().Code.ShouldBe("captcha");
}
