using Microsoft.Extensions.DependencyInjection;
using Tracker.Catalog;
using Tracker.Collector.Extraction.Matching;
using Tracker.Collector.Fetching;
using Tracker.Collector.Fetching.Rendering;
using Tracker.Collector.Fetching.Robots;
using Tracker.Collector.Observations;
using Tracker.Collector.Schedules;
using Tracker.Collector.Sources.Facts;
using Tracker.Hosting;
using Tracker.Storage;

namespace Tracker.Collector;

/// <summary>The collector's place in a process.</summary>
public static class CollectorRegistration
{
    /// <summary>Adds <see cref="MarketCollector"/> and, where the process stays up, the import of history and the sources' schedules.</summary>
    public static RoleBuilder AddCollector(this RoleBuilder roles)
    {
        IServiceCollection services = roles.Services;
        services.AddSingleton<HostGate>();
        services.AddSingleton<SourceClients>();
        services.AddSingleton<UserAgent>();
        services.AddSingleton<PoliteClient>();
        services.AddSingleton<RobotsFiles>();
        services.AddSingleton<PageRenderer>();
        services.AddSingleton<PageFetcher>();
        services.AddSingleton<SourceStateStore>();
        services.AddSingleton<SourceSwitches>();
        services.AddSingleton<Quarantine>();
        services.AddSingleton<ObservationRecorder>();
        services.AddSingleton<FactImporter>();
        services.AddSingleton<LiveMatcher>();
        services.AddSingleton<SourceCollector>();
        services.AddSingleton(provider => new MarketCollector(
            provider.GetRequiredService<LiveCatalog>(),
            provider.GetRequiredService<FactImporter>(),
            provider.GetRequiredService<SourceCollector>(),
            provider.GetRequiredService<SourceStateStore>(),
            provider.GetRequiredService<SourceSwitches>(),
            provider.GetRequiredService<PageFetcher>(),
            provider.GetRequiredService<LiveMatcher>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new SourceRegistry(
            provider.GetRequiredService<LiveCatalog>(),
            provider.GetRequiredService<SourceStateStore>(),
            provider.GetRequiredService<SourceSwitches>(),
            provider.GetRequiredService<SourceTrial>(),
            provider.GetRequiredService<TrackerDatabase>(),
            provider.GetRequiredService<Writer>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SourceTrial>();
        // Waiting for a host's turn is no work; the sources of other hosts go on.
        roles.OnSchedule(quartz => quartz.UseDefaultThreadPool(pool => pool.MaxConcurrency = 256));
        if (roles.Scheduled)
            services.AddHostedService<SourceScheduler>();
        return roles;
    }
}
