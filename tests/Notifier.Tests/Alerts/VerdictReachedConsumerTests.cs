using MimeKit;
using Tracker.Contracts;
using Tracker.Notifier.Tests.Support;

namespace Tracker.Notifier.Tests.Alerts;

public sealed class VerdictReachedConsumerTests
{
    [Fact]
    public async Task Verdict_first_gives_one_mail_and_one_webhook()
    {
        await using WebhookServer server = await WebhookServer.StartAsync();
        await using TestBed bed = await TestBed.StartAsync(Invented.Catalog(null, server.Settings()));

        await bed.ReachVerdictAsync();
        DeliveryReport report = await bed.DeliverAsync();

        report.Sent.ShouldBe(2);
        report.NotSent.ShouldBe(0);
        bed.Mails().ShouldHaveSingleItem().Subject!.ShouldBe("WAIT: MI350P beats a second RTX PRO 6000 (74%, +$2,310, until 2027-02)");
        server.Received.ShouldHaveSingleItem();
        bed.Texts("SELECT status FROM deliveries").ShouldBe(["sent", "sent"]);
        bed.Texts("SELECT outcome FROM delivery_attempts").ShouldBe(["sent", "sent"]);
    }

    [Fact]
    public async Task Verdict_consumed_twice_adds_nothing()
    {
        await using TestBed bed = await TestBed.StartAsync();
        VerdictReached message = await bed.ReachVerdictAsync(publish: false);
        VerdictReached later = await bed.ReachVerdictAsync(Invented.Scoreboard(VerdictAction.BuySecondCard, Invented.OwnedId), publish: false);
        Guid id = Guid.NewGuid();

        await bed.PublishAsync(message, id);
        await bed.PublishAsync(message, id);
        // The endpoint takes one at a time, so when this one is there the copy was seen.
        await bed.PublishAsync(later, Guid.NewGuid());
        await TestBed.UntilAsync(() => bed.Scalar<long>("SELECT count(*) FROM inbox") == 2);

        bed.Scalar<long>("SELECT count(*) FROM alerts").ShouldBe(2);
        bed.Scalar<long>("SELECT count(*) FROM deliveries").ShouldBe(2);
    }

    [Fact]
    public async Task Verdict_under_another_message_id_adds_nothing()
    {
        await using TestBed bed = await TestBed.StartAsync();
        VerdictReached message = await bed.ReachVerdictAsync();

        await bed.PublishAsync(message, Guid.NewGuid());
        await TestBed.UntilAsync(() => bed.Scalar<long>("SELECT count(*) FROM inbox") == 2);

        bed.Scalar<long>("SELECT count(*) FROM alerts").ShouldBe(1);
        bed.Scalar<long>("SELECT count(*) FROM deliveries").ShouldBe(1);
    }

    [Fact]
    public async Task First_verdicts_of_two_stores_have_different_message_ids()
    {
        await using TestBed old = await TestBed.StartAsync();
        await using TestBed fresh = await TestBed.StartAsync();
        fresh.Time.Advance(TimeSpan.FromDays(1));
        await old.ReachVerdictAsync();
        await fresh.ReachVerdictAsync();

        fresh.Scalar<string>("SELECT id FROM alerts").ShouldNotBe(old.Scalar<string>("SELECT id FROM alerts"));
    }

    [Fact]
    public async Task Verdict_changed_follows_the_first_mail()
    {
        await using TestBed bed = await TestBed.StartAsync();
        await bed.ReachVerdictAsync();
        bed.Time.Advance(TimeSpan.FromDays(3));
        await bed.ReachVerdictAsync(Invented.Scoreboard(VerdictAction.BuySecondCard, Invented.OwnedId));
        await bed.DeliverAsync();

        MimeMessage[] mails = [.. bed.Mails().OrderBy(m => m.Date)];
        MimeMessage first = mails.Single(m => m.Subject!.StartsWith("WAIT", StringComparison.Ordinal));
        MimeMessage second = mails.Single(m => m.Subject!.StartsWith("BUY", StringComparison.Ordinal));
        first.References.ShouldBeEmpty();
        second.InReplyTo.ShouldBe(first.MessageId);
        second.References.ShouldBe([first.MessageId!]);
        second.TextBody!.ShouldContain("Since 2026-11-18 the answer was: WAIT: MI350P beats");
    }

    [Fact]
    public async Task Verdict_with_everything_off_is_still_recorded()
    {
        await using TestBed bed = await TestBed.StartAsync(Invented.Catalog(
            new() { Mode = Catalog.Settings.EmailMode.Off, From = "a@example.org", To = ["b@example.org"], Smtp = null }));

        await bed.ReachVerdictAsync();

        (await bed.DeliverAsync()).Attempts.ShouldBeEmpty();
        bed.Scalar<long>("SELECT count(*) FROM alerts").ShouldBe(1);
    }

    [Fact]
    public async Task Worker_while_the_process_stays_up_delivers_by_itself()
    {
        await using TestBed bed = await TestBed.StartAsync(mode: Hosting.HostMode.Running);

        await bed.ReachVerdictAsync();

        await TestBed.UntilAsync(() => bed.MailFiles().Length == 1);
    }
}
