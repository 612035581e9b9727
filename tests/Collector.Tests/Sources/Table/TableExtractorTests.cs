using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;
using Tracker.Collector.Extraction.Matching;
using Tracker.Collector.Sources;
using Tracker.Contracts;

namespace Tracker.Collector.Tests.Sources.Table;

public sealed class TableExtractorTests
{
    private static readonly SourceEntry s_cloud =
        TestCatalog.Source("cloud", SourceKind.Table, "https://cloud.example/prices") with { Currency = "USD", Unit = PriceUnit.Hour };

    [Fact]
    public void Rate_card_is_read_by_its_header()
    {
        ExtractionReport report = Read(
            """
            <table><thead><tr><th>GPU</th><th>vCPUs</th><th>RAM, GB</th><th>On-demand, GPU-hour</th><th>Reserved, 1 year</th></tr></thead>
            <tr><td>NVIDIA RTX PRO 6000</td><td>24</td><td>218</td><td>$1.8125</td><td>$1.20</td></tr>
            <tr><td>RTX A6000</td><td>8</td><td>64</td><td>from $0.49</td><td>$0.30</td></tr>
            <tr><td>DGX Spark</td><td>8</td><td>64</td><td>Contact us</td><td></td></tr></table>
            """,
            s_cloud);

        report.Rates.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            r => r.Candidate.ShouldBe(TestCatalog.Pro), r => r.Price.ShouldBe(new() { Amount = "1.8125", Currency = "USD" }), r => r.Per.ShouldBe("hour"));
        report.Problems.Select(p => p.Code).ShouldBe([ProblemCodes.NoPrice, ProblemCodes.NoPrice]);
    }

    [Fact]
    public void Rows_and_cells_of_other_elements_are_a_table() =>
        Read(
            """
            <div class="t__content"><div class="t__head"><div class="t__row"><div class="t__cell">Item</div><div class="t__cell">GPU-hour</div></div></div>
            <div class="t__body"><div class="t__row"><div class="t__cell"><p>RTX PRO 6000</p></div><div class="t__cell">$1.80</div></div></div></div>
            """,
            s_cloud).Rates.ShouldHaveSingleItem().Price.Amount.ShouldBe("1.80");

    [Theory]
    [InlineData("2026-09-15", "1.80")]
    [InlineData("2026-10-15", "2.10")]
    public void Price_effective_from_a_day_counts_from_then_on(string today, string amount) =>
        Read(
            "<table><tr><th>Item</th><th>Per GPU-hour</th><th>GPU-hour (effective October 1, 2026)</th></tr><tr><td>RTX PRO 6000</td><td>$1.80</td><td>$2.10</td></tr></table>",
            s_cloud,
            DateTimeOffset.Parse(today + "T00:00:00Z")).Rates.ShouldHaveSingleItem().Price.Amount.ShouldBe(amount);

    [Fact]
    public void Several_price_columns_are_ambiguous_unless_the_source_names_one()
    {
        const string Html = "<table><tr><th>Card</th><th>Price A (EUR)</th><th>Price B (EUR)</th></tr><tr><td>RTX PRO 6000</td><td>8.999,00</td><td>9.499,00</td></tr></table>";
        SourceEntry shop = TestCatalog.Source("shop", SourceKind.Table, "https://shop.example/");

        Read(Html, shop).Problems.ShouldHaveSingleItem().Code.ShouldBe(ProblemCodes.AmbiguousPrice);
        Read(Html, shop with { Table = new() { Price = "Price B" } }).Offers.ShouldHaveSingleItem().Price.ShouldBe(new() { Amount = "9499.00", Currency = "EUR" });
        Read(Html, shop with { Table = new() { Price = "Netto" } }).Problems.ShouldHaveSingleItem().Message.ShouldContain("'Price A (EUR)'");
    }

    [Fact]
    public void Hourly_column_of_a_source_of_prices_is_refused() =>
        Read("<table><tr><th>GPU</th><th>Price per hour</th></tr><tr><td>RTX PRO 6000</td><td>$1.80</td></tr></table>", s_cloud with { Unit = PriceUnit.Each })
            .ShouldSatisfyAllConditions(r => r.Offers.ShouldBeEmpty(), r => r.Problems.ShouldHaveSingleItem().Message.ShouldContain("unit: hour"));

    [Fact]
    public void Figures_are_read_in_the_units_of_a_gpu_entry() =>
        Read(
            """
            <table><tr><th>Model</th><th>Memory</th><th>System memory</th><th>Bandwidth</th><th>TDP (W)</th><th>Memory type</th></tr>
            <tr><td>RTX PRO 6000</td><td>96 GB GDDR7</td><td>256 GB</td><td>1.79 TB/s</td><td>600</td><td>GDDR7</td></tr>
            <tr><td>Unknown card</td><td>12 GB</td><td></td><td></td><td>100</td><td></td></tr></table>
            """).Specs.Select(s => $"{s.Candidate} {s.Field} {s.Value}").ShouldBe(
            [$"{TestCatalog.Pro} memory_gb 96", $"{TestCatalog.Pro} bandwidth_gb_per_s 1790", $"{TestCatalog.Pro} tdp_watts 600"]);

    [Fact]
    public void Comparison_with_the_cards_across_the_top_is_turned()
    {
        ExtractionReport report = Read(
            """
            <html lang="en-US"><table><tr><th>Specification</th><th>RTX PRO 6000</th><th>RTX A6000</th></tr>
            <tr><td>Memory</td><td>96 GB GDDR7</td><td>48 GB GDDR6</td></tr><tr><td>Max power</td><td>600 W</td><td>300 W</td></tr>
            <tr><td>Price</td><td>$8,565</td><td>$4,649</td></tr></table></html>
            """);

        report.Offers.Select(o => $"{o.GpuId} {o.Price!.Amount}").ShouldBe([$"{TestCatalog.Pro} 8565.00", "rtx-a6000 4649.00"]);
        report.Specs.Select(s => $"{s.Candidate} {s.Field} {s.Value}").ShouldBe(
            [$"{TestCatalog.Pro} memory_gb 96", $"{TestCatalog.Pro} tdp_watts 600", "rtx-a6000 memory_gb 48", "rtx-a6000 tdp_watts 300"]);
    }

    [Fact]
    public void Of_a_net_and_a_gross_column_the_gross_one_is_the_price() =>
        Read("<table><tr><th>Artikel</th><th>Preis netto</th><th>Preis brutto</th></tr><tr><td>RTX PRO 6000</td><td>7.142,02 €</td><td>8.499,00 €</td></tr></table>")
            .Offers.ShouldHaveSingleItem().Price.ShouldBe(new() { Amount = "8499.00", Currency = "EUR" });

    [Fact]
    public void Price_whose_cell_says_by_the_hour_is_a_rate()
    {
        const string Html = "<table><tr><th>Instance</th><th>On-demand</th></tr><tr><td>RTX PRO 6000</td><td>US$1.99/hr</td></tr></table>";

        Read(Html).Rates.ShouldHaveSingleItem().Price.Amount.ShouldBe("1.99");
        Read(Html, s_cloud with { Unit = PriceUnit.Each }).Offers.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<html><title>Just a moment...</title><body>wait</body></html>", "captcha")]
    [InlineData("<p>A long text that is about cards and has no table of any kind in it at all.</p>", "empty")]
    [InlineData("", "empty")]
    public void Page_without_a_table_is_an_explained_nothing(string html, string code) =>
        Read(html).ShouldSatisfyAllConditions(r => r.IsEmpty.ShouldBeTrue(), r => r.Problems.ShouldHaveSingleItem().Code.ShouldBe(code));

    private static ExtractionReport Read(string html, SourceEntry? source = null, DateTimeOffset? now = null) => SourceKinds.Extract(
        SourceKind.Table, html, new() { Url = "https://cloud.example/prices", Source = source, Matcher = new ProductMatcher(TestCatalog.Create()), Now = now });
}
