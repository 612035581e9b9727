using MassTransit;
using Tracker.Hosting;

namespace Tracker.FitEngine;

/// <summary>Puts the fit engine into a process.</summary>
public static class FitEngineRegistration
{
    /// <summary>Answers questions of fit over the bus. It has no options and keeps nothing.</summary>
    public static RoleBuilder AddFitEngine(this RoleBuilder roles)
    {
        ArgumentNullException.ThrowIfNull(roles);
        return roles.OnBus(bus => bus.AddConsumer<EvaluateFitConsumer, EvaluateFitConsumerDefinition>());
    }
}
