using Tracker.Catalog;
using Tracker.Collector;
using Tracker.FitEngine;
using Tracker.Hosting;
using Tracker.Notifier;
using Tracker.Scoring;

namespace Tracker.Commands;

/// <summary>Makes the host of a command: the roles it needs, over one set of registrations.</summary>
internal static class TrackerProcess
{
    /// <summary>A host without a web server, for a single command or one round.</summary>
    public static IHost Create(TrackerCatalog catalog, string dataFolder, IReadOnlyCollection<string> roles, HostMode mode, bool verbose)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new() { ApplicationName = "tracker" });
        builder.Configuration.AddEnvironmentVariables();
        AddRoles(builder, catalog, dataFolder, roles, mode, verbose);
        return builder.Build();
    }

    /// <summary>A host with the web server that answers health checks and Prometheus.</summary>
    public static WebApplication CreateWeb(TrackerCatalog catalog, string dataFolder, IReadOnlyCollection<string> roles, string urls, bool verbose)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "tracker" });
        builder.Configuration["urls"] = urls;
        AddRoles(builder, catalog, dataFolder, roles, HostMode.Running, verbose);
        return builder.Build();
    }

    private static void AddRoles(
        IHostApplicationBuilder builder, TrackerCatalog catalog, string dataFolder, IReadOnlyCollection<string> roles, HostMode mode, bool verbose)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd HH:mm:ss ";
        });
        // Standard output belongs to answers.
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(verbose ? LogLevel.Information : LogLevel.Warning);
        builder.AddTracker(catalog, new TrackerPaths(dataFolder), roles, mode, add =>
        {
            if (roles.Contains(Roles.Collector))
                add.AddCollector();
            if (roles.Contains(Roles.Fit))
                add.AddFitEngine();
            if (roles.Contains(Roles.Scoring))
                add.AddScoring();
            if (roles.Contains(Roles.Notifier))
                add.AddNotifier();
        });
    }
}
