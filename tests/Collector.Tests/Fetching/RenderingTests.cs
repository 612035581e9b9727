using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Catalog.Sources;
using Tracker.Collector.Fetching;
using Tracker.Collector.Fetching.Rendering;

namespace Tracker.Collector.Tests.Fetching;

public sealed class RenderingTests : CollectorFixture
{
    private const string Built = """<body><script>document.body.innerHTML = '<p id="price">' + (12000 + 490) + ' USD</p>';</script></body>""";

    private static bool IsCi => Environment.GetEnvironmentVariable("CI") is not null;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_built_by_script_is_rendered()
    {
        NeedsBrowser();
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        site.Says(Built);

        FetchResult result = await FetchAsync(site.Url + "/card");

        result.Problem.ShouldBeNull();
        DocumentText.Decode(result.Document!.Content, result.Document.Charset).ShouldContain("<p id=\"price\">12490 USD</p>");
        site.Requests.ShouldAllBe(r => r.Headers["User-Agent"].StartsWith("GpuTracker/"));
    }

    [Fact]
    public async Task Script_of_a_public_page_cannot_reach_into_the_owners_network()
    {
        NeedsBrowser();
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        await using GuardedProxy proxy = new(allowPrivate: false);

        byte[]? document = await Chromium.DumpAsync(Chromium.Find()!, new(site.Url + "/secret"), proxy.Address, "test", 1024 * 1024, Token);

        site.Requests.ShouldBeEmpty();
        (document is null ? "" : DocumentText.Decode(document, "utf-8")).ShouldNotContain("12490");
    }

    [Theory]
    [InlineData(403, "http-403")]
    [InlineData(503, "http-503")]
    public async Task Page_that_does_not_answer_plainly_is_not_rendered(int status, string code)
    {
        NeedsBrowser();
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        site.Says(Built, status: status);

        (await FetchAsync(site.Url + "/card")).Problem!.Code.ShouldBe(code);
        site.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Page_that_robots_forbid_is_not_rendered()
    {
        NeedsBrowser();
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        site.Robots = context => context.Response.WriteAsync("User-agent: *\nDisallow: /");

        (await FetchAsync(site.Url + "/card")).Problem!.Code.ShouldBe("robots-forbidden");
    }

    private static void NeedsBrowser()
    {
        if (Chromium.Find() is null && !IsCi)
            Assert.Skip("there is no Chromium here");
    }

    private Task<FetchResult> FetchAsync(string url) => Host(scheduled: false).Services.GetRequiredService<PageFetcher>().FetchAsync(
        TestCatalog.Source("site", SourceKind.Product, url) with { Render = true, Timeout = TimeSpan.FromSeconds(60) }, null, null, Token);
}
