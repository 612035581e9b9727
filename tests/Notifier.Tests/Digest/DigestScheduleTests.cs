using Microsoft.Extensions.Time.Testing;
using Tracker.Hosting;
using Tracker.Notifier.Digest;
using Tracker.Notifier.Tests.Support;

namespace Tracker.Notifier.Tests.Digest;

public sealed class DigestScheduleTests : IDisposable
{
    private static readonly DateTimeOffset s_monday = DateTimeOffset.Parse("2026-11-23T07:00:00Z");
    private readonly TrackerPaths _paths = new(Path.Combine(Path.GetTempPath(), "notifier-" + Guid.NewGuid().ToString("N")));

    public void Dispose() => Directory.Delete(_paths.DataFolder, recursive: true);

    [Fact]
    public async Task Digest_is_published_once_a_week_across_restarts()
    {
        FakeTimeProvider time = new(Invented.Now);
        await using (TestBed before = await StartAsync(time))
        {
            await before.EvaluateAsync(Invented.Scoreboard());
            (await PublishAsync(before)).ShouldBeNull();
            time.SetUtcNow(s_monday);
            (await PublishAsync(before)).ShouldBe(IsoWeek.Parse("2026-W47"));
            (await PublishAsync(before)).ShouldBeNull();
        }
        await using TestBed after = await StartAsync(time);
        time.Advance(TimeSpan.FromDays(2));

        (await PublishAsync(after)).ShouldBeNull();
        (await after.DeliverAsync()).Sent.ShouldBe(1);

        after.Mails().ShouldHaveSingleItem().Subject!.ShouldStartWith("GPU digest 2026-W47: WAIT: MI350P");
        Directory.GetFiles(_paths.Digests).Select(Path.GetFileName).Order().ShouldBe(["2026-W47.html", "2026-W47.txt"]);
        after.Texts("SELECT week FROM digests").ShouldBe(["2026-W47"]);
    }

    [Fact]
    public async Task Digest_is_published_once_in_the_week_in_which_clocks_go_back()
    {
        FakeTimeProvider time = new(DateTimeOffset.Parse("2026-10-24T00:00:00Z"));
        await using TestBed bed = await StartAsync(time);
        await bed.EvaluateAsync(Invented.Scoreboard());

        List<IsoWeek> published = [];
        for (int hour = 0; hour < 72; hour++, time.Advance(TimeSpan.FromHours(1)))
        {
            if (await PublishAsync(bed) is IsoWeek week)
            {
                published.Add(week);
                time.GetUtcNow().ShouldBe(DateTimeOffset.Parse("2026-10-26T07:00:00Z"));
            }
        }

        published.ShouldBe([IsoWeek.Parse("2026-W43")]);
    }

    [Fact]
    public async Task Digest_missed_while_off_is_made_up_at_start()
    {
        FakeTimeProvider time = new(Invented.Now);
        await using (TestBed before = await StartAsync(time))
            await before.EvaluateAsync(Invented.Scoreboard());
        time.SetUtcNow(s_monday.AddDays(3));
        await using TestBed after = await StartAsync(time);

        (await PublishAsync(after)).ShouldBe(IsoWeek.Parse("2026-W47"));
        (await PublishAsync(after)).ShouldBeNull();
    }

    [Fact]
    public async Task First_start_makes_up_no_digest_of_a_week_before_it()
    {
        FakeTimeProvider time = new(s_monday.AddDays(1));
        await using TestBed bed = await StartAsync(time);

        (await PublishAsync(bed)).ShouldBeNull();
        await bed.EvaluateAsync(Invented.Scoreboard());
        (await PublishAsync(bed)).ShouldBeNull();
        time.SetUtcNow(s_monday.AddDays(7));
        (await PublishAsync(bed)).ShouldBe(IsoWeek.Parse("2026-W48"));
    }

    [Fact]
    public async Task Two_processes_publish_one_digest()
    {
        FakeTimeProvider time = new(Invented.Now);
        await using TestBed one = await StartAsync(time);
        await using TestBed other = await StartAsync(time);
        await one.EvaluateAsync(Invented.Scoreboard());
        time.SetUtcNow(s_monday);

        await Task.WhenAll(PublishAsync(one), PublishAsync(other));

        one.Scalar<long>("SELECT count(*) FROM deliveries").ShouldBe(1);
    }

    [Fact]
    public async Task Scheduler_while_the_process_stays_up_makes_up_a_missed_digest()
    {
        FakeTimeProvider time = new(Invented.Now);
        await using (TestBed before = await StartAsync(time))
            await before.EvaluateAsync(Invented.Scoreboard());
        time.SetUtcNow(s_monday.AddDays(1));

        await using TestBed running = await TestBed.StartAsync(time: time, paths: _paths, mode: HostMode.Running);

        await TestBed.UntilAsync(() => running.MailFiles().Length == 1);
    }

    private static Task<IsoWeek?> PublishAsync(TestBed bed) => bed.Get<DigestSchedule>().PublishDueAsync(TestContext.Current.CancellationToken);

    private Task<TestBed> StartAsync(FakeTimeProvider time) => TestBed.StartAsync(time: time, paths: _paths);
}
