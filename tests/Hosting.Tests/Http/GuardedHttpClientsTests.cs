using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tracker.Hosting.Http;

namespace Tracker.Hosting.Tests.Http;

public sealed class GuardedHttpClientsTests
{
    [Fact]
    public async Task Client_for_public_addresses_refuses_loopback()
    {
        await using WebApplication site = await StartAsync();
        using HttpClient client = Client(allowPrivate: false);

        HttpRequestException failed = await Should.ThrowAsync<HttpRequestException>(client.GetAsync(site.Urls.First()));

        failed.InnerException.ShouldBeOfType<AddressRefusedException>().Message.ShouldContain("allow_private");
    }

    [Fact]
    public async Task Client_for_any_address_reaches_loopback_and_follows_no_redirect_by_itself()
    {
        await using WebApplication site = await StartAsync();
        using HttpClient client = Client(allowPrivate: true);

        using HttpResponseMessage answer = await client.GetAsync(site.Urls.First());

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
    }

    private static HttpClient Client(bool allowPrivate)
    {
        ServiceCollection services = new();
        services.AddGuardedHttpClients();
        return services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>().CreateClient(GuardedHttpClients.Name(allowPrivate));
    }

    private static async Task<WebApplication> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        WebApplication site = builder.Build();
        site.Urls.Add("http://127.0.0.1:0");
        site.MapGet("/", () => Results.Redirect("/elsewhere"));
        await site.StartAsync();
        return site;
    }
}
