using MimeKit;
using Tracker.Contracts;
using Tracker.Notifier.Tests.Support;

namespace Tracker.Notifier.Tests.Alerts;

public sealed class SourceHealthChangedConsumerTests
{
    [Fact]
    public async Task Trouble_of_several_sources_is_one_mail_and_no_webhook()
    {
        await using WebhookServer server = await WebhookServer.StartAsync();
        await using TestBed bed = await TestBed.StartAsync(Invented.Catalog(null, server.Settings()));

        await bed.PublishAsync(Change(false, "shop", "news"), Guid.NewGuid());
        await TestBed.UntilAsync(() => bed.Scalar<long>("SELECT count(*) FROM alerts") == 1);
        await bed.DeliverAsync();

        MimeMessage mail = bed.Mails().ShouldHaveSingleItem();
        mail.Subject!.ShouldBe("Sources: shop, news not answering as expected");
        mail.TextBody!.ShouldContain("- shop (Invented shop): HTTP 503");
        mail.HtmlBody!.ShouldContain("HTTP 503");
        server.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Recovery_follows_the_mail_that_told_of_the_trouble()
    {
        await using TestBed bed = await TestBed.StartAsync();

        await bed.PublishAsync(Change(false, "shop"), Guid.NewGuid());
        await bed.PublishAsync(Change(true, "shop"), Guid.NewGuid());
        await TestBed.UntilAsync(() => bed.Scalar<long>("SELECT count(*) FROM alerts") == 2);
        await bed.DeliverAsync();

        MimeMessage trouble = bed.Mails().Single(m => m.Subject!.Contains("not answering", StringComparison.Ordinal));
        MimeMessage recovery = bed.Mails().Single(m => m.Subject!.Contains("healthy again", StringComparison.Ordinal));
        recovery.References.ShouldBe([trouble.MessageId!]);
    }

    private static SourceHealthChanged Change(bool healthy, params string[] sources) => new()
    {
        ChangedAt = Invented.Now,
        Changes = [.. sources.Select(id => new SourceHealthChange { SourceId = id, Healthy = healthy, Problem = healthy ? null : "HTTP 503" })],
    };
}
