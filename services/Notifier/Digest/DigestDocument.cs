using System.Text.Json;
using Tracker.Contracts;
using Tracker.Notifier.Alerts;
using Tracker.Notifier.Email;

namespace Tracker.Notifier.Digest;

/// <summary>The digest as it was sent, kept with its alert: a later attempt sends the same.</summary>
internal sealed record DigestDocument
{
    public required string Html { get; init; }

    public required string Text { get; init; }
}

/// <summary>The mail of a digest.</summary>
internal sealed class DigestMailBody : IMailBody
{
    public string Rule => AlertRules.Digest;

    public Task<MailContent> RenderAsync(Alert alert)
    {
        DigestDocument document = JsonSerializer.Deserialize<DigestDocument>(alert.Payload, ContractJson.Compact)!;
        return Task.FromResult(new MailContent(document.Text, document.Html));
    }
}
