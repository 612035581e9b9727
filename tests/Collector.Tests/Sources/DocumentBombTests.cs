using System.Diagnostics;
using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;
using Tracker.Collector.Fetching;

namespace Tracker.Collector.Tests.Sources;

/// <summary>Documents made to cost the reader more than their writer.</summary>
public sealed class DocumentBombTests
{
    private const int Many = 60_000;

    /// <summary>Parsing is given up after ten seconds; reading what was parsed takes a few at most.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    private static readonly SourceKind[] s_kinds =
        [SourceKind.Product, SourceKind.Feed, SourceKind.Json, SourceKind.Fx, SourceKind.Listing, SourceKind.Table, SourceKind.PageWatch];

    public static TheoryData<string, string, int, string, int> Bombs => new()
    {
        // The name, what is nested and how deep, and what is in it and how often.
        { "items in items", "<div itemscope itemtype=\"https://schema.org/Product\">", 20_000, "", 0 },
        { "properties in properties", "<div itemscope itemtype=\"https://schema.org/Product\"><span itemprop=name>", 480, "<br>", Many },
        { "RDFa in RDFa", "<div typeof=Product><span property=name>", 480, "<br>", Many },
        { "tables in tables", "<table><tr><td>", 150, "<br>", Many },
        { "grids in grids", "<div role=table>", 450, "<i role=row>x</i>", Many },
        { "prices in prices", "<h1>x</h1><form action=cart></form><div class=price>", 400, "<br>", Many },
        { "formatting", "<b>", 20_000, "<p>x", 2_000 },
        { "buttons", "<button>", 400, "<br>", Many },
        { "links", "", 0, "<h2><a href=\"/{0}\">some words of news</a></h2>", Many },
        { "attributes", "<div ", 1, "a{0}=1 ", Many },
        { "entries", "<rss version=\"2.0\"><channel>", 1, "<item><title>RTX PRO 6000 in Q3 2027 at $8,000</title><link>https://shop.example/{0}</link></item>", 5_000 },
        { "title", "<item><title>", Many, "", 0 },
        { "JSON", "{\"products\":[", 1, "[", Many },
        { "JSON-LD", "<script type=\"application/ld+json\">[", 1, "{{\"@type\":\"Product\",\"offers\":[", 20_000 },
        { "offers", "<script type=\"application/ld+json\">{\"@type\":\"Product\",\"name\":\"RTX PRO 6000\",\"offers\":[", 1, "{{\"price\":\"8565\",\"priceCurrency\":\"USD\"}},", 20_000 },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void Bomb_ends_in_a_report_in_time(string name, string outer, int depth, string inner, int count)
    {
        string text = string.Concat(Enumerable.Repeat(outer, depth)) + string.Concat(Enumerable.Range(0, count).Select(i => string.Format(inner, i)));
        foreach (SourceKind kind in s_kinds)
        {
            long start = Stopwatch.GetTimestamp();
            ExtractionReport report = Reading.As(kind, text);
            Stopwatch.GetElapsedTime(start).ShouldBeLessThan(s_limit, $"{name} as {kind}");
            report.Offers.ShouldAllBe(offer => offer.Price == null || (text.Contains("8565") && offer.Price.Amount == "8565.00"));
        }
    }

    [Fact]
    public void Hundred_megabytes_are_refused_unread()
    {
        string text = string.Concat(Enumerable.Repeat("<p>$8,565.00", 100_000_000 / 12));

        foreach (SourceKind kind in s_kinds)
            Reading.As(kind, text).ShouldSatisfyAllConditions(r => r.IsEmpty.ShouldBeTrue(), r => r.Problems.ShouldHaveSingleItem().Code.ShouldBe(ProblemCodes.TooLarge));
    }

    [Fact]
    public void Document_of_the_largest_size_is_read_or_refused_in_time()
    {
        foreach (string piece in new[] { "x ", "<p>$8,565.00</p>", "{\"a\":1},", "&amp;" })
        {
            string text = string.Concat(Enumerable.Repeat(piece, PageFetcher.SizeLimit / piece.Length));
            foreach (SourceKind kind in s_kinds)
            {
                long start = Stopwatch.GetTimestamp();
                Reading.As(kind, text).IsEmpty.ShouldBeTrue();
                Stopwatch.GetElapsedTime(start).ShouldBeLessThan(s_limit, $"{piece} as {kind}");
            }
        }
    }

    [Fact]
    public void Page_of_more_elements_than_any_shop_has_is_refused() =>
        Reading.As(SourceKind.Product, string.Concat(Enumerable.Repeat("<br>", 250_000))).Problems.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(p => p.Code.ShouldBe(ProblemCodes.Unreadable), p => p.Message.ShouldContain("200,000 elements"));
}
