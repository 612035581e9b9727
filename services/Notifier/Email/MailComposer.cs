using MimeKit;
using Tracker.Catalog.Settings;
using Tracker.Notifier.Alerts;

namespace Tracker.Notifier.Email;

/// <summary>Makes the message of an alert.</summary>
internal sealed class MailComposer(IEnumerable<IMailBody> bodies, TimeProvider time)
{
    /// <summary>Part of every Message-ID. It never changes, so that a later mail can name an earlier one whatever the sender's address is then.</summary>
    private const string IdDomain = "gpu-tracker.local";
    private const int SubjectLimit = 200;

    /// <exception cref="FormatException">An address of the settings cannot be read; the message says which.</exception>
    public async Task<MimeMessage> ComposeAsync(Alert alert, EmailSettings settings)
    {
        MailboxAddress from = ReadAddress(settings.From, "email.from");
        MimeMessage message = new();
        message.From.Add(from);
        message.To.AddRange(settings.To.Select(to => ReadAddress(to, "email.to")));
        message.Subject = HeaderText.OneLine(alert.Title, SubjectLimit);
        message.Date = time.GetUtcNow();
        message.MessageId = MessageId(alert.Id);
        if (alert.Follows is string first)
        {
            message.InReplyTo = MessageId(first);
            message.References.Add(MessageId(first));
        }
        // RFC 3834: no vacation notice shall answer it.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add(HeaderId.ListUnsubscribe, $"<mailto:{from.Address}?subject=unsubscribe>");

        MailContent content = await bodies.Single(body => body.Rule == alert.Rule).RenderAsync(alert);
        // Text first: a reader shows the last form it understands.
        message.Body = new MultipartAlternative(
            new TextPart("plain") { Text = content.Text, ContentTransferEncoding = ContentEncoding.QuotedPrintable },
            new TextPart("html") { Text = content.Html, ContentTransferEncoding = ContentEncoding.QuotedPrintable })
        {
            // From the alert too: the same mail made twice is the same file.
            Boundary = "=-" + alert.Id[..32],
        };
        return message;
    }

    private static string MessageId(string alertId) => $"{alertId}@{IdDomain}";

    private static MailboxAddress ReadAddress(string text, string setting) => MailboxAddress.TryParse(text, out MailboxAddress? address)
        ? address
        : throw new FormatException($"'{HeaderText.OneLine(text, 100)}' in {setting} is not a mail address");
}
