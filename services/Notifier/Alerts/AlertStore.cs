using Dapper;
using Tracker.Catalog;
using Tracker.Catalog.Settings;
using Tracker.Notifier.Deliveries;
using Tracker.Notifier.Webhooks;
using Tracker.Storage;

namespace Tracker.Notifier.Alerts;

/// <summary>Writes an alert and its deliveries in the transaction of what caused them.</summary>
internal sealed class AlertStore(LiveCatalog catalog)
{
    private const string Columns =
        """
        id AS Id, rule AS Rule, subject AS Subject, occurrence AS Occurrence, follows AS Follows, title AS Title,
        payload AS Payload, raised_at AS RaisedAt
        """;

    /// <summary>Records an alert, and a delivery for each channel it goes to.</summary>
    /// <returns>False where the alert is there already: nothing was added.</returns>
    public bool Raise(WriteScope scope, Alert alert, bool webhooks)
    {
        int added = scope.Connection.Execute(
            """
            INSERT INTO alerts (id, rule, subject, occurrence, follows, title, payload, raised_at)
            VALUES (@Id, @Rule, @Subject, @Occurrence, @Follows, @Title, @Payload, @RaisedAt)
            ON CONFLICT DO NOTHING
            """,
            alert,
            scope.Transaction);
        if (added == 0)
            return false;
        if (catalog.Current.Settings.Email.Mode != EmailMode.Off)
            AddDelivery(scope, alert, DeliveryChannels.Email, "");
        foreach (WebhookSettings webhook in webhooks ? catalog.Current.Settings.Webhooks : [])
        {
            if (!DisabledWebhooks.Contains(scope.Connection, scope.Transaction, webhook))
                AddDelivery(scope, alert, DeliveryChannels.Webhook, webhook.Id);
        }
        return true;
    }

    /// <summary>Alerts of a rule that went out by e-mail, newest first.</summary>
    public static IReadOnlyList<Alert> ReadMailed(WriteScope scope, string rule, int limit) => scope.Connection.Query<Alert>(
        $"""
        SELECT {Columns} FROM alerts
        WHERE rule = @rule AND EXISTS (SELECT 1 FROM deliveries WHERE alert_id = alerts.id AND channel = 'email')
        ORDER BY raised_at DESC, id LIMIT @limit
        """,
        new { rule, limit },
        scope.Transaction).AsList();

    /// <summary>The first mail of a rule, which later ones follow; null where there is none.</summary>
    public static string? FirstMailed(WriteScope scope, string rule) => scope.Connection.ExecuteScalar<string?>(
        """
        SELECT id FROM alerts
        WHERE rule = @rule AND EXISTS (SELECT 1 FROM deliveries WHERE alert_id = alerts.id AND channel = 'email')
        ORDER BY raised_at, id LIMIT 1
        """,
        new { rule },
        scope.Transaction);

    /// <summary>The alert of a delivery.</summary>
    public static Alert Read(TrackerDatabase database, string id)
    {
        using Microsoft.Data.Sqlite.SqliteConnection connection = database.Connect();
        return connection.QuerySingle<Alert>($"SELECT {Columns} FROM alerts WHERE id = @id", new { id });
    }

    private static void AddDelivery(WriteScope scope, Alert alert, string channel, string target) => scope.Connection.Execute(
        """
        INSERT INTO deliveries (id, alert_id, channel, target, status, next_attempt_at, created_at)
        VALUES (@id, @alertId, @channel, @target, 'pending', @now, @now)
        """,
        new { id = AlertIdentity.ForDelivery(alert, channel, target), alertId = alert.Id, channel, target, now = alert.RaisedAt },
        scope.Transaction);
}
