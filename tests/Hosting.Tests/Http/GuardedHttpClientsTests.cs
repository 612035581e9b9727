using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Hosting.Http;

namespace Tracker.Hosting.Tests.Http;

public sealed class GuardedHttpClientsTests : IAsyncLifetime
{
    private readonly ServiceProvider _services = Services();
    private LoopbackServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await LoopbackServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _services.DisposeAsync();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("127.1")]
    [InlineData("2130706433")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task Public_client_refuses_loopback_before_it_connects(string host)
    {
        Exception refused = await Should.ThrowAsync<HttpRequestException>(Client(allowPrivate: false).GetAsync(_server.Url("/hello", host), TestContext.Current.CancellationToken));

        refused.GetBaseException().ShouldBeOfType<AddressRefusedException>().Message.ShouldEndWith(" is not on the public internet; say allow_private: true where that is meant");
        _server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task Any_address_client_reaches_loopback(string host) =>
        (await Client(allowPrivate: true).GetStringAsync(_server.Url("/hello", host), TestContext.Current.CancellationToken)).ShouldBe("hello");

    [Fact]
    public async Task Redirect_is_given_to_the_caller_and_not_followed()
    {
        using HttpResponseMessage response = await Client(allowPrivate: true).GetAsync(_server.Url("/moved"), TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.Found);
        response.Headers.Location!.OriginalString.ShouldBe("/hello");
        _server.Requests.ShouldBe(["/moved"]);
    }

    [Fact]
    public async Task Cookie_is_not_sent_back()
    {
        HttpClient client = Client(allowPrivate: true);
        using HttpResponseMessage response = await client.GetAsync(_server.Url("/cookie"), TestContext.Current.CancellationToken);
        response.Headers.Contains("Set-Cookie").ShouldBeTrue();

        await client.GetStringAsync(_server.Url("/hello"), TestContext.Current.CancellationToken);

        _server.Requests.ShouldBe(["/cookie", "/hello"]);
    }

    [Fact]
    public async Task Compressed_body_is_read_as_text() =>
        (await Client(allowPrivate: true).GetStringAsync(_server.Url("/compressed"), TestContext.Current.CancellationToken)).ShouldBe("hello");

    private HttpClient Client(bool allowPrivate) =>
        _services.GetRequiredService<IHttpClientFactory>().CreateClient(GuardedHttpClients.Name(allowPrivate));

    private static ServiceProvider Services()
    {
        ServiceCollection services = [];
        services.AddGuardedHttpClients();
        return services.BuildServiceProvider();
    }
}
