using MassTransit;

namespace Tracker.FitEngine;

/// <summary>Where and how many at once: answers are arithmetic, so more at once than cores gains nothing.</summary>
internal sealed class EvaluateFitConsumerDefinition : ConsumerDefinition<EvaluateFitConsumer>
{
    public EvaluateFitConsumerDefinition()
    {
        EndpointName = "evaluate-fit";
        ConcurrentMessageLimit = Environment.ProcessorCount;
    }
}
