using MassTransit;

namespace Tracker.Notifier.Alerts;

/// <summary>A recovery follows the trouble it ends, so changes are taken one at a time.</summary>
internal sealed class SourceHealthChangedConsumerDefinition : ConsumerDefinition<SourceHealthChangedConsumer>
{
    public SourceHealthChangedConsumerDefinition()
    {
        EndpointName = "notifier-source-health-changed";
        ConcurrentMessageLimit = 1;
    }
}
