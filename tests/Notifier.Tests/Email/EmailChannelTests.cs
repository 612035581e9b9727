using System.Text;
using MimeKit;
using Tracker.Catalog.Settings;
using Tracker.Contracts;
using Tracker.Notifier.Tests.Support;

namespace Tracker.Notifier.Tests.Email;

public sealed class EmailChannelTests : IDisposable
{
    private readonly string _variable = "NOTIFIER_TEST_" + Guid.NewGuid().ToString("N");

    public void Dispose() => Environment.SetEnvironmentVariable(_variable, null);

    [Fact]
    public async Task Mail_has_its_headers_and_text_before_html()
    {
        await using TestBed bed = await TestBed.StartAsync();
        await bed.ReachVerdictAsync();
        await bed.DeliverAsync();

        MimeMessage mail = bed.Mails().ShouldHaveSingleItem();
        mail.From.ToString().ShouldContain("tracker@example.org");
        mail.To.ToString().ShouldContain("owner@example.org");
        mail.Date.ShouldBe(Invented.Now);
        mail.MessageId.ShouldBe(bed.Scalar<string>("SELECT id FROM alerts") + "@gpu-tracker.local");
        mail.Headers[HeaderId.AutoSubmitted].ShouldBe("auto-generated");
        mail.Headers[HeaderId.ListUnsubscribe].ShouldBe("<mailto:tracker@example.org?subject=unsubscribe>");
        MultipartAlternative body = mail.Body.ShouldBeOfType<MultipartAlternative>();
        body.Select(part => part.ContentType.MimeType).ShouldBe(["text/plain", "text/html"]);
    }

    [Fact]
    public async Task Pickup_redelivery_overwrites_the_same_file()
    {
        await using TestBed bed = await TestBed.StartAsync();
        await bed.ReachVerdictAsync();
        await bed.DeliverAsync();
        string file = bed.MailFiles().ShouldHaveSingleItem();
        string first = bed.Mails().Single().MessageId!;

        await bed.ExecuteAsync("UPDATE deliveries SET status = 'pending', next_attempt_at = created_at, settled_at = NULL");
        (await bed.DeliverAsync()).Sent.ShouldBe(1);

        bed.MailFiles().ShouldBe([file]);
        bed.Mails().Single().MessageId.ShouldBe(first);
        Directory.GetFiles(bed.Paths.Mail).ShouldBe([file]);
    }

    [Fact]
    public async Task Line_breaks_in_a_name_begin_no_header()
    {
        await using TestBed bed = await TestBed.StartAsync();
        Scoreboard board = Invented.Scoreboard(subject: "evil");
        await bed.ReachVerdictAsync(board with
        {
            Candidates = [board.Candidates[0] with { Id = "evil", Name = "Card\r\nBcc: victim@example.org\r\n\r\n<b>body</b>" }],
        });
        await bed.DeliverAsync();

        MimeMessage mail = bed.Mails().ShouldHaveSingleItem();
        mail.Bcc.ShouldBeEmpty();
        mail.Headers.ShouldNotContain(header => header.Field.Equals("Bcc", StringComparison.OrdinalIgnoreCase));
        mail.Subject.ShouldBe("WAIT: Card Bcc: victim@example.org <b>body</b> beats a second RTX PRO 6000 (74%, +$2,310, until 2027-02)");
    }

    [Fact]
    public async Task Address_that_is_none_fails_and_says_where_it_stands()
    {
        EmailSettings email = new() { Mode = EmailMode.Pickup, From = "tracker@example.org", To = ["not an address at all <"], Smtp = null };
        await using TestBed bed = await TestBed.StartAsync(Invented.Catalog(email));
        await bed.ReachVerdictAsync();

        DeliveryAttempt attempt = (await bed.DeliverAsync()).Attempts.ShouldHaveSingleItem();

        attempt.Outcome.ShouldBe(DeliveryOutcome.Failed);
        attempt.Detail.ShouldContain("email.to");
    }

