using MassTransit;
using Tracker.Contracts;
using Tracker.Hosting;
using Tracker.Scoring.Evaluation;
using Tracker.Storage;

namespace Tracker.Scoring.Consumers;

/// <summary>Takes notice of everything that changes the market, and wakes the evaluation. What changed does not matter: the whole market is looked at.</summary>
internal sealed class MarketChangedConsumer(Writer writer, EvaluationTrigger trigger)
    : IConsumer<OfferObserved>, IConsumer<SpecObserved>, IConsumer<AnnouncementObserved>, IConsumer<FactsImported>
{
    public Task Consume(ConsumeContext<OfferObserved> context) => RecordAsync(context);

    public Task Consume(ConsumeContext<SpecObserved> context) => RecordAsync(context);

    public Task Consume(ConsumeContext<AnnouncementObserved> context) => RecordAsync(context);

    public Task Consume(ConsumeContext<FactsImported> context) => RecordAsync(context);

    private async Task RecordAsync(ConsumeContext context)
    {
        await writer.WriteAsync(scope => scope.TryConsume(context.MessageId!.Value, Roles.Scoring), context.CancellationToken);
        trigger.Signal();
    }
}
