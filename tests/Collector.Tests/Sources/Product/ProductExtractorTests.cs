using Tracker.Collector.Extraction;
using Tracker.Contracts;

namespace Tracker.Collector.Tests.Sources.Product;

public sealed class ProductExtractorTests
{
    [Fact]
    public void Json_ld_offer_is_read_with_all_it_says()
    {
        ExtractionReport report = Reading.JsonLd(
            """
            {"@context":"https://schema.org","@type":"Product","name":"NVIDIA RTX PRO 6000 Blackwell","sku":"S1","mpn":"900-5G144-2500-000","gtin13":"1234567890128",
             "offers":{"@type":"Offer","price":"12490.00","priceCurrency":"USD","availability":"https://schema.org/InStock",
                       "itemCondition":"https://schema.org/NewCondition","seller":{"@type":"Organization","name":"Seller Inc"},"url":"/p/1?v=2"}}
            """);

        report.Problems.ShouldBeEmpty();
        ExtractedOffer offer = report.Offers.ShouldHaveSingleItem();
        offer.Title.ShouldBe("NVIDIA RTX PRO 6000 Blackwell");
        offer.Price.ShouldBe(new MoneyValue { Amount = "12490.00", Currency = "USD" });
        offer.Availability.ShouldBe(Availability.InStock);
        offer.Condition.ShouldBe(ItemCondition.New);
        offer.Seller.ShouldBe("Seller Inc");
        offer.Url.ShouldBe("https://shop.example/p/1?v=2");
        (offer.Sku, offer.Mpn, offer.Gtin).ShouldBe(("S1", "900-5G144-2500-000", "1234567890128"));
        offer.Evidence.ShouldContain("json-ld[0].offers: 12490.00 USD");
        offer.GpuId.ShouldBe(TestCatalog.Pro);
    }

    [Theory]
    [InlineData("""{"@graph":[{"@type":"WebPage"},{"@type":["Product","Thing"],"name":"Card","offers":[{"@type":"Offer","price":2879.2,"priceCurrency":"EUR"}]}]}""", "2879.20 EUR")]
    [InlineData("""[{"@type":"http://schema.org/Product","name":"Card","offers":{"price":"1.226,00","priceCurrency":"EUR"}}]""", "1226.00 EUR")]
    [InlineData("""{"@type":"Product","name":"Card","offers":{"@type":"AggregateOffer","lowPrice":"8565","highPrice":"8565.00","priceCurrency":"USD"}}""", "8565.00 USD")]
    [InlineData("""{"@type":"Product","name":"Card","offers":{"@type":"AggregateOffer","lowPrice":1,"highPrice":9,"priceCurrency":"USD","offers":[{"@type":"Offer","price":"8565"}]}}""", "8565.00 USD")]
    [InlineData("""{"@type":"Product","name":"Card","offers":{"@type":"Offer","priceSpecification":{"@type":"UnitPriceSpecification","price":8565,"priceCurrency":"USD"}}}""", "8565.00 USD")]
    [InlineData("""{"@type":"Product","name":"Card","offers":{"@type":"Offer","priceSpecification":[{"price":9999,"priceCurrency":"USD","priceType":"https://schema.org/ListPrice"},{"price":8565,"priceCurrency":"USD"}]}}""", "8565.00 USD")]
    [InlineData("""{"@type":"Product","name":"Card","offers":{"@type":"Offer","priceSpecification":[{"price":357,"priceCurrency":"USD","billingDuration":24,"unitCode":"MON"},{"price":8565,"priceCurrency":"USD"}]}}""", "8565.00 USD")]
    [InlineData("""{"@type":"Offer","price":8565,"priceCurrency":"USD","itemOffered":{"@type":"Product","name":"Card"}}""", "8565.00 USD")]
    [InlineData("""{"@graph":[{"@type":"Product","name":"Card","offers":{"@id":"#o"}},{"@id":"#o","@type":"Offer","price":8565,"priceCurrency":"USD"}]}""", "8565.00 USD")]
    [InlineData("""{"@type":"Product","name":"Card","offers":{"@type":"Offer","price":"€1,226.50","priceCurrency":"EUR"}}""", "1226.50 EUR")]
    [InlineData("""{"@type":"Product","name":"Card","offers":{"@type":"Offer","price":"8565","priceCurrency":"US$"}}""", "8565.00 USD")]
    [InlineData("""<![CDATA[ {"@type":"Product","name":"Card","offers":{"@type":"Offer","price":"8565","priceCurrency":"usd"}}; ]]>""", "8565.00 USD")]
    [InlineData("""{"@type":"Product","name":"Card","offers":[{"price":8565,"priceCurrency":"USD"},{"price":8300,"priceCurrency":"USD","eligibleQuantity":{"minValue":10}}]}""", "8565.00 USD")]
    [InlineData("""{"@type":"Product","name":"Card","offers":{"price":8564.990000000001,"priceCurrency":"USD"}}""", "8564.99 USD")]
    public void Json_ld_shapes_give_their_price(string json, string price)
    {
        ExtractionReport report = Reading.JsonLd(json);

        report.Problems.ShouldBeEmpty();
        report.Offers.ShouldHaveSingleItem().Price.ShouldBe(new MoneyValue { Amount = price[..^4], Currency = price[^3..] });
    }

