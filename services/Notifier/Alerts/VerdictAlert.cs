using System.Text.Json;
using Tracker.Catalog;
using Tracker.Contracts;
using Tracker.Notifier.Mail;
using Tracker.Storage;

namespace Tracker.Notifier.Alerts;

/// <summary>The alert about the first verdict or a changed one.</summary>
internal sealed class VerdictAlert(LiveCatalog catalog, TimeProvider time)
{
    public Alert Create(WriteScope scope, VerdictReached message)
    {
        Scoreboard scoreboard = Evaluations.Read(scope.Connection, scope.Transaction, message.EvaluationId);
        string subject = message.Subject ?? message.Action.ToString();
        // The time too: a new store counts its verdicts from 1 again, and a mail server drops a Message-ID that it has seen.
        string occurrence = $"{message.VerdictId} {Instant.ToText(message.ReachedAt)}";
        return new()
        {
            Id = AlertIdentity.ForAlert(AlertRules.Verdict, subject, occurrence),
            Rule = AlertRules.Verdict,
            Subject = subject,
            Occurrence = occurrence,
            Follows = AlertStore.FirstMailed(scope, AlertRules.Verdict),
            Title = new Headline(catalog.Current, scoreboard).Text,
            Payload = JsonSerializer.Serialize(message, ContractJson.Compact),
            RaisedAt = time.GetUtcNow(),
        };
    }

    public static VerdictReached Read(Alert alert) =>
        JsonSerializer.Deserialize<VerdictReached>(alert.Payload, ContractJson.Compact)!;
}
