using MassTransit;
using Tracker.Contracts;

namespace Tracker.FitEngine;

/// <summary>Answers <see cref="EvaluateFit"/> over the bus. An impossible question faults, which the asker sees.</summary>
internal sealed class EvaluateFitConsumer : IConsumer<EvaluateFit>
{
    public Task Consume(ConsumeContext<EvaluateFit> context) =>
        context.RespondAsync(FitCalculator.Evaluate(context.Message));
}
