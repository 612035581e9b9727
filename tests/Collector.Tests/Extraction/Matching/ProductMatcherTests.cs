using Tracker.Collector.Extraction.Matching;

namespace Tracker.Collector.Tests.Extraction.Matching;

public sealed class ProductMatcherTests
{
    private static readonly ProductMatcher s_matcher = new(TestCatalog.Create());

    [Theory]
    [InlineData("PNY NVIDIA RTX PRO 6000 Blackwell 96GB GDDR7 Workstation Graphics Card", "rtx-pro-6000-blackwell")]
    [InlineData("NVIDIA RTX™ PRO 6000 Blackwell Workstation Edition", "rtx-pro-6000-blackwell")]
    [InlineData("nvidia rtx-pro-6000 blackwell", "rtx-pro-6000-blackwell")]
    [InlineData("RTXPRO6000 96GB", "rtx-pro-6000-blackwell")]
    [InlineData("RTX PRO 6000 Blackwell Max-Q Workstation Edition 96GB", "rtx-pro-6000-blackwell-max-q")]
    [InlineData("RTX PRO 6000 Server Edition 96GB", "rtx-pro-6000-blackwell-server")]
    [InlineData("NVIDIA RTX 6000 Ada Generation 48GB", "rtx-6000-ada")]
    [InlineData("NVIDIA RTX A6000 48GB", "rtx-a6000")]
    [InlineData("NVIDIA Quadro RTX 6000 24GB", null)]
    [InlineData("RTX PRO 6000D 84GB", null)]
    [InlineData("GeForce RTX 5090 D 32GB", null)]
    [InlineData("NVIDIA GeForce RTX 3090 Ti", null)]
    [InlineData("NVIDIA GeForce RTX 3090", "geforce-rtx-3090")]
    [InlineData("MSI RTX 5090 32G GAMING TRIO OC", "geforce-rtx-5090")]
    [InlineData("Water Block for RTX PRO 6000", null)]
    [InlineData("Alphacool waterblock RTX PRO 6000 Blackwell", null)]
    [InlineData("RTX PRO 6000 backplate", null)]
    [InlineData("Razer Blade 18 laptop with RTX 5090", null)]
    [InlineData("HP Z8 Workstation RTX PRO 6000", null)]
    [InlineData("Gaming PC RTX 5090 Ryzen 9 9950X 64GB DDR5", null)]
    [InlineData("Supermicro server with RTX PRO 6000", null)]
    [InlineData("RTX PRO 6000 graphics card for workstation", "rtx-pro-6000-blackwell")]
    [InlineData("NVIDIA RTX PRO 6000 Blackwell Server Edition MIG 1g.24gb", null)]
    [InlineData("RTX 5090 vs RTX PRO 6000", null)]
    [InlineData("NVIDIA DGX Spark desktop computer 4TB SSD", "dgx-spark")]
    [InlineData("NVIDIA DGX Station, not the DGX Spark", null)]
    [InlineData("XRTX A6000Y", null)]
    [InlineData("", null)]
    public void Title_is_the_gpu_that_it_names_most_exactly_or_none(string title, string? gpuId) =>
        s_matcher.Match(new(title)).GpuId.ShouldBe(gpuId);

    [Fact]
    public void Part_number_tells_whatever_the_title_says()
    {
        s_matcher.Match(new("Some card", Mpn: "900-5g144-2500-000")).GpuId.ShouldBe(TestCatalog.Pro);
        s_matcher.Match(new("Some card", Sku: "9005G1442500000")).GpuId.ShouldBe(TestCatalog.Pro);
        s_matcher.Match(new("Some card 900-5G144-2500-000 boxed")).GpuId.ShouldBe(TestCatalog.Pro);
        s_matcher.Match(new("Some card", Gtin: "012345678905")).GpuId.ShouldBe("mi350p");
        s_matcher.Match(new("Some card", Mpn: "900-5G144-2500-001")).GpuId.ShouldBeNull();
    }

    [Fact]
    public void News_may_name_several()
    {
        s_matcher.FindAll("AMD Instinct MI350P against the RTX PRO 6000 Blackwell and the RTX A6000").ShouldBe(["mi350p", "rtx-a6000", TestCatalog.Pro]);
        s_matcher.FindAll("RTX PRO 6000 Server ships").ShouldBe(["rtx-pro-6000-blackwell-server"]);
        s_matcher.FindAll("A new laptop").ShouldBeEmpty();
        s_matcher.FindAll("AMD's Instinct MI350P is here").ShouldBe(["mi350p"]);
        // What excludes a card does so beside its name only.
        s_matcher.FindAll("DGX Spark or DGX Station").ShouldBeEmpty();
        s_matcher.FindAll("The DGX Spark is reviewed. Elsewhere, somebody sells a DGX Station").ShouldBe(["dgx-spark"]);
    }

    [Fact]
    public void Item_of_a_source_about_one_gpu_is_believed_unless_something_contradicts()
    {
        s_matcher.Contradiction(TestCatalog.Pro, new("NVIDIA Blackwell 96GB professional card")).ShouldBeNull();
        s_matcher.Contradiction(TestCatalog.Pro, new("NVIDIA RTX 6000 Ada")).ShouldNotBeNull().ShouldContain("rtx-6000-ada");
        s_matcher.Contradiction(TestCatalog.Pro, new("Blackwell Max-Q card")).ShouldNotBeNull();
        s_matcher.Contradiction(TestCatalog.Pro, new("Blackwell backplate")).ShouldNotBeNull();
    }
}
