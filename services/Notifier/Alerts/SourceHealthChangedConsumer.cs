using MassTransit;
using Tracker.Contracts;
using Tracker.Hosting;
using Tracker.Notifier.Deliveries;
using Tracker.Storage;

namespace Tracker.Notifier.Alerts;

/// <summary>Raises one alert for all sources whose health changed in a collection cycle.</summary>
internal sealed class SourceHealthChangedConsumer(
    Writer writer, AlertStore alerts, DeliverySignal signal, TimeProvider time) : IConsumer<SourceHealthChanged>
{
    public async Task Consume(ConsumeContext<SourceHealthChanged> context)
    {
        Guid messageId = context.MessageId ?? throw new InvalidOperationException("a message without an id cannot be told from its copy");
        await writer.WriteAsync(
            scope =>
            {
                if (scope.TryConsume(messageId, Roles.Notifier) && context.Message.Changes.Count > 0)
                    alerts.Raise(scope, SourceHealthAlert.Create(scope, messageId, context.Message, time.GetUtcNow()), webhooks: false);
            },
            context.CancellationToken);
        signal.Wake();
    }
}
