using MassTransit;

namespace Tracker.Scoring.Consumers;

/// <summary>One queue for all market changes; several at once, since their commits are grouped.</summary>
internal sealed class MarketChangedConsumerDefinition : ConsumerDefinition<MarketChangedConsumer>
{
    public MarketChangedConsumerDefinition()
    {
        EndpointName = "scoring-market-changed";
        ConcurrentMessageLimit = 16;
    }
}
