using System.Text.Json;
using Tracker.Contracts;
using Tracker.Storage;

namespace Tracker.Notifier.Alerts;

/// <summary>The alert about sources that became unhealthy or healthy again.</summary>
internal static class SourceHealthAlert
{
    /// <summary>How far back a recovery looks for the trouble it ends.</summary>
    private const int RecentAlerts = 50;

    public static Alert Create(WriteScope scope, Guid messageId, SourceHealthChanged message, DateTimeOffset now)
    {
        string subject = string.Join(",", message.Changes.Select(c => c.SourceId).Order(StringComparer.Ordinal));
        string occurrence = messageId.ToString();
        return new()
        {
            Id = AlertIdentity.ForAlert(AlertRules.SourceHealth, subject, occurrence),
            Rule = AlertRules.SourceHealth,
            Subject = subject,
            Occurrence = occurrence,
            Follows = FindTrouble(scope, message),
            Title = Title(message),
            Payload = JsonSerializer.Serialize(message, ContractJson.Compact),
            RaisedAt = now,
        };
    }

    public static SourceHealthChanged Read(Alert alert) =>
        JsonSerializer.Deserialize<SourceHealthChanged>(alert.Payload, ContractJson.Compact)!;

    private static string Title(SourceHealthChanged message)
    {
        List<string> parts = [];
        Add("not answering as expected", message.Changes.Where(c => !c.Healthy));
        Add("healthy again", message.Changes.Where(c => c.Healthy));
        return "Sources: " + string.Join("; ", parts);

        void Add(string state, IEnumerable<SourceHealthChange> changes)
        {
            string[] ids = [.. changes.Select(c => c.SourceId)];
            if (ids.Length > 0)
                parts.Add($"{string.Join(", ", ids.Take(3))}{(ids.Length > 3 ? $" and {ids.Length - 3} more" : "")} {state}");
        }
    }

    // A mail that only says what recovered belongs to the mail that said what broke.
    private static string? FindTrouble(WriteScope scope, SourceHealthChanged message)
    {
        if (message.Changes.Any(c => !c.Healthy))
            return null;
        HashSet<string> recovered = [.. message.Changes.Select(c => c.SourceId)];
        return AlertStore.ReadMailed(scope, AlertRules.SourceHealth, RecentAlerts)
            .FirstOrDefault(alert => Read(alert).Changes.Any(c => !c.Healthy && recovered.Contains(c.SourceId)))?.Id;
    }
}
