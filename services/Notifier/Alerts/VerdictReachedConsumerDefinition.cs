using MassTransit;

namespace Tracker.Notifier.Alerts;

/// <summary>Verdicts are rare and threaded in order, so they are taken one at a time.</summary>
internal sealed class VerdictReachedConsumerDefinition : ConsumerDefinition<VerdictReachedConsumer>
{
    public VerdictReachedConsumerDefinition()
    {
        EndpointName = "notifier-verdict-reached";
        ConcurrentMessageLimit = 1;
    }
}
