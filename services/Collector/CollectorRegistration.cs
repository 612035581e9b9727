using Microsoft.Extensions.DependencyInjection;
using Tracker.Catalog;
using Tracker.Collector.Extraction.Matching;
using Tracker.Collector.Fetching;
using Tracker.Collector.Observations;
using Tracker.Collector.Schedules;
using Tracker.Collector.Sources.Facts;
using Tracker.Hosting;

namespace Tracker.Collector;

/// <summary>The collector's place in a process.</summary>
public static class CollectorRegistration
{
    /// <summary>Adds <see cref="MarketCollector"/> and, where the process stays up, the import of history and the sources' schedules.</summary>
    public static RoleBuilder AddCollector(this RoleBuilder roles)
    {
        IServiceCollection services = roles.Services;
        services.AddSingleton<HostGate>();
        services.AddSingleton<PageFetcher>();
        services.AddSingleton<SourceStateStore>();
        services.AddSingleton<ObservationRecorder>();
        services.AddSingleton<FactImporter>();
        services.AddSingleton<LiveMatcher>();
        services.AddSingleton<SourceCollector>();
        services.AddSingleton(provider => new MarketCollector(
            provider.GetRequiredService<LiveCatalog>(),
            provider.GetRequiredService<FactImporter>(),
            provider.GetRequiredService<SourceCollector>(),
            provider.GetRequiredService<SourceStateStore>(),
            provider.GetRequiredService<PageFetcher>(),
            provider.GetRequiredService<LiveMatcher>(),
            provider.GetRequiredService<TimeProvider>()));
        if (roles.Scheduled)
            services.AddHostedService<SourceScheduler>();
        return roles;
    }
}
