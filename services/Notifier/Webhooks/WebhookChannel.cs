using System.Net;
using System.Net.Http.Headers;
using Microsoft.Data.Sqlite;
using Tracker.Catalog;
using Tracker.Catalog.Settings;
using Tracker.Contracts;
using Tracker.Hosting.Http;
using Tracker.Notifier.Alerts;
using Tracker.Notifier.Deliveries;
using Tracker.Notifier.Email;
using Tracker.Storage;

namespace Tracker.Notifier.Webhooks;

/// <summary>Posts verdicts to the configured endpoints as Standard Webhooks.</summary>
internal sealed class WebhookChannel(
    LiveCatalog catalog, TrackerDatabase database, DisabledWebhooks disabled, IHttpClientFactory clients, TimeProvider time)
    : IDeliveryChannel
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(15);

    public string Channel => DeliveryChannels.Webhook;

    public async Task<AttemptResult> SendAsync(Delivery delivery, Alert alert, CancellationToken cancellationToken)
    {
        if (catalog.Current.Settings.Webhooks.FirstOrDefault(w => w.Id == delivery.Target) is not WebhookSettings webhook)
            return AttemptResult.Dead($"no webhook '{delivery.Target}' is configured any more");
        if (disabled.Contains(webhook))
            return AttemptResult.Dead($"the webhook '{webhook.Id}' said that it is gone (410); give it its new address to use it again");

        byte[] body = Body(alert);
        using HttpRequestMessage request = new(HttpMethod.Post, webhook.Url);
        using HandedOverContent content = new(body);
        request.Content = content;
        try
        {
            AddHeaders(request, webhook, delivery.Id, body);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            return AttemptResult.Failed($"it cannot be signed: {e.Message}");
        }
        AttemptResult result = await PostAsync(request, content, webhook, cancellationToken);
        if (result.Final)
            await disabled.AddAsync(webhook);
        return result;
    }

    private byte[] Body(Alert alert)
    {
        VerdictReached message = VerdictAlert.Read(alert);
        using SqliteConnection connection = database.Connect();
        return VerdictEvent.Body(alert.Id, alert.Title, message, Evaluations.Read(connection, null, message.EvaluationId));
    }

    private void AddHeaders(HttpRequestMessage request, WebhookSettings webhook, string id, byte[] body)
    {
        long timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("gpu-tracker", "0.1"));
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString());
        if (webhook.Secret is SecretReference secret)
            request.Headers.Add("webhook-signature", WebhookSignature.Sign(secret.Resolve(), id, timestamp, body));
    }

    private async Task<AttemptResult> PostAsync(
        HttpRequestMessage request, HandedOverContent content, WebhookSettings webhook, CancellationToken cancellationToken)
    {
        using CancellationTokenSource deadline = new(s_timeout, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using HttpClient client = clients.CreateClient(GuardedHttpClients.Name(webhook.AllowPrivate));
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return Judge(response);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && !content.HandedOver)
        {
            throw;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            // The address is not told: it may hold a token.
            string problem = e is OperationCanceledException
                ? $"no answer within {s_timeout.TotalSeconds:0} s"
                : HeaderText.OneLine(e.Message, 300);
            return content.HandedOver
                ? AttemptResult.Ambiguous($"{problem} (after the whole body was handed over)")
                : AttemptResult.Failed(problem);
        }
    }

    private AttemptResult Judge(HttpResponseMessage response)
    {
        int status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode)
            return AttemptResult.Sent($"answered {status}");
        if (response.StatusCode == HttpStatusCode.Gone)
            return AttemptResult.Dead("answered 410: the endpoint is gone, and is not called again at this address");
        string detail = status is >= 300 and < 400
            ? $"answered {status}: a webhook is not followed elsewhere; configure its final address"
            : $"answered {status}";
        return AttemptResult.Failed(detail) with { RetryAfter = RetryAfter(response.Headers.RetryAfter) };
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) => header switch
    {
        { Delta: TimeSpan delta } => delta,
        { Date: DateTimeOffset date } => date - time.GetUtcNow(),
        _ => null,
    };
}
