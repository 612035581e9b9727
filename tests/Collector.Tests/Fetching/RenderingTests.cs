using System.Net;
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

    [Fact]
    public async Task Page_that_needs_a_browser_where_there_is_none_is_a_problem_that_says_what_to_do()
    {
        string? before = Environment.GetEnvironmentVariable(Chromium.PathVariable);
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        Environment.SetEnvironmentVariable(Chromium.PathVariable, Path.Combine(Folder, "no-chromium"));
        try
        {
            FetchResult result = await FetchAsync(site.Url + "/card");

            result.Document.ShouldBeNull();
            result.Problem.ShouldNotBeNull();
            result.Problem.ShouldSatisfyAllConditions(
                p => p.Code.ShouldBe("no-browser"),
                p => p.Message.ShouldContain("apt-get install chromium"),
                p => p.Message.ShouldContain(Chromium.PathVariable),
                p => p.Place.ShouldBe(site.Url + "/card"));
            site.Requests.ShouldBeEmpty();
        }
        finally
        {
            Environment.SetEnvironmentVariable(Chromium.PathVariable, before);
        }
    }

    [Fact]
    public async Task Browser_that_cannot_be_run_is_a_problem()
    {
        string? before = Environment.GetEnvironmentVariable(Chromium.PathVariable);
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        Environment.SetEnvironmentVariable(Chromium.PathVariable, Write("chromium", "no program"));
        try
        {
            (await FetchAsync(site.Says(Built).Url + "/card")).Problem!.Code.ShouldBe("no-browser");
        }
        finally
        {
            Environment.SetEnvironmentVariable(Chromium.PathVariable, before);
        }
    }

    [Fact]
    public async Task Page_cannot_load_more_than_its_share()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        long size = GuardedProxy.TrafficLimit + 4 * 1024 * 1024;
        site.Answer = async context =>
        {
            context.Response.ContentLength = size;
            byte[] block = new byte[1024 * 1024];
            for (long sent = 0; sent < size; sent += block.Length)
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
        };
        await using GuardedProxy proxy = new(allowPrivate: true);
        using SocketsHttpHandler handler = new() { Proxy = new WebProxy(proxy.Address), UseProxy = true };
        using HttpMessageInvoker client = new(handler);

        long got = 0;
        using (HttpResponseMessage answer = await client.SendAsync(new(HttpMethod.Get, site.Url), Token))
        {
            await using Stream body = await answer.Content.ReadAsStreamAsync(Token);
            byte[] buffer = new byte[64 * 1024];
            await Should.ThrowAsync<IOException>(async () =>
            {
                int read;
                while ((read = await body.ReadAsync(buffer, Token)) > 0)
                    got += read;
            });
        }

        got.ShouldBeInRange(1, GuardedProxy.TrafficLimit);
        // Nor anything after that.
        await Should.ThrowAsync<HttpRequestException>(() => client.SendAsync(new(HttpMethod.Get, site.Url), Token));
    }

    private static void NeedsBrowser()
    {
        if (Chromium.Find() is null && !IsCi)
            Assert.Skip("there is no Chromium here");
    }

    private Task<FetchResult> FetchAsync(string url) => Host(scheduled: false).Services.GetRequiredService<PageFetcher>().FetchAsync(
        TestCatalog.Source("site", SourceKind.Product, url) with { Render = true, Timeout = TimeSpan.FromSeconds(60) }, null, null, Token);
}
