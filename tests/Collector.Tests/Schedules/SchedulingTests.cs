using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;
using Tracker.Catalog.Sources;
using Tracker.Collector.Observations;
using Tracker.Collector.Schedules;

namespace Tracker.Collector.Tests.Schedules;

public sealed class SchedulingTests : CollectorFixture
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    private static readonly SourceEntry s_daily = TestCatalog.Source("daily", SourceKind.Product, "https://shop.example/");

    [Fact]
    public void Interval_goes_on_from_the_last_success()
    {
        First(s_daily, new()).ShouldBe([s_now]);
        First(s_daily, new() { LastSuccessAt = s_now.AddHours(-20) }).ShouldBe([s_now.AddHours(4)]);
        First(s_daily, new() { LastSuccessAt = s_now.AddHours(-30) }).ShouldBe([s_now]);
        First(s_daily, new() { LastSuccessAt = s_now.AddHours(-30), NextDueAt = s_now.AddHours(2) }).ShouldBe([s_now.AddHours(2)]);
    }

    [Fact]
    public void Jitter_shifts_a_source_by_its_own_part()
    {
        SourceEntry[] sources = [.. Enumerable.Range(0, 20).Select(i => s_daily with { Id = $"s{i}", Schedule = s_daily.Schedule with { Jitter = TimeSpan.FromMinutes(10) } })];

        DateTimeOffset[] starts = [.. sources.Select(s => First(s, new())[0])];

        starts.ShouldAllBe(at => at >= s_now && at <= s_now.AddMinutes(10));
        starts.Distinct().Count().ShouldBe(20);
        starts.ShouldBe(sources.Select(s => First(s, new())[0]));
    }

    [Fact]
    public void Answer_that_cannot_be_stored_is_tried_again_later_each_time()
    {
        ITrigger trigger = TriggerBuilder.Create().WithIdentity("s", "sources").ForJob("s", "sources").Build();
        List<double> minutes = [];
        for (int i = 0; i < 5; i++)
        {
            trigger = SourceJob.AfterRefusal(trigger, "s", s_now);
            minutes.Add((trigger.StartTimeUtc - s_now).TotalMinutes);
        }

        minutes.ShouldBe([1, 5, 30, 120, 120]);
        trigger.JobKey.ShouldBe(new JobKey("s", "sources"));
    }

    [Fact]
    public void Cron_runs_in_its_zone_and_makes_up_a_missed_run()
    {
        SourceEntry source = s_daily with { Schedule = new() { Cron = "0 0 6 * * ?", Zone = "Europe/Berlin", Jitter = TimeSpan.Zero } };

        SourceScheduler.Triggers(source, new() { LastSuccessAt = s_now.AddHours(-1) }, TimeZoneInfo.Utc, s_now).ShouldHaveSingleItem()
            .GetFireTimeAfter(s_now).ShouldBe(new DateTimeOffset(2026, 11, 24, 5, 0, 0, TimeSpan.Zero));
        SourceScheduler.Triggers(source, new() { LastSuccessAt = s_now.AddHours(-6) }, TimeZoneInfo.Utc, s_now).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Process_that_stays_up_imports_the_history_and_collects_each_source_but_a_bad_schedule_keeps_none_back()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        site.Answer = async context =>
        {
            context.Response.StatusCode = context.Request.Path == "/good" ? 200 : 500;
            context.Response.ContentType = "text/html";
            await context.Response.BodyWriter.WriteAsync("""<script type="application/ld+json">{"@type":"Product","name":"RTX A6000","offers":{"price":4649,"priceCurrency":"USD"}}</script>"""u8.ToArray());
        };
        Write("history/prices.csv", "gpu,observed,amount,currency,source\nrtx-a6000,2026-08-15,4650,USD,s\n");
        IHost host = Host(
            scheduled: true,
            TestCatalog.Source("a-wrong", SourceKind.Product, site.Url) with { Schedule = new() { Cron = "never", Jitter = TimeSpan.Zero } },
            TestCatalog.Source("bad", SourceKind.Product, site.Url + "/bad"),
            TestCatalog.Source("good", SourceKind.Product, site.Url + "/good"),
            TestCatalog.Source("off", SourceKind.Product, site.Url + "/off") with { Enabled = false });

        await host.StartAsync(TestContext.Current.CancellationToken);

        await EventuallyAsync(() => Count("offers") == 2 && Query<long>("SELECT failures_in_row FROM source_state WHERE source_id = 'bad'") is [1]);
        IScheduler scheduler = await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);
        // What failed is asked again when its back-off ends, a minute later, and not only tomorrow.
        ITrigger? retry = null;
        await EventuallyAsync(async () => (retry = await scheduler.GetTrigger(new TriggerKey("bad", "retries"))) is not null);
        (retry!.StartTimeUtc - TimeProvider.System.GetUtcNow()).ShouldBeLessThan(TimeSpan.FromMinutes(1.1));
        site.Requests.ShouldNotContain(r => r.Path == "/off");
    }

    private static DateTimeOffset[] First(SourceEntry source, SourceState state) =>
        [.. SourceScheduler.Triggers(source, state, TimeZoneInfo.Utc, s_now).Select(t => t.StartTimeUtc)];

    private static Task EventuallyAsync(Func<bool> condition) => EventuallyAsync(() => Task.FromResult(condition()));

    private static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(60));
        while (!await condition())
            await Task.Delay(20, deadline.Token);
    }
}
