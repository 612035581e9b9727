using Microsoft.Extensions.Time.Testing;
using Tracker.Hosting;
using Tracker.Notifier.Deliveries;
using Tracker.Notifier.Tests.Support;

namespace Tracker.Notifier.Tests.Deliveries;

public sealed class AlertNotifierTests
{
    [Fact]
    public async Task Delivery_that_always_fails_climbs_the_ladder_and_is_dead()
    {
        await using WebhookServer server = await WebhookServer.StartAsync();
        server.AnswerWith(500);
        await using TestBed bed = await StartWithWebhookOnlyAsync(server);
        await bed.ReachVerdictAsync();

        List<TimeSpan> waits = [];
        for (int attempt = 1; attempt <= 10; attempt++)
        {
            DeliveryAttempt made = (await bed.DeliverAsync()).Attempts.ShouldHaveSingleItem();
            made.Outcome.ShouldBe(DeliveryOutcome.Failed);
            // Nothing is due again before its time.
            (await bed.DeliverAsync()).Attempts.ShouldBeEmpty();
            if (made.NextAttemptAt is DateTimeOffset next)
            {
                waits.Add(next - bed.Time.GetUtcNow());
                bed.Time.SetUtcNow(next);
            }
        }

        waits.Count.ShouldBe(9);
        waits.ShouldBe(waits.Order());
        server.Received.Count.ShouldBe(10);
        server.Received.Select(r => r.Headers["webhook-id"]).Distinct().ShouldHaveSingleItem();
        bed.Texts("SELECT status FROM deliveries").ShouldBe(["dead"]);
        bed.Scalar<long>("SELECT count(*) FROM delivery_attempts WHERE outcome = 'failed'").ShouldBe(10);
        bed.Time.Advance(TimeSpan.FromDays(30));
        (await bed.DeliverAsync()).Attempts.ShouldBeEmpty();
    }

    [Fact]
    public async Task Delivery_that_fails_once_is_sent_at_its_second_attempt()
    {
        await using WebhookServer server = await WebhookServer.StartAsync();
        server.AnswerWith(503);
        await using TestBed bed = await StartWithWebhookOnlyAsync(server);
        await bed.ReachVerdictAsync();
        DateTimeOffset next = (await bed.DeliverAsync()).Attempts.Single().NextAttemptAt!.Value;

        server.AnswerWith(200);
        bed.Time.SetUtcNow(next);

        (await bed.DeliverAsync()).Sent.ShouldBe(1);
        bed.Texts("SELECT outcome FROM delivery_attempts ORDER BY id").ShouldBe(["failed", "sent"]);
    }

    [Fact]
    public async Task Two_processes_on_one_file_send_each_delivery_once()
    {
        await using WebhookServer server = await WebhookServer.StartAsync();
        await using TestBed one = await StartWithWebhookOnlyAsync(server);
        await using TestBed other = await TestBed.StartAsync(Off(server), one.Time, one.Paths);
        server.Answer = async context => await Task.Delay(5, context.RequestAborted);
        for (int i = 0; i < 20; i++)
            await one.ReachVerdictAsync();

        DeliveryReport[] reports = await Task.WhenAll(one.DeliverAsync(), other.DeliverAsync(), one.DeliverAsync(), other.DeliverAsync());

        reports.Sum(r => r.Sent).ShouldBe(20);
        server.Received.Select(r => r.Headers["webhook-id"]).Distinct().Count().ShouldBe(20);
        server.Received.Count.ShouldBe(20);
    }

    [Fact]
    public async Task Claim_of_a_process_that_died_is_ambiguous_and_tried_again()
    {
        await using TestBed bed = await TestBed.StartAsync();
        await bed.ReachVerdictAsync();
        // As a process leaves it that dies in the middle of sending.
        (await bed.Get<DeliveryStore>().ClaimAsync(TestContext.Current.CancellationToken)).ShouldNotBeNull();

        (await bed.DeliverAsync()).Attempts.ShouldBeEmpty();
        bed.Time.Advance(DeliveryStore.ClaimLength);
        (await bed.DeliverAsync()).Sent.ShouldBe(1);

        bed.Texts("SELECT outcome FROM delivery_attempts ORDER BY id").ShouldBe(["ambiguous", "sent"]);
        bed.MailFiles().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Delivery_pending_at_a_restart_goes_out_after_it()
    {
        FakeTimeProvider time = new(Invented.Now);
        TrackerPaths paths = new(Path.Combine(Path.GetTempPath(), "notifier-" + Guid.NewGuid().ToString("N")));
        try
        {
            await using (TestBed before = await TestBed.StartAsync(time: time, paths: paths))
                await before.ReachVerdictAsync();
            await using TestBed after = await TestBed.StartAsync(time: time, paths: paths);

            (await after.DeliverAsync()).Sent.ShouldBe(1);
            (await after.DeliverAsync()).Attempts.ShouldBeEmpty();
        }
        finally
        {
            Directory.Delete(paths.DataFolder, recursive: true);
        }
    }

    [Fact]
    public async Task Delivery_to_a_webhook_that_is_configured_no_more_is_dead()
    {
        await using WebhookServer server = await WebhookServer.StartAsync();
        await using TestBed with = await StartWithWebhookOnlyAsync(server);
        await with.ReachVerdictAsync();
        await using TestBed without = await TestBed.StartAsync(time: with.Time, paths: with.Paths);

        DeliveryAttempt attempt = (await without.DeliverAsync()).Attempts.ShouldHaveSingleItem();

        attempt.Detail.ShouldContain("no webhook 'ops' is configured any more");
        without.Texts("SELECT status FROM deliveries").ShouldBe(["dead"]);
    }

    private static Task<TestBed> StartWithWebhookOnlyAsync(WebhookServer server) => TestBed.StartAsync(Off(server));

    private static Catalog.TrackerCatalog Off(WebhookServer server) => Invented.Catalog(
        new() { Mode = Catalog.Settings.EmailMode.Off, From = "a@example.org", To = ["b@example.org"], Smtp = null }, server.Settings());
}
