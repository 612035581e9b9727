using System.Text.Json.Serialization;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Tracker.Hosting.Bus;

/// <summary>Makes the bus of a process. MassTransit is named nowhere else but in consumers and their definitions.</summary>
internal static class BusRegistration
{
    private static readonly TimeSpan[] s_retries = [TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)];

    public static void AddTrackerBus(this IServiceCollection services, IConfiguration configuration, RoleBuilder roles)
    {
        BusOptions options = configuration.Get<BusOptions>() ?? new();
        // A single command brings its own roles and must not take messages from the queues of running ones.
        if (roles.Mode == HostMode.Command)
            options.Transport = BusTransport.InMemory;
        if (options.Transport == BusTransport.RabbitMq)
            services.AddOptions<RabbitMqOptions>().Bind(configuration.GetSection("RabbitMq")).ValidateDataAnnotations().ValidateOnStart();

        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetKebabCaseEndpointNameFormatter();
            bus.ConfigureHealthCheckOptions(health => health.MinimalFailureStatus = HealthStatus.Degraded);
            bus.AddConfigureEndpointsCallback((_, _, endpoint) =>
            {
                endpoint.UseMessageRetry(retry =>
                {
                    retry.Intervals(s_retries);
                    // What is wrong with a message does not become right.
                    retry.Ignore<ArgumentException>();
                });
                if (endpoint is IRabbitMqReceiveEndpointConfigurator queue)
                    queue.SetQuorumQueue();
            });
            roles.Apply(bus);
            if (options.Transport == BusTransport.RabbitMq)
                UseRabbitMq(bus, options.RabbitMq);
            else
                bus.UsingInMemory((context, transport) => Configure(context, transport));
        });
        services.Configure<MassTransitHostOptions>(host =>
        {
            // The first publish must find its topology declared.
            host.WaitUntilStarted = options.Transport == BusTransport.InMemory;
            host.StopTimeout = TimeSpan.FromSeconds(20);
        });
        if (roles.Mode == HostMode.Command)
            return;
        services.AddSingleton(new DispatchedRoles(roles.Roles, options.Transport));
        services.AddSingleton<OutboxDispatcher>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxDispatcher>());
    }

    private static void UseRabbitMq(IBusRegistrationConfigurator bus, RabbitMqOptions broker) => bus.UsingRabbitMq((context, transport) =>
    {
        transport.Host(broker.Host, (ushort)broker.Port, broker.VirtualHost, host =>
        {
            host.Username(broker.Username);
            host.Password(broker.PasswordFile is string file ? File.ReadAllText(file).Trim() : broker.Password);
            host.PublisherConfirmation = true;
        });
        Configure(context, transport);
    });

    private static void Configure<T>(IBusRegistrationContext context, IBusFactoryConfigurator<T> transport)
        where T : IReceiveEndpointConfigurator
    {
        transport.ConfigureJsonSerializerOptions(json =>
        {
            json.Converters.Add(new JsonStringEnumConverter());
            return json;
        });
        transport.ConfigureEndpoints(context);
    }
}
