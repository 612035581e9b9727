using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Catalog.Sources;
using Tracker.Collector.Fetching;

namespace Tracker.Collector.Tests.Fetching;

public sealed class RobotsTests : CollectorFixture
{
    private PageFetcher _fetcher = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(200, "User-agent: *\nDisallow: /card", "robots-forbidden")]
    [InlineData(200, "User-agent: *\nDisallow: /other", null)]
    [InlineData(404, "User-agent: *\nDisallow: /", null)]
    [InlineData(403, "User-agent: *\nDisallow: /", null)]
    [InlineData(500, "", "robots-unreachable")]
    [InlineData(503, "", "robots-unreachable")]
    public async Task Robots_file_decides_and_4xx_allows_and_5xx_forbids(int status, string robots, string? problem)
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        Answers(site, status, robots);

        FetchResult result = await FetchAsync(site, "/card");

        result.Problem?.Code.ShouldBe(problem);
        site.Requests.Count(r => r.Path == "/card").ShouldBe(problem is null ? 1 : 0);
    }

    [Fact]
    public async Task Site_that_does_not_answer_for_its_robots_file_is_not_asked()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        site.Robots = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };

        (await FetchAsync(site, "/card")).Problem!.Code.ShouldBe("unreachable");
        site.Requests.ShouldAllBe(r => r.Path == "/robots.txt");
    }

    [Fact]
    public async Task Robots_file_is_kept_a_day_and_one_that_could_not_be_had_for_minutes()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        Answers(site, 500, "");
        await FetchAsync(site, "/card");
        Answers(site, 200, "User-agent: *\nDisallow: /card");
        (await FetchAsync(site, "/card")).Problem!.Code.ShouldBe("robots-unreachable");

        Time.Advance(TimeSpan.FromMinutes(6));
        (await FetchAsync(site, "/card")).Problem!.Code.ShouldBe("robots-forbidden");
        Answers(site, 404, "");
        Time.Advance(TimeSpan.FromHours(23));
        (await FetchAsync(site, "/card")).Problem!.Code.ShouldBe("robots-forbidden");
        Time.Advance(TimeSpan.FromHours(2));
        (await FetchAsync(site, "/card")).Problem.ShouldBeNull();

        site.Requests.Count(r => r.Path == "/robots.txt").ShouldBe(3);
    }

    [Fact]
    public async Task Redirected_robots_file_is_followed()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        site.AnswersRobots = true;
        site.Answer = context =>
        {
            if (context.Request.Path == "/robots.txt")
                context.Response.Redirect("/real-robots");
            return context.Response.WriteAsync(context.Request.Path == "/real-robots" ? "User-agent: *\nDisallow: /card" : "");
        };

        (await FetchAsync(site, "/card")).Problem!.Code.ShouldBe("robots-forbidden");
    }

    [Fact]
    public async Task Redirect_onto_a_forbidden_address_is_not_followed()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        await using LoopbackSite other = await LoopbackSite.StartAsync();
        Answers(other, 200, "User-agent: *\nDisallow: /private");
        site.Answer = context =>
        {
            context.Response.StatusCode = context.Request.Path == "/card" ? 302 : 404;
            context.Response.Headers.Location = other.Url + "/private";
            return Task.CompletedTask;
        };

        (await FetchAsync(site, "/card")).Problem!.Code.ShouldBe("robots-forbidden");
        other.Requests.Select(r => r.Path).ShouldBe(["/robots.txt"]);
    }

    [Fact]
    public async Task Sources_of_one_site_ask_for_its_robots_file_once()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        Answers(site, 200, "");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => FetchAsync(site, $"/card{i}")));

        site.Requests.Count(r => r.Path == "/robots.txt").ShouldBe(1);
        site.Requests.Count.ShouldBe(9);
    }

    [Fact]
    public async Task Crawl_delay_longer_than_the_sources_own_is_kept()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        Answers(site, 200, "User-agent: *\nCrawl-delay: 30");
        List<DateTimeOffset> asked = [];
        site.Answer = context =>
        {
            asked.Add(Time.GetUtcNow());
            return context.Response.WriteAsync("");
        };
        DateTimeOffset start = Time.GetUtcNow();

        await DoneAsync(FetchAsync(site, "/first"));
        await DoneAsync(FetchAsync(site, "/second"));

        // The robots file itself was a request, so that the first page waits too.
        (asked[0] - start).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(30));
        (asked[1] - asked[0]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(30));
    }

    private async Task<FetchResult> DoneAsync(Task<FetchResult> fetch)
    {
        await Eventually.TrueAsync(() =>
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            return fetch.IsCompleted;
        });
        return await fetch;
    }

    // What the pages themselves answer does not matter here.
    private static void Answers(LoopbackSite site, int status, string robots) => site.Robots = context =>
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(robots);
    };

    private Task<FetchResult> FetchAsync(LoopbackSite site, string path)
    {
        _fetcher ??= Host(scheduled: false).Services.GetRequiredService<PageFetcher>();
        return _fetcher.FetchAsync(TestCatalog.Source("site", SourceKind.Product, site.Url + path), null, null, Token);
    }
}
