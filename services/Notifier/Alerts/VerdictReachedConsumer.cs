using MassTransit;
using Tracker.Contracts;
using Tracker.Hosting;
using Tracker.Notifier.Deliveries;
using Tracker.Storage;

namespace Tracker.Notifier.Alerts;

/// <summary>Raises an alert for the first verdict and for each changed one.</summary>
internal sealed class VerdictReachedConsumer(Writer writer, VerdictAlert verdicts, AlertStore alerts, DeliverySignal signal)
    : IConsumer<VerdictReached>
{
    public async Task Consume(ConsumeContext<VerdictReached> context)
    {
        Guid messageId = context.MessageId ?? throw new InvalidOperationException("a message without an id cannot be told from its copy");
        await writer.WriteAsync(
            scope =>
            {
                if (scope.TryConsume(messageId, Roles.Notifier))
                    alerts.Raise(scope, verdicts.Create(scope, context.Message), webhooks: true);
            },
            context.CancellationToken);
        signal.Wake();
    }
}
