using Microsoft.Extensions.Logging;
using Tracker.Notifier.Alerts;
using Tracker.Notifier.Deliveries;
using Tracker.Storage;

namespace Tracker.Notifier;

/// <summary>Delivers what waits: the owner's mails and webhooks. Safe to share, and to run in several processes on one file.</summary>
public sealed class AlertNotifier
{
    private readonly TrackerDatabase _database;
    private readonly DeliveryStore _deliveries;
    private readonly Dictionary<string, IDeliveryChannel> _channels;
    private readonly ILogger<AlertNotifier> _logger;

    internal AlertNotifier(
        TrackerDatabase database, DeliveryStore deliveries, IEnumerable<IDeliveryChannel> channels, ILogger<AlertNotifier> logger)
    {
        _database = database;
        _deliveries = deliveries;
        _channels = channels.ToDictionary(c => c.Channel, StringComparer.Ordinal);
        _logger = logger;
    }

    /// <summary>Makes one attempt of each delivery that is due now.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; what was sent is recorded, the rest waits.</exception>
    public async Task<DeliveryReport> DeliverDueAsync(CancellationToken cancellationToken)
    {
        List<DeliveryAttempt> attempts = [];
        while (await _deliveries.ClaimAsync(cancellationToken) is Delivery delivery)
            attempts.Add(await AttemptAsync(delivery, cancellationToken));
        return new() { Attempts = attempts };
    }

    private async Task<DeliveryAttempt> AttemptAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        Alert alert = AlertStore.Read(_database, delivery.AlertId);
        AttemptResult result = await SendAsync(delivery, alert, cancellationToken);
        DateTimeOffset? next = await _deliveries.RecordAsync(delivery, result);
        DeliveryAttempt attempt = new()
        {
            DeliveryId = delivery.Id,
            Channel = delivery.Target.Length > 0 ? $"{delivery.Channel} {delivery.Target}" : delivery.Channel,
            Title = alert.Title,
            Outcome = result.Outcome,
            Detail = result.Detail,
            NextAttemptAt = next,
        };
        Log(attempt, delivery.Attempts + 1);
        return attempt;
    }

    private async Task<AttemptResult> SendAsync(Delivery delivery, Alert alert, CancellationToken cancellationToken)
    {
        if (!_channels.TryGetValue(delivery.Channel, out IDeliveryChannel? channel))
            return AttemptResult.Dead($"this version has no channel '{delivery.Channel}'");
        try
        {
            return await channel.SendAsync(delivery, alert, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await _deliveries.ReleaseAsync(delivery);
            throw;
        }
        catch (Exception e)
        {
            // A fault of ours must not keep the other deliveries from going out. Its message may quote anything, so only its type is kept.
            _logger.LogError(e, "Delivery {Delivery} could not be made", delivery.Id);
            return AttemptResult.Failed($"the notification could not be made: {e.GetType().Name}; the log has more");
        }
    }

    private void Log(DeliveryAttempt attempt, int number)
    {
        if (attempt.Outcome == DeliveryOutcome.Sent)
            _logger.LogInformation("Sent by {Channel}: {Title} ({Detail})", attempt.Channel, attempt.Title, attempt.Detail);
        else if (attempt.NextAttemptAt is DateTimeOffset next)
            _logger.LogWarning("Attempt {Number} by {Channel} {Outcome}: {Detail}; the next is at {Next:u}", number, attempt.Channel, attempt.Outcome, attempt.Detail, next);
        else
            _logger.LogError("Given up after attempt {Number} by {Channel}: {Detail}", number, attempt.Channel, attempt.Detail);
    }
}
