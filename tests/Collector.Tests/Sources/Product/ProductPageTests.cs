using Tracker.Collector.Extraction;

namespace Tracker.Collector.Tests.Sources.Product;

/// <summary>Whole pages in the ways shops get their markup wrong, or have none. All invented.</summary>
public sealed class ProductPageTests
{
    private const string Cart = "<form action=\"/cart/add\"><button>Add to cart</button></form>";

    [Theory]
    [InlineData("/* product */ {\"@type\":\"Product\",\"name\":\"Card\", // the name\n\"offers\":{\"price\":\"129.00\",\"priceCurrency\":\"GBP\",},}")]
    [InlineData("""{"@type":"Organization","name":"o"}{"@type":"Product","name":"Card","offers":{"price":"129.00","priceCurrency":"GBP"}}""")]
    [InlineData("{&quot;@type&quot;:&quot;Product&quot;,&quot;name&quot;:&quot;Card&quot;,&quot;offers&quot;:{&quot;price&quot;:&quot;129.00&quot;,&quot;priceCurrency&quot;:&quot;GBP&quot;}}")]
    [InlineData("{\"@type\":\"Product\",\"name\":\"Card\",\"description\":\"one\ntwo\tthree\",\"offers\":{\"price\":\"129.00\",\"priceCurrency\":\"GBP\"}}")]
    [InlineData("//<![CDATA[\n{\"@type\":\"Product\",\"name\":\"Card\",\"offers\":{\"price\":\"129.00\",\"priceCurrency\":\"GBP\"}}\n//]]>")]
    [InlineData("""{"@type":"Product","name":"Card","price":"129.00","priceCurrency":"GBP"}""")]
    [InlineData("""{"@type":"Product","name":"Oil","offers":{"priceSpecification":[{"price":"129.00","priceCurrency":"GBP"},{"price":"258.00","priceCurrency":"GBP","referenceQuantity":{"value":1,"unitCode":"LTR"}}]}}""")]
    public void Block_that_is_not_quite_right_is_read(string block) => Only(Reading.JsonLd(block)).ShouldBe("129.00 GBP");

    [Theory]
    [InlineData("<link rel=\"canonical\" href=\"https://shop.example/big\">", "<h1>Anything</h1>")]
    [InlineData("", "<h1>Big Card 3000</h1>")]
    [InlineData("", "<h1>Big Card 3000 - now in stock</h1>")]
    public void Product_that_the_page_is_about_is_told_from_those_beside_it(string head, string body) =>
        Only(Reading.Page(
            body,
            head + """
            <script type="application/ld+json">{"@type":"Product","name":"Small Card","url":"https://shop.example/small","offers":{"price":"19.00","priceCurrency":"USD"}}</script>
            <script type="application/ld+json">{"@type":"Product","name":"Big Card 3000","url":"https://shop.example/big","offers":{"price":"349.00","priceCurrency":"USD"}}</script>
            """,
            url: null)).ShouldBe("349.00 USD");

    [Fact]
    public void Several_products_of_which_none_is_the_pages_are_unknown() =>
        Reading.JsonLd("""[{"@type":"Product","name":"Card A","offers":{"price":"19.00","priceCurrency":"USD"}},{"@type":"Product","name":"Card B","offers":{"price":"29.00","priceCurrency":"USD"}}]""", "<h1>All cards</h1>")
            .ShouldSatisfyAllConditions(r => r.Offers.ShouldBeEmpty(), r => r.Problems.ShouldHaveSingleItem().Code.ShouldBe(ProblemCodes.SeveralProducts));

    [Theory]
    [InlineData("""{"@type":"NewsArticle","headline":"RTX PRO 6000 now costs $13,250"}""")]
    [InlineData("""[{"@type":"BlogPosting","headline":"Best cards"},{"@type":"Product","name":"RTX PRO 6000","offers":{"price":"8565","priceCurrency":"USD"}}]""")]
    public void Article_sells_nothing(string block) =>
        Reading.JsonLd(block, "<article><h1>News</h1><p class=\"price\">$13,250</p></article>")
            .ShouldSatisfyAllConditions(r => r.Offers.ShouldBeEmpty(), r => r.Problems.ShouldHaveSingleItem().Code.ShouldBe(ProblemCodes.Article));

