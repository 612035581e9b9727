using Dapper;
using MassTransit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Contracts;
using Tracker.Hosting.Bus;
using Tracker.Storage;

namespace Tracker.Hosting.Tests.Bus;

public sealed class OutboxDispatcherTests
{
    private readonly Received _received = new();

    [Fact]
    public async Task Stored_message_reaches_its_consumer_with_the_id_it_was_stored_by()
    {
        await using TestHost host = Host();
        await host.StartAsync();

        Guid id = await PublishAsync(host, "1.csv");
        await host.WhenSettledAsync();

        _received.Files.ShouldBe([(id, "1.csv")]);
    }

    [Fact]
    public async Task Delivered_message_is_marked_sent()
    {
        await using TestHost host = Host();
        await host.StartAsync();

        await PublishAsync(host, "1.csv");

        await TestHost.WhenAsync(() => host.Outbox.ReadUnsent([Roles.Collector], 1).Count == 0);
        Unsent(host).ShouldBeEmpty();
    }

    [Fact]
    public async Task Messages_stored_before_the_start_are_sent()
    {
        await using TestHost host = Host();
        for (int i = 0; i < 5; i++)
            await PublishAsync(host, $"{i}.csv");

        await host.StartAsync();
        await host.WhenSettledAsync();

        _received.Files.Select(file => file.File).ShouldBe(["0.csv", "1.csv", "2.csv", "3.csv", "4.csv"], ignoreOrder: true);
    }

    [Fact]
    public async Task Start_sends_again_what_was_sent_and_not_consumed()
    {
        await using TestHost host = Host();
        Guid consumed = await PublishAsync(host, "consumed.csv");
        Guid lost = await PublishAsync(host, "lost.csv");
        await host.Outbox.MarkSentAsync([.. host.Outbox.ReadUnsent([Roles.Collector], 10).Select(message => message.Id)], TestContext.Current.CancellationToken);
        await host.Writer.WriteAsync(scope => scope.TryConsume(consumed, "facts"), TestContext.Current.CancellationToken);

        await host.StartAsync();
        await host.WhenSettledAsync();

        _received.Files.ShouldBe([(lost, "lost.csv")]);
    }

    [Fact]
    public async Task Message_of_an_unknown_type_is_held_and_others_go()
    {
        await using TestHost host = Host();
        await InsertAsync(host, "Tracker.Contracts.OfLaterVersion", "{}");
        Guid known = await PublishAsync(host, "known.csv");

        await host.StartAsync();
        await TestHost.WhenAsync(() => !_received.Files.IsEmpty);

        _received.Files.ShouldBe([(known, "known.csv")]);
        Unsent(host).ShouldContain("Tracker.Contracts.OfLaterVersion");
    }

    [Fact]
    public async Task Held_messages_however_many_do_not_stand_in_the_way_of_others()
    {
        await using TestHost host = Host();
        await host.Writer.WriteAsync(
            scope =>
            {
                for (int i = 0; i < 300; i++)
                    Insert(scope, "Tracker.Contracts.OfLaterVersion", "{}");
            },
            TestContext.Current.CancellationToken);
        Guid known = await PublishAsync(host, "known.csv");

        await host.StartAsync();
        await TestHost.WhenAsync(() => !_received.Files.IsEmpty);

        _received.Files.ShouldBe([(known, "known.csv")]);
    }

    [Fact]
    public async Task Message_behind_one_of_its_type_that_cannot_be_read_is_held_too()
    {
        await using TestHost host = Host();
        await InsertAsync(host, "Tracker.Contracts.FactsImported", "{}");
        await PublishAsync(host, "behind.csv");
        await host.Writer.WriteAsync(
            scope => scope.Publish(Roles.Collector, new SourceHealthChanged { Changes = [], ChangedAt = DateTimeOffset.UnixEpoch }), TestContext.Current.CancellationToken);

        await host.StartAsync();
        await TestHost.WhenAsync(() => !_received.Healths.IsEmpty && Unsent(host).Count == 2);

        _received.Files.ShouldBeEmpty();
        Unsent(host).ShouldBe(["Tracker.Contracts.FactsImported", "Tracker.Contracts.FactsImported"]);
    }