    [Theory]
    [InlineData("""{"@type":"Product","name":"Card","offers":{"@type":"AggregateOffer","lowPrice":8000,"highPrice":9000,"priceCurrency":"USD"}}""", "price-range")]
    [InlineData("""{"@type":"Product","name":"Card","offers":{"@type":"AggregateOffer","lowPrice":8000,"priceCurrency":"USD"}}""", "price-range")]
    [InlineData("""{"@type":"Product","name":"Card","offers":{"@type":"Offer","priceSpecification":{"minPrice":1,"maxPrice":2}}}""", "price-range")]
    [InlineData("""{"@type":"Product","name":"Card","offers":[{"@type":"Offer","price":8000,"priceCurrency":"USD"},{"@type":"Offer","price":9000,"priceCurrency":"USD"}]}""", "ambiguous-price")]
    [InlineData("""{"@type":"Product","name":"Card","offers":{"@type":"Offer","priceSpecification":[{"price":8000,"priceCurrency":"USD"},{"price":9000,"priceCurrency":"USD"}]}}""", "ambiguous-price")]
    [InlineData("""{"@type":"Product","name":"Card","offers":{"@type":"Offer","price":"€8000","priceCurrency":"USD"}}""", "ambiguous-price")]
    [InlineData("""{"@type":"Product","name":"Card","offers":{"@type":"Offer","price":"1.226","priceCurrency":"EUR"}}""", "ambiguous-price")]
    [InlineData("""{"@type":"Product","name":"Card","offers":{"@type":"Offer","price":8000}}""", "no-currency")]
    [InlineData("""{"@type":"Product","name":"Card","offers":{"@type":"Offer","price":0,"priceCurrency":"USD"}}""", "no-price")]
    [InlineData("""{"@type":"Product","name":"Card"}""", "no-price")]
    public void What_is_no_single_price_is_a_problem(string json, string code)
    {
        ExtractionReport report = Reading.JsonLd(json, "A page of a product with enough text to be one.");

        report.Offers.ShouldBeEmpty();
        report.Problems[0].Code.ShouldBe(code);
    }

    [Fact]
    public void Ambiguous_price_lists_its_candidates() =>
        Reading.JsonLd("""{"@type":"Product","name":"Card","offers":[{"price":8000,"priceCurrency":"USD"},{"price":9000,"priceCurrency":"USD"}]}""")
            .Problems.ShouldHaveSingleItem().Message.ShouldSatisfyAllConditions(m => m.ShouldContain("8000.00 USD"), m => m.ShouldContain("9000.00 USD"));