    [Fact]
    public void Price_that_only_the_page_shows_is_read_beside_its_cart() =>
        Only(Reading.Page($"<header class=\"price\">ab 50 €</header><main><h1>Lamp</h1><del class=\"price\">59,90 €</del><div class=\"price\">49,90 €</div>{Cart}</main><section class=\"related\"><b class=\"price\">19,90 €</b></section>"))
            .ShouldBe("49.90 EUR");

    [Theory]
    [InlineData("<div class=\"price-block\"><i>-10%</i><span class=\"price\"><b class=\"hidden\">€44.91</b><span>€<i class=\"price-whole\">44<i class=\"price-decimal\">.</i></i><i class=\"price-fraction\">91</i></span></span> List Price: <span class=\"price\" data-x-strike=\"true\">€49.90</span></div>", "44.91 EUR")]
    [InlineData("<div class=\"old-price\"><span class=\"price\">49,90 €</span></div><span class=\"price\">44,90 €</span>", "44.90 EUR")]
    [InlineData("<span itemprop=\"price\">Now €44.90</span><div class=\"strike\">€49.90</div>", "44.90 EUR")]
    public void Price_is_told_from_its_parts_and_from_what_is_struck_out(string body, string price) => Only(Reading.Page($"<h1>Lamp</h1>{body}{Cart}")).ShouldBe(price);

    [Theory]
    [InlineData("https://elsewhere.example/lamp", false)]
    [InlineData("https://www.shop.example/cart", true)]
    [InlineData("/cart", true)]
    public void Button_of_another_site_is_no_cart(string link, bool sold) =>
        Reading.Page($"<h1>Lamp gets dearer</h1><p>It costs more now.</p><b class=\"price\">49,90 €</b><a class=\"button\" href=\"{link}\">Buy now at a shop</a>")
            .Offers.Count.ShouldBe(sold ? 1 : 0);

    [Theory]
    [InlineData("<article><h1>Lamp gets dearer</h1><b class=\"price\">49,90 €</b></article><section><i>Shirt</i><button class=\"add-to-cart\">Add to cart</button></section>")]
    [InlineData("<h1>Lamp gets dearer</h1><b class=\"price\">49,90 €</b><aside><i>Shirt</i><button class=\"add-to-cart\">Add to cart</button></aside>")]
    [InlineData("<header><form action=\"/cart\"></form></header><h1>Lamp gets dearer</h1><b class=\"price\">49,90 €</b>")]
    public void Cart_of_something_else_makes_no_article_a_product(string body) => Reading.Page(body + "<p>It costs more than it did.</p>").Offers.ShouldBeEmpty();

    [Theory]
    [InlineData("<h1>Lamp</h1><div class=\"price\">49,90 €</div>", "no-price")]
    [InlineData("<h1>Lamp</h1><div class=\"price\">49,90 €</div><div class=\"price\">59,90 €</div>" + Cart, "ambiguous-price")]
    [InlineData("<h1>Lamp</h1><div class=\"price\">$49.90</div>" + Cart, "no-currency")]
    public void Shown_price_that_is_not_sure_is_unknown(string body, string code) =>
        Reading.Page(body + "<p>Some more words about the lamp, which is a fine lamp.</p>", url: null)
            .ShouldSatisfyAllConditions(r => r.Offers.ShouldBeEmpty(), r => r.Problems.ShouldContain(p => p.Code == code));

    [Fact]
    public void Discontinued_product_is_definitely_not_on_sale() =>
        Reading.Page("<main><h1>Old lamp</h1><p>This product has been discontinued.</p></main>").Offers.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(o => o.Price.ShouldBeNull(), o => o.Availability.ShouldBe(Contracts.Availability.Discontinued));

    [Fact]
    public void Label_of_a_twitter_card_may_be_the_price() =>
        Only(Reading.Page("<h1>Lamp</h1>", "<meta name=\"twitter:label1\" content=\"Price\"><meta name=\"twitter:data1\" content=\"£49.00\">")).ShouldBe("49.00 GBP");

    private static string Only(ExtractionReport report)
    {
        ExtractedOffer offer = report.Offers.ShouldHaveSingleItem();
        return $"{offer.Price!.Amount} {offer.Price.Currency}";
    }
}
