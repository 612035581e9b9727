using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Tracker.Hosting.Telemetry;

/// <summary>The addresses that orchestrators and Prometheus ask.</summary>
public static class TrackerEndpoints
{
    /// <summary>Maps <c>/health/live</c> (the process answers), <c>/health/ready</c> (its checks pass) and <c>/metrics</c>.</summary>
    public static void MapTrackerEndpoints(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") });
        app.MapPrometheusScrapingEndpoint("/metrics");
    }
}
