using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace Tracker.Hosting;

/// <summary>
/// Gathers what each role brings to a process: its services, its consumers and its schedules. One bus and one
/// scheduler are made of them at the end, whichever roles take part.
/// </summary>
public sealed class RoleBuilder
{
    private readonly List<Action<IBusRegistrationConfigurator>> _bus = [];
    private readonly List<Action<IQuartzBuilder>> _schedules = [];

    internal RoleBuilder(IHostApplicationBuilder builder, IReadOnlyCollection<string> roles, HostMode mode)
    {
        Services = builder.Services;
        Configuration = builder.Configuration;
        Roles = roles;
        Mode = mode;
    }

    public IServiceCollection Services { get; }

    public IConfiguration Configuration { get; }

    /// <summary>The roles of this process.</summary>
    public IReadOnlyCollection<string> Roles { get; }

    /// <summary>Whether the process stays up and follows its schedules; false for a single command.</summary>
    public bool Scheduled => Mode == HostMode.Running;

    internal HostMode Mode { get; }

    /// <summary>Adds consumers.</summary>
    public RoleBuilder OnBus(Action<IBusRegistrationConfigurator> configure)
    {
        _bus.Add(configure);
        return this;
    }

    /// <summary>Adds jobs and triggers; they are left out of a process that does not stay up.</summary>
    public RoleBuilder OnSchedule(Action<IQuartzBuilder> configure)
    {
        _schedules.Add(configure);
        return this;
    }

    internal void Apply(IBusRegistrationConfigurator bus) => _bus.ForEach(configure => configure(bus));

    internal void Apply(IQuartzBuilder quartz) => _schedules.ForEach(configure => configure(quartz));
}
