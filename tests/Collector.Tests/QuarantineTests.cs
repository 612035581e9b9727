using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Catalog.Sources;
using Tracker.Contracts;

namespace Tracker.Collector.Tests;

public sealed class QuarantineTests : CollectorFixture
{
    private SourceRegistry _registry = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(30_001, false)]
    [InlineData(3_333, false)]
    [InlineData(30_000, true)]
    [InlineData(3_334, true)]
    public async Task Jump_beyond_three_times_is_held_back_and_a_smaller_one_is_not(int price, bool stored)
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        MarketCollector collector = Start(Shop(site));
        await ShowAsync(site, collector, 10_000);

        await ShowAsync(site, collector, price, TimeSpan.FromHours(6));

        Count("offers").ShouldBe(stored ? 2 : 1);
        Messages<OfferObserved>().Count.ShouldBe(stored ? 2 : 1);
        _registry.Quarantined().Count.ShouldBe(stored ? 0 : 1);
        _registry.List().Single().Quarantined.ShouldBe(stored ? 0 : 1);
    }

    [Fact]
    public async Task Second_fetch_an_hour_later_releases_it_known_from_then_on()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        MarketCollector collector = Start(Shop(site));
        await ShowAsync(site, collector, 10_000);
        await ShowAsync(site, collector, 990, TimeSpan.FromHours(6));

        // The source is due again after an hour, not only after its six.
        Time.Advance(TimeSpan.FromMinutes(59));
        (await collector.CollectDueAsync(null, Token)).Sources.ShouldBeEmpty();
        Time.Advance(TimeSpan.FromMinutes(1));
        await collector.CollectDueAsync(null, Token);

        Query<string>("SELECT amount_minor || ' ' || observed_at || ' ' || known_at FROM offers WHERE amount_minor = 99000 ORDER BY observed_at")
            .ShouldBe(["99000 2026-11-23T14:00:00.000Z 2026-11-23T15:00:00.000Z", "99000 2026-11-23T15:00:00.000Z 2026-11-23T15:00:00.000Z"]);
        Query<string>("SELECT status || ' ' || decided_by FROM quarantined_offers").ShouldBe(["released second-fetch"]);
        _registry.List().Single().NextTryAt.ShouldBe(Time.GetUtcNow() + TimeSpan.FromHours(6));
    }

    [Fact]
    public async Task Not_modified_an_hour_later_is_a_second_fetch()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        MarketCollector collector = Start(Shop(site));
        await ShowAsync(site, collector, 10_000);
        await ShowAsync(site, collector, 990, TimeSpan.FromHours(6), "\"v2\"");
        site.Answer = context =>
        {
            context.Response.StatusCode = context.Request.Headers.IfNoneMatch == "\"v2\"" ? 304 : 500;
            return Task.CompletedTask;
        };

        Time.Advance(TimeSpan.FromHours(1));
        (await collector.CollectDueAsync(null, Token)).Sources.Single().NewObservations.ShouldBe(1);

        Query<long>("SELECT amount_minor FROM offers ORDER BY id").ShouldBe([1_000_000, 99_000]);
    }

    [Fact]
    public async Task Second_source_that_agrees_releases_both()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        await using LoopbackSite other = await LoopbackSite.StartAsync();
        MarketCollector collector = Start(Shop(site), Shop(other) with { Id = "shop-2" });
        other.Says(Page(10_100));
        await ShowAsync(site, collector, 10_000);
        other.Says(Page(10_100), status: 500);
        await ShowAsync(site, collector, 1_000, TimeSpan.FromHours(6));
        Count("offers").ShouldBe(2);

        other.Says(Page(1_050));
        Time.Advance(TimeSpan.FromMinutes(30));
        await collector.CollectDueAsync(null, Token);

        Query<string>("SELECT source_id || ' ' || amount_minor FROM offers WHERE amount_minor < 200000 ORDER BY id").ShouldBe(["shop 100000", "shop-2 105000"]);
        _registry.Quarantined().ShouldBeEmpty();
    }

    [Fact]
    public async Task Card_that_is_new_at_a_source_is_compared_with_what_the_card_cost_elsewhere()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        Write("history/prices.csv", "gpu,observed,amount,currency,condition,source\nrtx-pro-6000-blackwell,2026-10-15,9000,USD,new,s\nrtx-pro-6000-blackwell,2026-08-01,100,USD,new,s\n");
        MarketCollector collector = Start(Shop(site));
        await collector.ImportHistoryAsync(Token);

        await ShowAsync(site, collector, 890);

        _registry.Quarantined().ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            q => q.Price.ShouldBe(new() { Amount = "890.00", Currency = "USD" }), q => q.Reference.Amount.ShouldBe("9000.00"));
    }

    [Fact]
    public async Task Price_that_goes_back_contradicts_what_is_held()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        MarketCollector collector = Start(Shop(site));
        await ShowAsync(site, collector, 10_000);
        await ShowAsync(site, collector, 990, TimeSpan.FromHours(6));
        await ShowAsync(site, collector, 9_900, TimeSpan.FromHours(1));

        Query<long>("SELECT amount_minor FROM offers ORDER BY id").ShouldBe([1_000_000, 990_000]);
        Query<string>("SELECT status || ' ' || decided_by FROM quarantined_offers").ShouldBe(["dropped contradicted"]);
    }

    [Fact]
    public async Task Price_dropped_by_hand_stays_dropped_and_one_released_by_hand_counts()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        MarketCollector collector = Start(Shop(site));
        await ShowAsync(site, collector, 10_000);
        await ShowAsync(site, collector, 990, TimeSpan.FromHours(6));
        (await _registry.DecideAsync(1, release: false, Token)).ShouldNotBeNull();
        await ShowAsync(site, collector, 990, TimeSpan.FromHours(6));
        await ShowAsync(site, collector, 995, TimeSpan.FromHours(6));
        Count("offers").ShouldBe(1);
        _registry.Quarantined().ShouldBeEmpty();

        await ShowAsync(site, collector, 500, TimeSpan.FromHours(6));
        (await _registry.DecideAsync(2, release: true, Token)).ShouldNotBeNull();

        Query<long>("SELECT amount_minor FROM offers ORDER BY id").ShouldBe([1_000_000, 50_000]);
        (await _registry.DecideAsync(2, release: true, Token)).ShouldBeNull();
        (await _registry.DecideAsync(77, release: false, Token)).ShouldBeNull();
    }

    private static SourceEntry Shop(LoopbackSite site) =>
        TestCatalog.Source("shop", SourceKind.Product, site.Url + "/card") with { GpuId = TestCatalog.Pro, Schedule = new() { Every = TimeSpan.FromHours(6), Jitter = TimeSpan.Zero } };

    private static string Page(int price) =>
        $$"""<title>Card</title><script type="application/ld+json">{"@type":"Product","name":"RTX PRO 6000","sku":"card","offers":{"price":"{{price}}.00","priceCurrency":"USD","availability":"InStock"} }</script>""";

    private MarketCollector Start(params SourceEntry[] sources)
    {
        IServiceProvider services = Host(scheduled: false, sources).Services;
        _registry = services.GetRequiredService<SourceRegistry>();
        return services.GetRequiredService<MarketCollector>();
    }

    private async Task ShowAsync(LoopbackSite site, MarketCollector collector, int price, TimeSpan? later = null, string? tag = null)
    {
        site.Answer = context =>
        {
            context.Response.Headers.ETag = tag;
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync(Page(price));
        };
        Time.Advance(later ?? TimeSpan.Zero);
        (await collector.CollectDueAsync(null, Token)).Sources.First(s => s.SourceId == "shop").Problem.ShouldBeNull();
    }
}
