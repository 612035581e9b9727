using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace Tracker.Hosting.Telemetry;

/// <summary>Metrics and health of a process.</summary>
public static class TelemetryRegistration
{
    /// <summary>The meter of the program's own figures.</summary>
    public const string MeterName = "Tracker";

    internal static void AddTrackerTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHealthChecks();
        services.AddOpenTelemetry().WithMetrics(metrics =>
        {
            metrics.AddMeter(MeterName, "MassTransit").AddRuntimeInstrumentation().AddHttpClientInstrumentation().AddPrometheusExporter();
            // The exporter's own standard variable says where; without it nothing leaves the machine.
            if (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
                metrics.AddOtlpExporter();
        });
    }
}
