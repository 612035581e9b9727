using System.Data;
using Dapper;
using Tracker.Catalog.Settings;
using Tracker.Notifier.Alerts;
using Tracker.Storage;

namespace Tracker.Notifier.Webhooks;

/// <summary>Endpoints that answered 410. Giving one a new address in the settings makes it a new endpoint.</summary>
internal sealed class DisabledWebhooks(TrackerDatabase database, Writer writer, TimeProvider time)
{
    public bool Contains(WebhookSettings webhook)
    {
        using IDbConnection connection = database.Connect();
        return Contains(connection, null, webhook);
    }

    public Task AddAsync(WebhookSettings webhook) => writer.WriteAsync(scope => scope.Connection.Execute(
        "INSERT INTO disabled_webhooks (webhook_id, url_sha256, disabled_at) VALUES (@Id, @address, @now) ON CONFLICT DO NOTHING",
        new { webhook.Id, address = Address(webhook), now = time.GetUtcNow() },
        scope.Transaction));

    public static bool Contains(IDbConnection connection, IDbTransaction? transaction, WebhookSettings webhook) =>
        connection.ExecuteScalar<long>(
            "SELECT count(*) FROM disabled_webhooks WHERE webhook_id = @Id AND url_sha256 = @address",
            new { webhook.Id, address = Address(webhook) },
            transaction) > 0;

    private static string Address(WebhookSettings webhook) => AlertIdentity.Hash(webhook.Url.AbsoluteUri);
}