    [Fact]
    public async Task Smtp_server_that_accepts_gets_the_mail_once()
    {
        await using SmtpServer server = new();
        await using TestBed bed = await TestBed.StartAsync(Invented.Catalog(server.Settings()));
        await bed.ReachVerdictAsync();

        (await bed.DeliverAsync()).Sent.ShouldBe(1);
        (await bed.DeliverAsync()).Attempts.ShouldBeEmpty();

        string mail = server.Mails.ShouldHaveSingleItem();
        mail.ShouldContain("Subject: WAIT: MI350P beats a second RTX PRO 6000");
        server.Commands.ShouldContain(c => c.StartsWith("MAIL FROM:<tracker@example.org>", StringComparison.Ordinal));
        server.Commands.ShouldContain(c => c.StartsWith("RCPT TO:<owner@example.org>", StringComparison.Ordinal));
        bed.MailFiles().ShouldBeEmpty();
    }

    [Fact]
    public async Task Smtp_connection_lost_after_data_is_ambiguous_and_tried_again_under_the_same_id()
    {
        await using SmtpServer server = new() { DropAfterData = true };
        await using TestBed bed = await TestBed.StartAsync(Invented.Catalog(server.Settings()));
        await bed.ReachVerdictAsync();

        DeliveryAttempt attempt = (await bed.DeliverAsync()).Attempts.ShouldHaveSingleItem();
        attempt.Outcome.ShouldBe(DeliveryOutcome.Ambiguous);
        server.DropAfterData = false;
        bed.Time.SetUtcNow(attempt.NextAttemptAt!.Value);
        (await bed.DeliverAsync()).Sent.ShouldBe(1);

        server.Mails.Select(MessageId).Distinct().ShouldHaveSingleItem();
        bed.Texts("SELECT outcome FROM delivery_attempts ORDER BY id").ShouldBe(["ambiguous", "sent"]);
    }

    [Fact]
    public async Task Smtp_connection_lost_before_data_is_a_plain_failure()
    {
        await using SmtpServer server = new() { DropBeforeData = true };
        await using TestBed bed = await TestBed.StartAsync(Invented.Catalog(server.Settings()));
        await bed.ReachVerdictAsync();

        (await bed.DeliverAsync()).Attempts.ShouldHaveSingleItem().Outcome.ShouldBe(DeliveryOutcome.Failed);
    }

    [Fact]
    public async Task Smtp_login_uses_the_secret_and_an_error_does_not_quote_it()
    {
        Environment.SetEnvironmentVariable(_variable, "invented-password");
        await using SmtpServer server = new() { LoginAnswer = "535 not with invented-password" };
        await using TestBed bed = await TestBed.StartAsync(Invented.Catalog(server.Settings(SecretReference.TryParse("env:" + _variable))));
        await bed.ReachVerdictAsync();

        DeliveryAttempt attempt = (await bed.DeliverAsync()).Attempts.ShouldHaveSingleItem();

        string login = server.Commands.Single(c => c.StartsWith("AUTH PLAIN ", StringComparison.Ordinal));
        Encoding.UTF8.GetString(Convert.FromBase64String(login["AUTH PLAIN ".Length..])).ShouldBe("\0tracker\0invented-password");
        attempt.Outcome.ShouldBe(DeliveryOutcome.Failed);
        attempt.Detail.ShouldContain("535");
        attempt.Detail.ShouldNotContain("invented-password");
        bed.Texts("SELECT detail FROM delivery_attempts").ShouldAllBe(detail => !detail.Contains("invented-password", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Smtp_secret_that_is_not_set_fails_and_names_its_place()
    {
        await using SmtpServer server = new();
        await using TestBed bed = await TestBed.StartAsync(Invented.Catalog(server.Settings(SecretReference.TryParse("env:" + _variable))));
        await bed.ReachVerdictAsync();

        (await bed.DeliverAsync()).Attempts.ShouldHaveSingleItem().Detail.ShouldContain($"env:{_variable} is not set");
    }

    [Fact]
    public async Task Smtp_server_without_starttls_gets_nothing_where_it_is_asked_for()
    {
        await using SmtpServer server = new();
        EmailSettings settings = server.Settings();
        await using TestBed bed = await TestBed.StartAsync(Invented.Catalog(settings with { Smtp = settings.Smtp! with { Security = SmtpSecurity.Starttls } }));
        await bed.ReachVerdictAsync();

        (await bed.DeliverAsync()).Attempts.ShouldHaveSingleItem().Outcome.ShouldBe(DeliveryOutcome.Failed);
        server.Mails.ShouldBeEmpty();
    }

    private static string MessageId(string mail) => mail.Split("\r\n").Single(line => line.StartsWith("Message-Id:", StringComparison.OrdinalIgnoreCase));
}
