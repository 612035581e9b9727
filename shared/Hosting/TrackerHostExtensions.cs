using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;
using Tracker.Catalog;
using Tracker.Hosting.Bus;
using Tracker.Hosting.Http;
using Tracker.Hosting.Telemetry;
using Tracker.Storage;
using Tracker.Storage.Messages;

namespace Tracker.Hosting;

/// <summary>What every process of the program needs, in one call.</summary>
public static class TrackerHostExtensions
{
    /// <summary>Adds the catalogue, the database, the bus, the scheduler, HTTP clients, health and telemetry.</summary>
    /// <param name="builder">The host under construction.</param>
    /// <param name="catalog">The validated configuration.</param>
    /// <param name="paths">Where data is kept.</param>
    /// <param name="roles">The roles of this process.</param>
    /// <param name="mode">How long the process lives.</param>
    /// <param name="addRoles">Adds each role's services, consumers and schedules.</param>
    /// <exception cref="StorageException">The database cannot be opened.</exception>
    public static void AddTracker(
        this IHostApplicationBuilder builder,
        TrackerCatalog catalog,
        TrackerPaths paths,
        IReadOnlyCollection<string> roles,
        HostMode mode,
        Action<RoleBuilder> addRoles)
    {
        IServiceCollection services = builder.Services;
        TrackerDatabase database = TrackerDatabase.Open(paths.Database);
        services.AddSingleton(new LiveCatalog(catalog));
        if (mode == HostMode.Running)
        {
            services.AddSingleton<CatalogWatcher>();
            services.AddHostedService(provider => provider.GetRequiredService<CatalogWatcher>());
            services.AddHealthChecks().AddCheck<CatalogWatcher>("configuration", tags: ["ready"]);
        }
        services.AddSingleton(paths);
        services.AddSingleton(database);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Writer>();
        services.AddSingleton<Outbox>();
        services.AddGuardedHttpClients();
        services.AddTrackerTelemetry(builder.Configuration);
        // MassTransit's stop (20 s) ends before the host's (25 s), and that before an orchestrator's usual grace (30 s).
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(25));

        RoleBuilder roleBuilder = new(builder, roles, mode);
        addRoles(roleBuilder);
        services.AddTrackerBus(builder.Configuration, roleBuilder);
        if (mode != HostMode.Running)
            return;
        services.AddQuartz(roleBuilder.Apply);
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }
}
