using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;
using Tracker.Contracts;

namespace Tracker.Collector.Tests.Sources.Json;

public sealed class JsonExtractorTests
{
    private static readonly SourceEntry s_source = TestCatalog.Source("rates", SourceKind.Json, "https://api.example/cards") with
    {
        Currency = "USD",
        Unit = PriceUnit.Hour,
        Json = new() { Items = "$.data.cards[*]", Title = "name", Price = "rate", Currency = "$.currency", Url = "link", Sku = "id", Availability = "stock" },
    };

    [Fact]
    public void Listing_is_read_by_its_paths()
    {
        ExtractionReport report = Read("""
            {"currency":"EUR","data":{"cards":[
              {"id":7,"name":"NVIDIA RTX PRO 6000 Blackwell","rate":1.795,"link":"/c/7","stock":3},
              {"id":8,"name":"NVIDIA RTX A6000","rate":"0,33 €","stock":0},
              {"id":9,"name":"Something else","rate":2}]}}
            """);

        report.Problems.ShouldBeEmpty();
        report.Offers.Select(o => $"{o.GpuId} {o.Price!.Amount} {o.Price.Currency} {o.Availability} {o.Sku} {o.Url}").ShouldBe(
        [
            "rtx-pro-6000-blackwell 1.795 EUR InStock 7 https://api.example/c/7",
            "rtx-a6000 0.33 EUR OutOfStock 8 https://api.example/cards",
            " 2.00 EUR Unknown 9 https://api.example/cards",
        ]);
        report.Rates.Count.ShouldBe(3);
        report.Rates[0].ShouldSatisfyAllConditions(r => r.Candidate.ShouldBe(TestCatalog.Pro), r => r.Per.ShouldBe("hour"));
    }

    [Fact]
    public void Numbers_are_decimal_from_end_to_end() =>
        Read("""{"data":{"cards":[{"name":"RTX A6000","rate":123456789012.35}]}}""").Offers.Single().Price!.Amount.ShouldBe("123456789012.35");

    [Theory]
    [InlineData("0")]
    [InlineData("0.5")]
    [InlineData("null")]
    [InlineData("\"Contact us\"")]
    [InlineData("[1,2]")]
    [InlineData("1e300")]
    public void Placeholder_is_no_price(string rate)
    {
        ExtractionReport report = Read($$$"""{"data":{"cards":[{"name":"RTX A6000","rate":{{{rate}}}}]}}""");

        report.Offers.ShouldBeEmpty();
        report.Problems.ShouldHaveSingleItem();
    }

    [Fact]
    public void Same_item_with_two_prices_is_ambiguous() =>
        Read("""{"data":{"cards":[{"id":1,"name":"RTX A6000","rate":1.1},{"id":1,"name":"RTX A6000","rate":1.2}]}}""")
            .ShouldSatisfyAllConditions(r => r.Offers.ShouldBeEmpty(), r => r.Problems.ShouldHaveSingleItem().Code.ShouldBe("ambiguous-price"));

    [Theory]
    [InlineData("", "empty")]
    [InlineData("{", "malformed")]
    [InlineData("""{"data":{"cards":[]}}""", "empty")]
    [InlineData("""{"errors":[{"message":"no key"}]}""", "empty")]
    [InlineData("<html><title>Just a moment...</title></html>", "captcha")]
    public void Answer_without_items_is_unknown(string text, string code)
    {
        ExtractionReport report = Read(text);

        report.Offers.ShouldBeEmpty();
        report.Problems.ShouldHaveSingleItem().Code.ShouldBe(code);
    }

    [Fact]
    public void Source_about_one_gpu_takes_only_the_items_that_name_it()
    {
        ExtractionReport report = Reading.As(
            SourceKind.Json, """{"data":{"cards":[{"id":1,"name":"RTX A6000","rate":1.1},{"id":2,"name":"Cable","rate":1.2}]}}""", s_source with { GpuId = "rtx-a6000" });

        report.Offers.Select(o => o.GpuId).ShouldBe(["rtx-a6000", null]);
    }

    [Fact]
    public void Shopify_listing_is_known_without_paths()
    {
        const string Listing = """
            {"products":[{"title":"MSI RTX 5090 SUPRIM","handle":"msi-5090","variants":[{"title":"Default Title","sku":"M1","price":"2932.99","available":true,"compare_at_price":"2999.99"}]},
                         {"title":"RTX PRO 6000","handle":"pro","variants":[{"title":"Boxed","sku":"P1","price":"8565.00","available":false},{"title":"Bulk","sku":"P2","price":"8435.00","available":true}]}]}
            """;
        ExtractionReport report = Reading.As(null, Listing, s_source with { Json = null, Unit = PriceUnit.Each }, "https://shop.example/products.json");

        report.Kind.ShouldBe("json");
        report.Offers.Select(o => $"{o.Title}|{o.Price!.Amount}|{o.Availability}|{o.Url}|{o.GpuId}").ShouldBe(
        [
            "MSI RTX 5090 SUPRIM|2932.99|InStock|https://shop.example/products/msi-5090|geforce-rtx-5090",
            "RTX PRO 6000 - Boxed|8565.00|OutOfStock|https://shop.example/products/pro|rtx-pro-6000-blackwell",
            "RTX PRO 6000 - Bulk|8435.00|InStock|https://shop.example/products/pro|rtx-pro-6000-blackwell",
        ]);
        Reading.As(null, Listing).Problems.ShouldAllBe(p => p.Code == "no-currency");
    }

    [Fact]
    public void Unknown_shape_without_paths_says_what_to_do() =>
        Reading.As(null, """{"a":1}""").Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Code.ShouldBe("no-paths"), p => p.Message.ShouldContain("items, title, price"));

    [Fact]
    public void Bad_path_is_a_problem() =>
        Reading.As(SourceKind.Json, "{}", s_source with { Json = s_source.Json! with { Items = "$.[" } }).Problems.ShouldHaveSingleItem().Code.ShouldBe("no-paths");

    private static ExtractionReport Read(string text) => Reading.As(SourceKind.Json, text, s_source, "https://api.example/cards");
}
