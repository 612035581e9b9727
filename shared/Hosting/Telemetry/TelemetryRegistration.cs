using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace Tracker.Hosting.Telemetry;

/// <summary>Metrics and health of a process.</summary>
public static class TelemetryRegistration
{
    /// <summary>The meter of the program's own figures.</summary>
    public const string MeterName = "Tracker";

    // Series of one instrument. Its table is allocated in full; the default of 2,000 took 7 MB, and the program has a few dozen.
    private const int MostSeries = 200;

    internal static void AddTrackerTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHealthChecks();
        services.AddOpenTelemetry().WithMetrics(metrics =>
        {
            metrics.AddView("*", new MetricStreamConfiguration { CardinalityLimit = MostSeries });
            metrics.AddMeter(MeterName, "MassTransit").AddRuntimeInstrumentation().AddHttpClientInstrumentation().AddPrometheusExporter();
            // The exporter's own standard variable says where; without it nothing leaves the machine.
            if (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
                metrics.AddOtlpExporter();
        });
    }
}
