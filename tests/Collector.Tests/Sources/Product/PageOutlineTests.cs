using System.Text.Json;
using AngleSharp.Html.Dom;
using CsCheck;
using Tracker.Collector.Extraction;
using Tracker.Collector.Sources.Product;

namespace Tracker.Collector.Tests.Sources.Product;

/// <summary>The outline of a page is a shortcut: what it says, the whole page says.</summary>
public sealed class PageOutlineTests
{
    private const string Product = """{"@type":"Product","name":"RTX PRO 6000","offers":{"price":"8565.00","priceCurrency":"USD"}}""";
    private const string Block = $"<script type=\"application/ld+json\">{Product}</script>";

    private static readonly string[] s_pieces =
    [
        Block, Block.Replace("8565", "8599"), Block.Replace("RTX PRO 6000", "RTX A6000"), Block.Replace("\"Product\"", "\"NewsArticle\""),
        Block.Replace("application/ld+json", "Application/LD+JSON; charset=utf-8"), "<script type=\"application/ld+json\">{\"@type\":</script>",
        "<title>RTX PRO 6000 - Shop</title>", "<title>Just a moment</title>", "<h1>RTX <b>PRO</b> 6000</h1>", "<h1>404 not found</h1>", "<html lang=en-CA>",
        "<meta property=og:title content=Card>", "<meta property=\"product:price:amount\" content=8565><meta property=\"product:price:currency\" content=USD>",
        "<meta property=\"product:price:amount\" content=8000 content=9000><meta name=\"product:price:currency\" content=USD>", "<link rel=Canonical href=/p/2>",
        "<div itemscope itemtype=\"https://schema.org/Product\"><b itemprop=name>Card</b><b itemprop=price>$9,000.00</b></div>",
        "<div typeof=Product><b property=name>Card</b></div>", "<div itemscope itemtype=\"https://schema.org/BreadcrumbList\"><b itemprop=name>Cards</b></div>",
        "<!-- ", " -->", "<script>if (a < b) document.write('<title>x</title>')</script>", "<script><!-- <script> </script> --></script>", "<style>p > a { }</style>",
        "<svg><title>icon</title><style/><script/></svg>", "<svg/>", "<svg><![CDATA[ <title>x</title> ]]></svg>", "<math><mi>x</mi></math>", "<template>", "</template>",
        "<noscript><meta property=\"product:price:amount\" content=1></noscript>", "<textarea>", "</textarea>", "<iframe><title>x</title></iframe>",
        "<p>$8,565.00</p>", "<div class=a data-x='>'>", "</div>", "<form action=/cart><button>Add to cart</button></form>", "&lt;title&gt;", "text < more", "</title>", "<body>", "</head>",
    ];

    [Fact]
    public void Outline_that_leaves_nothing_open_says_what_the_whole_page_says()
    {
        int settled = 0;
        Gen.Select(Gens.Any(s_pieces).Array[0, 12].Select(string.Concat), Gen.Bool, (html, watched) => (html, watched)).Sample(
            page =>
            {
                ExtractionContext context = Reading.Context(page.watched ? Reading.ProductSource() : null);
                if (PageOutline.Parse(page.html) is IHtmlDocument outline && ProductExtractor.Read(outline, page.html, context, isWhole: false) is ExtractionReport brief)
                {
                    Interlocked.Increment(ref settled);
                    JsonSerializer.Serialize(brief).ShouldBe(JsonSerializer.Serialize(ProductExtractor.Read(WebPage.Parse(page.html), page.html, context, isWhole: true)));
                }
            },
            iter: 20_000);
        settled.ShouldBeGreaterThan(1_000);
    }

    [Theory]
    [InlineData("<title>Card</title>" + Block, true)]
    [InlineData("<style>a > b</style><svg><title>icon</title></svg>" + Block, true)]
    [InlineData("<div itemscope itemtype=https://schema.org/Product></div>" + Block, false)]
    [InlineData("<div typeof=schema:Product></div>" + Block, false)]
    [InlineData("<svg>" + Block, false)]
    [InlineData("<template>" + Block, false)]
    [InlineData("<h1>Card" + Block, false)]
    public void Outline_is_made_where_the_page_is_told_by_its_parts(string html, bool made) => (PageOutline.Parse(html) is not null).ShouldBe(made);

    [Theory]
    [InlineData(Block, true)]
    [InlineData("<p>$8,565.00</p>", false)]
    [InlineData(Block + "<meta property=\"product:price:amount\" content=9000><meta property=\"product:price:currency\" content=USD>", false)]
    public void Outline_leaves_open_what_the_page_s_text_must_tell(string html, bool settled) =>
        (ProductExtractor.Read(PageOutline.Parse(html)!, html, Reading.Context(null), isWhole: false) is not null).ShouldBe(settled);
}