    [Fact]
    public async Task Message_of_a_role_elsewhere_is_left_to_it()
    {
        await using TestHost host = Host();
        await host.Writer.WriteAsync(scope => scope.Publish(Roles.Scoring, Facts("elsewhere.csv")), TestContext.Current.CancellationToken);
        Guid own = await PublishAsync(host, "own.csv");

        await host.StartAsync();
        await host.WhenSettledAsync();

        _received.Files.ShouldBe([(own, "own.csv")]);
        host.Outbox.ReadUnsent([Roles.Scoring], 10).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Consumer_that_fails_for_a_while_gets_the_message_again()
    {
        Received received = new() { Trouble = attempt => ThrowIf(attempt == 1, new InvalidOperationException("invented")) };
        await using TestHost host = Host(received);
        await host.StartAsync();

        Guid id = await PublishAsync(host, "1.csv");
        await host.WhenSettledAsync();

        received.Files.ShouldBe([(id, "1.csv"), (id, "1.csv")]);
    }

    [Fact]
    public async Task Message_that_is_wrong_in_itself_is_not_tried_again()
    {
        Received received = new() { Trouble = _ => throw new ArgumentException("invented") };
        await using TestHost host = Host(received);
        await host.StartAsync();

        await PublishAsync(host, "1.csv");
        await TestHost.WhenAsync(() => !received.Faults.IsEmpty);

        received.Faults.ShouldBe(["invented"]);
        received.Files.Count.ShouldBe(1);
    }

    [Fact]
    public async Task WhenSettled_says_that_messages_still_wait()
    {
        await using TestHost host = TestHost.Build(_ => { });
        await host.StartAsync();
        await PublishAsync(host, "nobody.csv");

        (await Should.ThrowAsync<TimeoutException>(host.Dispatcher.WhenSettledAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken)))
            .Message.ShouldBe("messages still wait for a consumer after 1 s");
    }

    [Fact]
    public async Task WhenSettled_that_is_cancelled_is_no_timeout()
    {
        await using TestHost host = TestHost.Build(_ => { });
        await PublishAsync(host, "nobody.csv");

        await Should.ThrowAsync<OperationCanceledException>(host.Dispatcher.WhenSettledAsync(TestHost.Deadline, new(canceled: true)));
    }

    [Fact]
    public async Task WhenSettled_without_messages_returns_at_once()
    {
        await using TestHost host = TestHost.Build(_ => { });

        host.Dispatcher.WhenSettledAsync(TimeSpan.Zero, TestContext.Current.CancellationToken).IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task Command_publishes_no_stored_message()
    {
        await using TestHost host = TestHost.Build(_ => { }, HostMode.Command);

        host.Services.GetService<OutboxDispatcher>().ShouldBeNull();
    }

    private TestHost Host() => Host(_received);

    private static TestHost Host(Received received) => TestHost.Build(roles =>
    {
        roles.Services.AddSingleton(received);
        roles.OnBus(bus =>
        {
            bus.AddConsumer<FactsConsumer>();
            bus.AddConsumer<HealthConsumer>();
            bus.AddConsumer<FaultConsumer>();
        });
    });

    private static FactsImported Facts(string file) => new() { File = file, Accepted = 1, Duplicate = 0, Refused = 0 };

    private static Task<Guid> PublishAsync(TestHost host, string file) =>
        host.Writer.WriteAsync(scope => scope.Publish(Roles.Collector, Facts(file)), TestContext.Current.CancellationToken);

    private static Task InsertAsync(TestHost host, string type, string body) =>
        host.Writer.WriteAsync(scope => Insert(scope, type, body), TestContext.Current.CancellationToken);

    private static void Insert(WriteScope scope, string type, string body) => scope.Connection.Execute(
        "INSERT INTO outbox (message_id, role, message_type, body, created_at) VALUES (@id, 'collector', @type, @body, '2026-07-01T00:00:00.000Z')",
        new { id = Guid.NewGuid().ToString(), type, body },
        scope.Transaction);

    private static List<string> Unsent(TestHost host)
    {
        using SqliteConnection connection = host.Database.Connect();
        return connection.Query<string>("SELECT message_type FROM outbox WHERE sent_at IS NULL ORDER BY id").AsList();
    }

    private static void ThrowIf(bool condition, Exception exception)
    {
        if (condition)
            throw exception;
    }
}
