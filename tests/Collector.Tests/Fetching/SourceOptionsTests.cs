using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Catalog.Settings;
using Tracker.Catalog.Sources;
using Tracker.Collector.Fetching;

namespace Tracker.Collector.Tests.Fetching;

/// <summary>What a source may say about how it is asked: headers and a proxy.</summary>
public sealed class SourceOptionsTests : CollectorFixture
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Header_is_sent_to_the_sources_own_host_and_not_to_one_it_sends_on_to()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        await using LoopbackSite other = await LoopbackSite.StartAsync();
        site.Answer = context =>
        {
            context.Response.Redirect(other.Url + "/there");
            return Task.CompletedTask;
        };
        string secret = Write("key", "k-123\n");

        FetchResult result = await FetchAsync(site.Url, s => s with { Headers = Headers(("X-Key", $"file:{secret}"), ("User-Agent", "Other/1.0")) });

        result.Problem.ShouldBeNull();
        site.Requests.Single().Headers["X-Key"].ShouldBe("k-123");
        site.Requests.Single().Headers["User-Agent"].ShouldBe("Other/1.0");
        other.Requests.Single().Headers.ShouldNotContainKey("X-Key");
    }

    [Fact]
    public async Task Secret_that_is_not_there_or_would_break_the_header_is_a_problem_that_does_not_show_it()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        string split = Write("split", "k-123\r\nX-Evil: 1");

        FetchResult missing = await FetchAsync(site.Url, s => s with { Headers = Headers(("X-Key", "env:NO_SUCH_VARIABLE")) });
        FetchResult broken = await FetchAsync(site.Url, s => s with { Headers = Headers(("X-Key", $"file:{split}")) });

        (missing.Problem!.Code, broken.Problem!.Code).ShouldBe(("not-asked", "not-asked"));
        broken.Problem.Message.ShouldNotContain("k-123");
        site.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Proxy_is_asked_with_its_credentials()
    {
        await using LoopbackSite proxy = await LoopbackSite.StartAsync();
        string secret = Write("proxy", "me:word");
        proxy.AnswersRobots = true;
        proxy.Answer = context =>
        {
            if (context.Request.Headers.ProxyAuthorization.Count == 0)
            {
                context.Response.StatusCode = 407;
                context.Response.Headers.ProxyAuthenticate = "Basic realm=\"p\"";
                return Task.CompletedTask;
            }
            return context.Response.WriteAsync($"through the proxy to {context.Request.Host}");
        };

        FetchResult result = await FetchAsync(
            "http://shop.example/card", s => s with { Proxy = new(new(proxy.Url), SecretReference.TryParse($"file:{secret}")), AllowPrivate = false });

        DocumentText.Decode(result.Document!.Content, null).ShouldBe("through the proxy to shop.example");
    }

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://localhost/")]
    [InlineData("http://192.168.0.1/")]
    public async Task Proxy_is_not_asked_for_what_is_plainly_private(string url)
    {
        await using LoopbackSite proxy = await LoopbackSite.StartAsync();

        FetchResult result = await FetchAsync(url, s => s with { Proxy = new(new(proxy.Url), null), AllowPrivate = false });

        result.Problem!.Code.ShouldBe("address-refused");
        proxy.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("image/png", "wrong-type")]
    [InlineData("application/pdf", "wrong-type")]
    [InlineData("text/html", null)]
    [InlineData("image/svg+xml", null)]
    public async Task Answer_that_is_no_text_is_named(string type, string? code)
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        site.Says("x", type);

        (await FetchAsync(site.Url, s => s)).Problem?.Code.ShouldBe(code);
    }

    [Fact]
    public async Task Not_modified_that_nobody_asked_for_is_a_problem()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        site.Says("", status: 304);

        (await FetchAsync(site.Url, s => s)).Problem!.Code.ShouldBe("http-304");
    }

    [Fact]
    public async Task Answer_that_is_cut_off_is_a_problem()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        site.Answer = async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("only this");
            await context.Response.Body.FlushAsync();
            context.Abort();
        };

        (await FetchAsync(site.Url, s => s)).Problem!.Code.ShouldBe("unreachable");
    }

    private static Dictionary<string, HeaderValue> Headers(params (string Name, string Value)[] headers) =>
        headers.ToDictionary(h => h.Name, h => new HeaderValue(h.Value));

    private Task<FetchResult> FetchAsync(string url, Func<SourceEntry, SourceEntry> change) =>
        Host(scheduled: false).Services.GetRequiredService<PageFetcher>().FetchAsync(change(TestCatalog.Source("site", SourceKind.Product, url)), null, null, Token);
}
