using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using BenchmarkDotNet.Attributes;
using Tracker.Catalog;
using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;
using Tracker.Collector.Extraction.Matching;
using Tracker.Collector.Sources;

namespace Tracker.Benchmarks;

/// <summary>
/// Reading a product page of 280 kB against the physical limit: AngleSharp's bare parse of the same text. The page is
/// generated in the likeness of a shop's: JSON-LD, microdata, OpenGraph, menus, scripts, related products and reviews.
/// </summary>
[MemoryDiagnoser]
public class ProductPageBenchmark
{
    private const int Size = 280 * 1024;

    private string _page = "";
    private ExtractionContext _context = null!;

    [GlobalSetup]
    public void CreatePage()
    {
        TrackerCatalog catalog = CatalogLoader.Load(Path.Combine(Repository.Folder, "deploy", "config")).Catalog!;
        _context = new() { Url = "https://shop.example/p/1", Source = null, Matcher = new ProductMatcher(catalog) };
        StringBuilder page = new(
            """
            <!doctype html><html lang="en-US"><head><title>RTX PRO 6000 Blackwell - Shop</title><link rel="canonical" href="https://shop.example/p/1">
            <meta property="og:type" content="product"><meta property="product:price:amount" content="8565.00"><meta property="product:price:currency" content="USD">
            <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"BreadcrumbList","itemListElement":[]},{"@type":"Product","name":"RTX PRO 6000 Blackwell",
            "sku":"A1","offers":{"@type":"Offer","price":"8565.00","priceCurrency":"USD","availability":"https://schema.org/InStock"}}]}</script></head><body>
            <main itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">RTX PRO 6000 Blackwell</h1><div itemprop="offers" itemscope itemtype="https://schema.org/Offer">
            <span class="price" itemprop="price" content="8565.00">$8,565.00</span><meta itemprop="priceCurrency" content="USD"></div><form action="/cart/add"><button>Add to cart</button></form></main>
            """);
        for (int i = 0; page.Length < Size - 200; i++)
        {
            page.Append(
                (i % 4) switch
                {
                    0 => $"<ul class=\"menu level-{i % 3}\"><li><a href=\"/c/{i}\" title=\"Category {i}\">Category {i}</a></li><li><a href=\"/c/{i}/sale\">Sale</a></li></ul>\n",
                    1 => $"<div class=\"card related\"><a href=\"/p/{i}\"><img src=\"/i/{i}.webp\" alt=\"Product {i}\"><h3>Product {i}</h3></a><span class=\"price\">${i}.99</span></div>\n",
                    2 => $"<article class=\"review\"><b>Reviewer {i}</b><p>Bought it {i} days ago, and it does what it says. Would buy again &amp; again.</p></article>\n",
                    _ => $"<script>window.dataLayer=window.dataLayer||[];dataLayer.push({{\"event\":\"view\",\"id\":{i},\"list\":[1,2,3,4,5,6,7,8,9]}});</script>\n",
                });
        }
        _page = page.Append("</body></html>").ToString();
    }

    [Benchmark(Baseline = true)]
    public int Parse()
    {
        using IHtmlDocument document = new HtmlParser().ParseDocument(_page);
        return document.All.Length;
    }

    [Benchmark]
    public int Extract()
    {
        ExtractionReport report = SourceKinds.Extract(SourceKind.Product, _page, _context);
        return report.Offers is [{ Price.Amount: "8565.00" }] ? report.Offers.Count : throw new InvalidOperationException("the page was not read");
    }
}
