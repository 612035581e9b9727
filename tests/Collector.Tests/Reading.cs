using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;
using Tracker.Collector.Extraction.Matching;
using Tracker.Collector.Sources;

namespace Tracker.Collector.Tests;

/// <summary>Reads documents without fetching them.</summary>
internal static class Reading
{
    private static readonly ProductMatcher s_matcher = new(TestCatalog.Create());

    public static ExtractionReport As(SourceKind? kind, string text, SourceEntry? source = null, string? url = "https://shop.example/p/1") =>
        SourceKinds.Extract(kind, text, Context(source, url));

    public static ExtractionContext Context(SourceEntry? source, string? url = "https://shop.example/p/1") => new() { Url = url, Source = source, Matcher = s_matcher };

    public static ExtractionReport Page(string body, string head = "", SourceEntry? source = null, string? url = "https://shop.example/p/1") =>
        As(SourceKind.Product, $"<!doctype html><html><head><title>RTX PRO 6000 - Shop</title>{head}</head><body>{body}</body></html>", source, url);

    public static ExtractionReport JsonLd(string json, string body = "", SourceEntry? source = null, string? url = "https://shop.example/p/1") =>
        Page(body, $"<script type=\"application/ld+json\">{json}</script>", source, url);

    public static SourceEntry ProductSource(ProductSelectors? selectors = null) =>
        TestCatalog.Source("shop", SourceKind.Product, "https://shop.example/p/1") with { GpuId = TestCatalog.Pro, Selectors = selectors };
}