    [Fact]
    public void Sellers_and_variants_are_offers_of_their_own()
    {
        ExtractionReport report = Reading.JsonLd(
            """
            {"@type":"ProductGroup","name":"RTX PRO 6000","hasVariant":[
              {"@type":"Product","name":"RTX PRO 6000 boxed","sku":"A","offers":{"@type":"Offer","price":8565,"priceCurrency":"USD"}},
              {"@type":"Product","name":"RTX PRO 6000 bulk","sku":"B","offers":[
                 {"@type":"Offer","price":8435,"priceCurrency":"USD","seller":{"name":"One"}},
                 {"@type":"Offer","price":8400,"priceCurrency":"USD","seller":{"name":"Two"},"itemCondition":"RefurbishedCondition"}]}]}
            """);

        report.Offers.Select(o => $"{o.Sku} {o.Seller} {o.Condition} {o.Price!.Amount}").ShouldBe(["A  Unknown 8565.00", "B One Unknown 8435.00", "B Two Refurbished 8400.00"]);
        report.Offers.Select(o => o.ItemKey).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void Malformed_json_ld_is_a_problem_with_its_place_and_the_others_are_read()
    {
        ExtractionReport report = Reading.Page("", """
            <script type="application/ld+json">{"@type":"Product", "name": </script>
            <script type="application/ld+json">{"@type":"Product","name":"Card","offers":{"price":8565,"priceCurrency":"USD"}}</script>
            """);

        report.Offers.ShouldHaveSingleItem();
        report.Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Code.ShouldBe("malformed-json-ld"), p => p.Place.ShouldBe("json-ld[0]"));
    }

    [Fact]
    public void Microdata_and_rdfa_are_read()
    {
        const string Item = """
            <div {0}><h1 {1}="name">Card</h1><div {1}="offers" {2}>
            <span {1}="price">1.226,50 €</span><link {1}="availability" href="http://schema.org/PreOrder"><meta {1}="priceCurrency" content="EUR"></div>
            <div {1}="isRelatedTo" {0}><span {1}="name">Other</span></div></div>
            """;
        foreach (string page in new[]
        {
            string.Format(Item, "itemscope itemtype=\"https://schema.org/Product\"", "itemprop", "itemscope itemtype=\"https://schema.org/Offer\""),
            string.Format(Item, "vocab=\"https://schema.org/\" typeof=\"Product\"", "property", "typeof=\"Offer\""),
        })
        {
            ExtractedOffer offer = Reading.Page(page).Offers.ShouldHaveSingleItem();
            (offer.Title, offer.Price!.Amount, offer.Price.Currency, offer.Availability).ShouldBe(("Card", "1226.50", "EUR", Availability.PreOrder));
        }
    }

    [Fact]
    public void Meta_tags_are_read_where_nothing_else_is()
    {
        ExtractedOffer offer = Reading.Page("", """
            <meta property="og:title" content="RTX PRO 6000"><meta property="product:price:amount" content="8565.00">
            <meta property="product:price:currency" content="USD"><meta property="product:availability" content="out of stock">
            """).Offers.ShouldHaveSingleItem();

        (offer.Title, offer.Price!.Amount, offer.Availability).ShouldBe(("RTX PRO 6000", "8565.00", Availability.OutOfStock));
    }

    [Theory]
    [InlineData("Price: $8,565.00", "8565.00", null)]
    [InlineData("Price: $7,999.00", "7999.00", null)]
    [InlineData("$8,565.00 <del>$7,999.00</del>", "8565.00", null)]
    [InlineData("$8,565.00 or $7,999.00", null, "ambiguous-price")]
    [InlineData("A card.", null, "ambiguous-price")]
    public void Markups_that_disagree_are_settled_by_what_the_page_shows(string body, string? amount, string? code)
    {
        ExtractionReport report = Reading.Page($"<p>{body}</p>", """
            <script type="application/ld+json">{"@type":"Product","name":"Card","offers":{"price":8565,"priceCurrency":"USD"}}</script>
            <meta property="product:price:amount" content="7999.00"><meta property="product:price:currency" content="USD">
            """);

        report.Offers.SingleOrDefault()?.Price?.Amount.ShouldBe(amount);
        report.Problems.SingleOrDefault()?.Code.ShouldBe(code);
        (report.Offers.Count + report.Problems.Count).ShouldBe(1);
    }

