using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Hosting;
using Tracker.Scoring.Backtest;
using Tracker.Scoring.Consumers;
using Tracker.Scoring.Evaluation;

namespace Tracker.Scoring;

/// <summary>Adds the scoring role to a process.</summary>
public static class ScoringRegistration
{
    public static RoleBuilder AddScoring(this RoleBuilder roles)
    {
        roles.Services.AddSingleton<MarketScorer>();
        roles.Services.AddSingleton<Backtester>();
        roles.Services.AddSingleton<EvaluationTrigger>();
        if (roles.Scheduled)
            roles.Services.AddHostedService<EvaluationLoop>();
        return roles.OnBus(bus => bus.AddConsumer<MarketChangedConsumer, MarketChangedConsumerDefinition>());
    }
}
