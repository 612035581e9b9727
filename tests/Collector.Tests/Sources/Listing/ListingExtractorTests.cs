using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;

namespace Tracker.Collector.Tests.Sources.Listing;

public sealed class ListingExtractorTests
{
    private const string Rows =
        """
        <ul><li class="p"><a href="/p/1"><h3>RTX PRO 6000 Blackwell 96GB</h3></a><span class="price"><del>9.999,00 €</del> 8.999,00 €</span><i class="stock">Auf Lager</i></li>
        <li class="p"><a href="/p/2"><h3>RTX PRO 6000 Blackwell water block</h3></a><span class="price">199,00 €</span></li>
        <li class="p"><a href="/p/3"><h3>RTX A6000</h3></a><span class="price">ab 4.199,00 €</span></li></ul>
        """;

    private static readonly SourceEntry s_shop = TestCatalog.Source("shop", SourceKind.Listing, "https://shop.example/gpus") with
    {
        Selectors = new() { Row = "li.p", Title = "h3", Price = ".price", Availability = ".stock" },
    };

    [Fact]
    public void Rows_are_read_by_selectors_each_with_its_own_address()
    {
        ExtractionReport report = Reading.As(SourceKind.Listing, Rows, s_shop, s_shop.Url);

        report.Offers.Select(o => $"{o.GpuId} {o.Price!.Amount} {o.Price.Currency} {o.Availability} {o.Url}").ShouldBe(
            ["rtx-pro-6000-blackwell 8999.00 EUR InStock https://shop.example/p/1", " 199.00 EUR Unknown https://shop.example/p/2"]);
        report.Problems.ShouldHaveSingleItem().Message.ShouldContain("from");
    }

    [Fact]
    public void Lists_of_the_markup_are_read_without_selectors() =>
        Reading.As(
            SourceKind.Listing,
            """
            <script type="application/ld+json">{"@type":"ItemList","itemListElement":[
            {"@type":"ListItem","position":1,"item":{"@type":"Product","name":"RTX PRO 6000","url":"/p/1","offers":{"@type":"Offer","price":"8999.00","priceCurrency":"EUR"}}},
            {"@type":"ListItem","position":2,"item":{"@type":"Product","name":"RTX A6000","url":"/p/2","offers":{"@type":"Offer","price":"4199.00","priceCurrency":"EUR"}}}]}</script>
            """).Offers.Select(o => $"{o.GpuId} {o.Price!.Amount}").ShouldBe(["rtx-pro-6000-blackwell 8999.00", "rtx-a6000 4199.00"]);

    [Fact]
    public void List_beside_a_product_is_not_what_its_page_sells() =>
        Reading.JsonLd("""{"@type":"ItemList","itemListElement":[{"@type":"ListItem","item":{"@type":"Product","name":"RTX A6000","offers":{"price":"4199.00","priceCurrency":"EUR"}}}]}""")
            .Offers.ShouldBeEmpty();

    [Theory]
    [InlineData("li.gone", "no-paths")]
    [InlineData("li..p", "bad-selector")]
    public void Selector_that_finds_nothing_is_a_problem(string row, string code) =>
        Reading.As(SourceKind.Listing, Rows, s_shop with { Selectors = s_shop.Selectors! with { Row = row } }).Problems.ShouldHaveSingleItem().Code.ShouldBe(code);
}