    [Fact]
    public void Selectors_override_the_markup()
    {
        ExtractionReport report = Reading.JsonLd(
            """{"@type":"Product","name":"RTX PRO 6000","sku":"S1","offers":{"price":1,"priceCurrency":"EUR","availability":"InStock"}}""",
            "<b class=p>$12,490.00</b><i class=s>Sold out</i>",
            Reading.ProductSource(new() { Price = ".p", Availability = ".s" }) with { Currency = "USD" });

        ExtractedOffer offer = report.Offers.ShouldHaveSingleItem();
        (offer.Price!.Amount, offer.Price.Currency, offer.Availability, offer.Sku, offer.Condition).ShouldBe(("12490.00", "USD", Availability.OutOfStock, "S1", ItemCondition.New));
    }

    [Theory]
    [InlineData(".gone", "no-price")]
    [InlineData("b", "ambiguous-price")]
    [InlineData("[[", "bad-selector")]
    public void Selector_that_does_not_find_one_price_is_a_problem_and_nothing_else_is_believed(string selector, string code)
    {
        ExtractionReport report = Reading.JsonLd(
            """{"@type":"Product","name":"RTX PRO 6000","offers":{"price":8565,"priceCurrency":"USD"}}""", "<b>$1.00</b><b>$2.00</b> and some more text for the page",
            Reading.ProductSource(new() { Price = selector }));

        report.Offers.ShouldBeEmpty();
        report.Problems.ShouldContain(p => p.Code == code);
    }

    [Theory]
    [InlineData("https://shop.example.ca/p", "en", "CAD")]
    [InlineData("https://shop.com.au/p", "en", "AUD")]
    [InlineData("https://shop.example.com/p", "en-NZ", "NZD")]
    [InlineData("https://shop.example.com/p", "en", null)]
    public void Dollar_is_the_pages_own(string url, string language, string? currency)
    {
        ExtractionReport report = Reading.As(
            Tracker.Catalog.Sources.SourceKind.Product,
            $"<html lang={language}><body itemscope itemtype=http://schema.org/Product><b itemprop=name>Card</b><i itemprop=offers itemscope itemtype=http://schema.org/Offer><b itemprop=price>$12,490.00</b></i>",
            url: url);

        report.Offers.SingleOrDefault()?.Price!.Currency.ShouldBe(currency);
        report.Problems.SingleOrDefault()?.Code.ShouldBe("no-currency");
        (report.Offers.Count == 1).ShouldBe(currency is not null);
    }

    [Theory]
    [InlineData("out of stock", Availability.OutOfStock)]
    [InlineData("https://schema.org/SoldOut", Availability.OutOfStock)]
    [InlineData("discontinued", Availability.Discontinued)]
    public void Definite_not_on_sale_needs_no_price(string text, Availability availability)
    {
        foreach (string price in new[] { "", ",\"price\":0,\"priceCurrency\":\"USD\"" })
        {
            ExtractedOffer offer = Reading.JsonLd($$$"""{"@type":"Product","name":"RTX PRO 6000","offers":{"@type":"Offer","availability":"{{{text}}}"{{{price}}}}}""").Offers.ShouldHaveSingleItem();
            offer.Price.ShouldBeNull();
            offer.Availability.ShouldBe(availability);
        }
    }

