using Dapper;
using Microsoft.Data.Sqlite;
using Tracker.Contracts;
using Tracker.Storage.Messages;

namespace Tracker.Storage.Tests.Messages;

public sealed class OutboxTests : StorageFixture
{
    private static readonly string[] s_collector = ["collector"];
    private readonly Outbox _outbox;

    public OutboxTests() => _outbox = new(Database, Writer, Time);

    [Fact]
    public async Task ReadUnsent_gives_the_roles_messages_oldest_first()
    {
        await PublishAsync("collector", "1.csv");
        await PublishAsync("scoring", "2.csv");
        await PublishAsync("notifier", "3.csv");
        await PublishAsync("collector", "4.csv");

        Files(_outbox.ReadUnsent(["collector", "scoring"], 10)).ShouldBe(["1.csv", "2.csv", "4.csv"]);
    }

    [Fact]
    public async Task ReadUnsent_gives_the_type_and_the_id_that_was_published()
    {
        Guid id = await PublishAsync("collector", "1.csv");

        OutboxMessage message = _outbox.ReadUnsent(s_collector, 10).ShouldHaveSingleItem();

        message.MessageId.ShouldBe(id.ToString());
        message.MessageType.ShouldBe("Tracker.Contracts.FactsImported");
    }

    [Fact]
    public async Task ReadUnsent_gives_no_more_than_asked_for()
    {
        await PublishAsync("collector", "1.csv");
        await PublishAsync("collector", "2.csv");

        Files(_outbox.ReadUnsent(s_collector, 1)).ShouldBe(["1.csv"]);
    }

    [Fact]
    public async Task ReadUnsent_leaves_held_types_out()
    {
        await PublishAsync("collector", "1.csv");
        await Writer.WriteAsync(scope => scope.Publish("collector", new SourceHealthChanged { Changes = [], ChangedAt = Time.GetUtcNow() }));

        _outbox.ReadUnsent(s_collector, 1, ["Tracker.Contracts.FactsImported"]).ShouldHaveSingleItem().MessageType.ShouldBe("Tracker.Contracts.SourceHealthChanged");
    }

    [Fact]
    public async Task MarkSent_takes_a_message_out_of_the_unsent()
    {
        await PublishAsync("collector", "1.csv");
        await PublishAsync("collector", "2.csv");

        await _outbox.MarkSentAsync([_outbox.ReadUnsent(s_collector, 10)[0].Id], TestContext.Current.CancellationToken);

        Files(_outbox.ReadUnsent(s_collector, 10)).ShouldBe(["2.csv"]);
    }

    [Fact]
    public async Task MarkSent_keeps_the_message_with_its_time()
    {
        await PublishAsync("collector", "1.csv");
        Time.Advance(TimeSpan.FromMinutes(1));

        await SendAllAsync();

        using SqliteConnection connection = Database.Connect();
        connection.ExecuteScalar<string>("SELECT sent_at FROM outbox").ShouldBe(Instant.ToText(Time.GetUtcNow()));
    }

    [Fact]
    public async Task RequeueUnconsumed_sends_again_what_no_consumer_recorded()
    {
        Guid consumed = await PublishAsync("collector", "consumed.csv");
        await PublishAsync("collector", "lost.csv");
        await SendAllAsync();
        await Writer.WriteAsync(scope => scope.TryConsume(consumed, "scoring"));

        await _outbox.RequeueUnconsumedAsync(s_collector, TestContext.Current.CancellationToken);

        Files(_outbox.ReadUnsent(s_collector, 10)).ShouldBe(["lost.csv"]);
    }

    [Fact]
    public async Task RequeueUnconsumed_leaves_other_roles_alone()
    {
        await PublishAsync("scoring", "1.csv");
        await SendAllAsync();

        await _outbox.RequeueUnconsumedAsync(s_collector, TestContext.Current.CancellationToken);

        _outbox.ReadUnsent(["scoring"], 10).ShouldBeEmpty();
    }

    [Fact]
    public async Task CountUnconsumed_counts_the_roles_messages_sent_or_not()
    {
        Guid consumed = await PublishAsync("collector", "consumed.csv");
        await PublishAsync("collector", "sent.csv");
        await SendAllAsync();
        await PublishAsync("collector", "waiting.csv");
        await PublishAsync("scoring", "other.csv");
        await Writer.WriteAsync(scope => scope.TryConsume(consumed, "scoring"));

        _outbox.CountUnconsumed(s_collector).ShouldBe(2);
    }

    private Task<Guid> PublishAsync(string role, string file) =>
        Writer.WriteAsync(scope => scope.Publish(role, new FactsImported { File = file, Accepted = 1, Duplicate = 0, Refused = 0 }));

    private Task SendAllAsync() =>
        _outbox.MarkSentAsync([.. _outbox.ReadUnsent(["collector", "scoring"], 100).Select(message => message.Id)], CancellationToken.None);

    private static IEnumerable<string> Files(IEnumerable<OutboxMessage> messages) =>
        messages.Select(message => message.Body.Split('"')[3]);
}
