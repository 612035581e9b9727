using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Tracker.Hosting.Http;
using Tracker.Hosting.Telemetry;

namespace Tracker.Hosting.Tests.Telemetry;

public sealed class TrackerEndpointsTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tracker-hosting-");
    private HealthCheckResult _ready = HealthCheckResult.Healthy();
    private WebApplication _app = null!;

    public async ValueTask InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddTracker(ShippedCatalog.Instance, new(_folder.FullName), [Roles.Fit], HostMode.Once, _ => { });
        builder.Services.AddHealthChecks().AddCheck("invented", () => _ready, ["ready"]);
        _app = builder.Build();
        _app.MapTrackerEndpoints();
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/metrics")]
    public async Task Healthy_process_answers(string path) => (await StatusAsync(path)).ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task Process_that_is_not_ready_says_so()
    {
        _ready = HealthCheckResult.Unhealthy("invented");

        (await StatusAsync("/health/ready")).ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Process_that_is_not_ready_is_alive()
    {
        _ready = HealthCheckResult.Unhealthy("invented");

        (await StatusAsync("/health/live")).ShouldBe(HttpStatusCode.OK);
    }

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using HttpClient client = _app.Services.GetRequiredService<IHttpClientFactory>().CreateClient(GuardedHttpClients.AnyAddress);
        using HttpResponseMessage response = await client.GetAsync(new Uri(_app.Urls.First() + path), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
