using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Catalog.Sources;
using Tracker.Collector.Observations;
using Tracker.Contracts;

namespace Tracker.Collector.Tests;

public sealed class SourceHealthTests : CollectorFixture
{
    private const string Card = """<title>Card</title><script type="application/ld+json">{"@type":"Product","name":"RTX PRO 6000","offers":{"price":"9000","priceCurrency":"USD"}}</script>""";
    private const string Emptied = """<title>Cards</title><script type="application/ld+json">{"@type":"Product","name":"Garden hose","offers":{"price":"9","priceCurrency":"USD"}}</script><p>There is a lot of text about hoses here, and nothing about cards.</p>""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Source_that_gives_nothing_for_three_intervals_is_unhealthy_and_says_since_when()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        IServiceProvider services = Start(Shop(site) with { GpuId = null });
        site.Says(Card);
        await NextAsync(services, TimeSpan.Zero);
        site.Says(Emptied);
        List<SourceHealth> healths = [];
        for (int i = 0; i < 3; i++)
        {
            await NextAsync(services, TimeSpan.FromHours(24));
            healths.Add(Status(services).Health);
        }

        healths.ShouldBe([SourceHealth.Healthy, SourceHealth.Healthy, SourceHealth.Unhealthy]);
        Status(services).LastProblem.ShouldStartWith("nothing-found: ");
        Messages<SourceHealthChanged>().ShouldHaveSingleItem().ShouldContain("nothing-found");
        site.Says(Card);
        await NextAsync(services, TimeSpan.FromHours(24));
        Status(services).Health.ShouldBe(SourceHealth.Healthy);
        Messages<SourceHealthChanged>().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Changes_of_one_window_are_one_message_and_what_was_undone_in_it_is_none()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        site.Says("", status: 500);
        IServiceProvider services = Start([.. Enumerable.Range(0, 5).Select(i => Shop(site) with { Id = $"shop-{i}" })]);
        SourceCollector collector = services.GetRequiredService<SourceCollector>();
        SourceStateStore states = services.GetRequiredService<SourceStateStore>();
        TimeSpan window = TimeSpan.FromMinutes(15);
        IReadOnlyDictionary<string, SourceEntry> sources = services.GetRequiredService<Catalog.LiveCatalog>().Current.Sources;
        foreach (SourceEntry source in sources.Values)
        {
            for (int i = 0; i < 3; i++)
                await collector.CollectAsync(source, Token);
            Time.Advance(TimeSpan.FromMinutes(2));
            await states.TellHealthAsync(window, Token);
        }
        Messages<SourceHealthChanged>().ShouldBeEmpty();
        site.Says(Card);
        await collector.CollectAsync(sources["shop-4"], Token);

        Time.Advance(window);
        await states.TellHealthAsync(window, Token);
        await states.TellHealthAsync(window, Token);

        string message = Messages<SourceHealthChanged>().ShouldHaveSingleItem();
        message.ShouldContain("shop-0");
        message.ShouldContain("shop-3");
        message.ShouldNotContain("shop-4");
    }

    [Fact]
    public async Task Switched_source_goes_before_its_file_and_is_due_at_once()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        IServiceProvider services = Start(Shop(site), Shop(site) with { Id = "shop-2", Enabled = false, DisabledReason = "not tried" });
        site.Says("", status: 500);
        SourceRegistry registry = services.GetRequiredService<SourceRegistry>();
        MarketCollector collector = services.GetRequiredService<MarketCollector>();
        (await collector.CollectDueAsync(null, Token)).Sources.Select(s => s.SourceId).ShouldBe(["shop"]);

        await registry.SwitchAsync("shop", enabled: false, Token);
        await registry.SwitchAsync("shop-2", enabled: true, Token);
        registry.List().Select(s => (s.Id, s.Enabled, s.Health, s.Switched)).ShouldBe([("shop", false, SourceHealth.Off, true), ("shop-2", true, SourceHealth.NotAsked, true)]);
        (await collector.CollectDueAsync(null, Token)).Sources.Select(s => s.SourceId).ShouldBe(["shop-2"]);
        await registry.SwitchAsync("shop", enabled: true, Token);

        (await collector.CollectDueAsync(null, Token)).Sources.Select(s => s.SourceId).ShouldBe(["shop"]);
    }

    [Fact]
    public async Task Document_read_under_another_configuration_is_asked_for_without_condition()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        site.Answer = context =>
        {
            context.Response.Headers.ETag = "\"v1\"";
            context.Response.StatusCode = context.Request.Headers.IfNoneMatch == "\"v1\"" ? 304 : 200;
            return context.Response.StatusCode == 304 ? Task.CompletedTask : context.Response.WriteAsync(Card);
        };
        IServiceProvider services = Start(Shop(site));
        await NextAsync(services, TimeSpan.Zero);
        await NextAsync(services, TimeSpan.FromHours(24));
        site.Requests[^1].Headers.ShouldContainKey("If-None-Match");

        using (Microsoft.Data.Sqlite.SqliteConnection connection = Database.Connect())
            Dapper.SqlMapper.Execute(connection, "UPDATE source_state SET read_under = 'before the edit'");
        await NextAsync(services, TimeSpan.FromHours(24));

        site.Requests[^1].Headers.ShouldNotContainKey("If-None-Match");
    }

    [Fact]
    public async Task Dry_run_shows_what_is_read_and_what_a_run_would_keep_and_saves_nothing()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        site.Says(Card);
        IServiceProvider services = Start(Shop(site));
        SourceRegistry registry = services.GetRequiredService<SourceRegistry>();

        SourceTrialReport first = await registry.TestAsync("shop", Token);
        Count("offers").ShouldBe(0);
        Count("source_state").ShouldBe(0);
        Count("outbox").ShouldBe(0);
        await services.GetRequiredService<MarketCollector>().CollectDueAsync(null, Token);
        SourceTrialReport second = await registry.TestAsync("shop", Token);
        site.Says(Card.Replace("9000", "900"));
        SourceTrialReport third = await registry.TestAsync("shop", Token);
        site.Says("<title>Just a moment...</title>");
        SourceTrialReport captcha = await registry.TestAsync("shop", Token);

        (first.Status, first.Offers.Single().Fate, first.Problem).ShouldBe((200, "record", null));
        first.Read!.Offers.Single().Evidence.ShouldNotBeEmpty();
        second.Offers.Single().Fate.ShouldBe("unchanged");
        third.Offers.Single().Fate.ShouldBe("quarantine");
        captcha.Problem!.Code.ShouldBe("captcha");
        Count("quarantined_offers").ShouldBe(0);
    }

    private static SourceEntry Shop(LoopbackSite site) => TestCatalog.Source("shop", SourceKind.Product, site.Url + "/card") with { GpuId = TestCatalog.Pro };

    private static SourceStatus Status(IServiceProvider services) => services.GetRequiredService<SourceRegistry>().List().Single();

    private IServiceProvider Start(params SourceEntry[] sources) => Host(scheduled: false, sources).Services;

    private async Task NextAsync(IServiceProvider services, TimeSpan later)
    {
        Time.Advance(later);
        (await services.GetRequiredService<MarketCollector>().CollectDueAsync(null, Token)).Sources.Count.ShouldBe(1);
    }
}
