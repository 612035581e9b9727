using System.Text.RegularExpressions;
using CsCheck;
using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;
using Tracker.Contracts;

namespace Tracker.Collector.Tests.Sources;

public sealed class ExtractorFuzzTests
{
    private static readonly string[] s_pieces =
    [
        "<html>", "<head>", "<title>Card</title>", "<body>", "</div>", "<div itemscope itemtype=\"https://schema.org/Product\">", "<b itemprop=\"name\">RTX PRO 6000</b>",
        "<i itemprop=\"offers\" itemscope itemtype=\"https://schema.org/Offer\">", "<b itemprop=\"price\">", "<meta itemprop=\"priceCurrency\" content=\"EUR\">",
        "<script type=\"application/ld+json\">", "</script>", "{", "}", "[", "]", "\"@type\":", "\"Product\"", "\"AggregateOffer\"", "\"offers\":", "\"price\":", "\"lowPrice\":",
        "\"priceCurrency\":", "\"USD\"", "\"@graph\":", "\"name\":", "\"hasVariant\":", "\"priceSpecification\":", ",", ":", "1299.99", "8,565", "1.226", "€", "$", "null", "true", "\"", "\\u0000",
        "<meta property=\"product:price:amount\" content=\"7999.00\">", "<del>", "<rss version=\"2.0\">", "<channel>", "<item>", "<title>", "</title>", "<link>", "<guid>", "]]>", "<![CDATA[",
        "<feed xmlns=\"http://www.w3.org/2005/Atom\">", "<entry>", "&amp;", "&#0;", "\"products\":", "\"variants\":", "\"title\":", "\0", "\ud800", "é", "\u202e", " ", "\n",
        "<table>", "<tr>", "<td>", "<th>GPU", "<th>Price", "<th>Memory", "</tr>", "</table>", "<li class=row>", "<article><a href=/1>", "RTX PRO 6000 launches in Q3 ", "144 GB", "96 TB/s",
        "jsonfeed.org", "\"items\":", "<Cube time='2026-11-20'>", "<Cube currency='USD' rate='1.1'/>", "delayed to ", "2027年", "H2 2026 ", "III квартал ",
        "{\"@type\":\"Product\",\"name\":\"RTX A6000\",\"offers\":{\"price\":4649,\"priceCurrency\":\"USD\"}}",
    ];

    private static readonly SourceEntry?[] s_sources =
    [
        null,
        Reading.ProductSource(),
        Reading.ProductSource(new() { Price = "b", Title = "title", Availability = "i" }) with { Currency = "USD", Unit = PriceUnit.Hour },
        TestCatalog.Source("l", SourceKind.Listing, "https://shop.example/") with { Selectors = new() { Row = "li, article", Title = "a, b", Price = "b" }, Currency = "EUR" },
        TestCatalog.Source("t", SourceKind.Table, "https://shop.example/") with { Table = new() { Price = "Price" }, Currency = "EUR", Unit = PriceUnit.Hour },
        TestCatalog.Source("j", SourceKind.Json, "https://api.example/") with { Json = new() { Items = "$..*", Title = "name", Price = "price" }, Currency = "JPY" },
    ];

    private static readonly SourceKind?[] s_kinds =
        [null, SourceKind.Product, SourceKind.Feed, SourceKind.Json, SourceKind.Facts, SourceKind.Fx, SourceKind.Listing, SourceKind.Table, SourceKind.PageWatch];

    private static readonly Gen<(SourceEntry? Source, SourceKind? Kind)> s_reader = Gen.Select(Gens.Any(s_sources), Gens.Any(s_kinds), (source, kind) => (source, kind));

    [Fact]
    public void Any_document_is_read_or_refused_and_yields_no_price_of_its_own() =>
        Gen.Select(Gens.Any(s_pieces).Array[0, 30].Select(string.Concat), s_reader, (text, reader) => (text, reader))
            .Sample(t => Check(t.text, t.reader.Source, t.reader.Kind), iter: 6_000);

    [Fact]
    public void Any_characters_are_read_or_refused() =>
        Gen.Select(Gen.String[0, 200], s_reader, (text, reader) => (text, reader)).Sample(t => Check(t.text, t.reader.Source, t.reader.Kind), iter: 3_000);

    [Theory]
    [InlineData("<div>")]
    [InlineData("<div itemscope itemtype=\"https://schema.org/Product\" itemprop=\"offers\">")]
    [InlineData("<b itemprop=\"price\">")]
    [InlineData("<table><tr><td>")]
    [InlineData("{\"offers\":")]
    [InlineData("[")]
    [InlineData("<item><title>")]
    public void Document_nested_without_end_ends_in_a_report(string piece)
    {
        string text = string.Concat(Enumerable.Repeat(piece, 20_000));
        foreach (SourceKind? kind in s_kinds)
            Check(kind == SourceKind.Feed ? "<rss version=\"2.0\">" + text : text, null, kind);
        Check($"<script type=\"application/ld+json\">{text}</script>{text}", Reading.ProductSource(), SourceKind.Product);
    }

    private static void Check(string text, SourceEntry? source, SourceKind? kind)
    {
        ExtractionReport report = Reading.As(kind, text, source);
        // Nothing read is always explained, except that a feed or listing may hold nothing of interest.
        (!report.IsEmpty || report.Problems.Count > 0 || report.Kind is "feed" or "page-watch").ShouldBeTrue();
        // As written, or as shown: inline tags, with digits of their own, part no words.
        string digits = $"{Digits(text)} {Digits(Regex.Replace(text, "<[^>]*>", ""))}";
        foreach (ExtractedOffer offer in report.Offers)
        {
            if (offer.Price is MoneyValue price)
                digits.ShouldContain(Significant(price.Amount));
            offer.Title.ShouldAllBe(c => !char.IsControl(c) && c != '\u202e');
            (offer.Url is null || offer.Url.StartsWith("http")).ShouldBeTrue();
        }
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsDigit).Select(c => (int)char.GetNumericValue(c)));

    // The money's minor digits may be more than were written: "8565" is 8565.00.
    private static string Significant(string amount) => amount.Contains('.') ? amount.TrimEnd('0').Replace(".", "").TrimStart('0') : amount;
}
