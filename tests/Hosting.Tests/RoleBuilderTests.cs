using Microsoft.Extensions.DependencyInjection;
using Tracker.Contracts;
using Tracker.Hosting.Tests.Bus;
using Tracker.Storage;

namespace Tracker.Hosting.Tests;

public sealed class RoleBuilderTests
{
    [Fact]
    public async Task Consumers_of_all_roles_are_on_the_one_bus()
    {
        Received received = new();
        await using TestHost host = TestHost.Build(roles =>
        {
            roles.Services.AddSingleton(received);
            roles.OnBus(bus => bus.AddConsumer<FactsConsumer>());
            roles.OnBus(bus => bus.AddConsumer<HealthConsumer>());
        });
        await host.StartAsync();

        await host.Writer.WriteAsync(Publish, TestContext.Current.CancellationToken);
        await host.WhenSettledAsync();

        (received.Files.Count, received.Healths.Count).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData(HostMode.Command, false)]
    [InlineData(HostMode.Once, false)]
    [InlineData(HostMode.Running, true)]
    public async Task Schedules_are_followed_only_by_a_process_that_stays_up(HostMode mode, bool followed)
    {
        bool scheduled = false;
        bool asked = false;
        await using TestHost host = TestHost.Build(
            roles =>
            {
                asked = roles.Scheduled;
                roles.OnSchedule(_ => scheduled = true);
            },
            mode);

        (asked, scheduled).ShouldBe((followed, followed));
    }

    [Fact]
    public async Task Roles_are_those_of_the_process()
    {
        IReadOnlyCollection<string> seen = [];
        await using TestHost host = TestHost.Build(roles => seen = roles.Roles, roles: [Roles.Fit, Roles.Scoring]);

        seen.ShouldBe([Roles.Fit, Roles.Scoring]);
    }

    [Fact]
    public void Database_that_cannot_be_opened_is_told_at_once()
    {
        string file = Path.GetTempFileName();

        Should.Throw<StorageException>(() => Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new())
            .AddTracker(ShippedCatalog.Instance, new(file), [Roles.Collector], HostMode.Once, _ => { })).Message.ShouldContain(file);
        File.Delete(file);
    }

    private static void Publish(WriteScope scope)
    {
        scope.Publish(Roles.Collector, new FactsImported { File = "1.csv", Accepted = 1, Duplicate = 0, Refused = 0 });
        scope.Publish(Roles.Collector, new SourceHealthChanged { Changes = [], ChangedAt = DateTimeOffset.UnixEpoch });
    }
}