    [Theory]
    [InlineData("<title>Just a moment...</title><body>Checking", "captcha")]
    [InlineData("<title>Robot or human?</title><body>Press &amp; hold", "captcha")]
    [InlineData("<title>Shop</title><body><div id=px-captcha></div>", "captcha")]
    [InlineData("<title>Shop</title><body>Enter the characters you see below. Sorry, we just need to make sure you're not a robot.", "captcha")]
    [InlineData("<title>Before you continue</title><body>We use cookies", "consent-wall")]
    [InlineData("<title>Shop</title><body>We and our partners use cookies to improve. Accept all cookies or manage your settings.", "consent-wall")]
    [InlineData("<title>404 Not Found</title><body>Sorry", "not-found")]
    [InlineData("<title>Shop</title><body><h1>Page not found</h1>", "not-found")]
    [InlineData("<title>Shop</title><body>The product you are looking for no longer exists. Have a look at our other fine products.", "not-found")]
    [InlineData("", "empty")]
    [InlineData("   \n", "empty")]
    [InlineData("<html><head><title>Shop</title></head><body><div id=root></div></body></html>", "empty")]
    [InlineData("<title>Card</title><body>This is a page about a card, and it does not say anything of a price.", "no-price")]
    public void Page_that_is_not_the_page_is_unknown(string html, string code)
    {
        ExtractionReport report = Reading.As(Tracker.Catalog.Sources.SourceKind.Product, html);

        report.Offers.ShouldBeEmpty();
        report.Problems[0].Code.ShouldBe(code);
    }

    [Fact]
    public void Soft_404_is_not_saved_by_the_products_it_recommends() =>
        Reading.As(Tracker.Catalog.Sources.SourceKind.Product, """
            <title>Page not found</title><script type="application/ld+json">{"@type":"Product","name":"RTX PRO 6000","offers":{"price":1999,"priceCurrency":"USD"}}</script>
            """).ShouldSatisfyAllConditions(r => r.Offers.ShouldBeEmpty(), r => r.Problems[0].Code.ShouldBe("not-found"));

    [Theory]
    [InlineData("NVIDIA RTX 6000 Ada Generation", false)]
    [InlineData("RTX PRO 6000 Water Block", false)]
    [InlineData("Blackwell professional card 96GB", true)]
    [InlineData("RTX PRO 6000 Blackwell", true)]
    public void Page_of_another_product_is_not_the_sources_own(string name, bool isOwn)
    {
        ExtractionReport report = Reading.JsonLd(
            $$$"""{"@type":"Product","name":"{{{name}}}","offers":{"price":8565,"priceCurrency":"USD"}}""", source: Reading.ProductSource());

        report.Offers.Count(o => o.GpuId == TestCatalog.Pro).ShouldBe(isOwn ? 1 : 0);
        if (!isOwn)
            report.Problems.ShouldHaveSingleItem().Code.ShouldBe("other-product");
    }

    [Fact]
    public void Of_several_products_the_sources_own_is_taken()
    {
        ExtractionReport report = Reading.JsonLd(
            """
            [{"@type":"Product","name":"Cable","offers":{"price":20,"priceCurrency":"USD"}},
             {"@type":"Product","name":"RTX PRO 6000","offers":{"price":8565,"priceCurrency":"USD"}}]
            """, source: Reading.ProductSource());

        report.Offers.ShouldHaveSingleItem().Price!.Amount.ShouldBe("8565.00");
    }

    [Fact]
    public void Hourly_source_gives_rates()
    {
        ExtractionReport report = Reading.JsonLd(
            """{"@type":"Product","name":"RTX PRO 6000","offers":{"price":1.8,"priceCurrency":"USD"}}""", source: Reading.ProductSource() with { Unit = PriceUnit.Hour });

        report.Rates.ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Candidate.ShouldBe(TestCatalog.Pro), r => r.Per.ShouldBe("hour"), r => r.Price.Amount.ShouldBe("1.80"));
    }

    [Fact]
    public void Scraped_text_is_cleaned_and_links_are_http()
    {
        ExtractedOffer offer = Reading.JsonLd(
            "{\"@type\":\"Product\",\"name\":\"RTX\u202e PRO\\u0007 6000 " + new string('x', 1000) + "\",\"offers\":{\"price\":8565,\"priceCurrency\":\"USD\",\"url\":\"javascript:alert(1)\"}}").Offers.Single();

        offer.Title.Length.ShouldBe(300);
        offer.Title.ShouldStartWith("RTX PRO 6000 x");
        offer.Url.ShouldBe("https://shop.example/p/1");
    }
}
