using Microsoft.Extensions.Options;

namespace Tracker.Hosting.Tests.Bus;

public sealed class BusOptionsTests
{
    private static readonly KeyValuePair<string, string?> s_broker = new("Transport", "RabbitMq");

    [Theory]
    [InlineData("RabbitMq:Port", "0", "The field Port must be between 1 and 65535.")]
    [InlineData("RabbitMq:Port", "65536", "The field Port must be between 1 and 65535.")]
    [InlineData("RabbitMq:Host", "", "The Host field is required.")]
    [InlineData("RabbitMq:Username", "", "The Username field is required.")]
    public async Task Broker_that_cannot_be_is_refused_at_start(string setting, string value, string message)
    {
        await using TestHost host = TestHost.Build(_ => { }, settings: [s_broker, new(setting, value)]);

        (await Should.ThrowAsync<OptionsValidationException>(host.StartAsync())).Message.ShouldContain(message);
    }

    [Fact]
    public async Task Broker_is_not_asked_for_where_the_bus_is_in_memory()
    {
        await using TestHost host = TestHost.Build(_ => { }, settings: [new("RabbitMq:Port", "0")]);

        await Should.NotThrowAsync(host.StartAsync());
    }

    [Fact]
    public async Task Command_needs_no_broker()
    {
        await using TestHost host = TestHost.Build(_ => { }, HostMode.Command, settings: [s_broker, new("RabbitMq:Port", "0")]);

        await Should.NotThrowAsync(host.StartAsync());
    }

    [Fact]
    public void Unknown_transport_is_refused() =>
        Should.Throw<InvalidOperationException>(() => TestHost.Build(_ => { }, settings: [new("Transport", "Pigeon")]))
            .Message.ShouldContain("Transport");
}
