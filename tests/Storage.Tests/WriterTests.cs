using Dapper;
using Microsoft.Data.Sqlite;
using Tracker.Contracts;
using Tracker.Storage.Messages;

namespace Tracker.Storage.Tests;

public sealed class WriterTests : StorageFixture
{
    private static readonly FactsImported s_message = new() { File = "invented.csv", Accepted = 1, Duplicate = 0, Refused = 0 };

    [Fact]
    public async Task WriteAsync_of_many_at_once_keeps_all()
    {
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Writer.WriteAsync(scope => InsertFile(scope, $"{i}"))));

        Count("imported_files").ShouldBe(500);
    }

    [Fact]
    public async Task WriteAsync_that_fails_undoes_itself_alone()
    {
        Task[] writes =
        [
            Writer.WriteAsync(scope => InsertFile(scope, "a")),
            Writer.WriteAsync(scope =>
            {
                InsertFile(scope, "b");
                throw new InvalidOperationException("invented");
            }),
            Writer.WriteAsync(scope => InsertFile(scope, "c")),
        ];

        (await Should.ThrowAsync<InvalidOperationException>(writes[1])).Message.ShouldBe("invented");
        await Task.WhenAll(writes[0], writes[2]);
        Count("imported_files WHERE sha256 IN ('a', 'c')").ShouldBe(2);
        Count("imported_files").ShouldBe(2);
    }

    [Fact]
    public async Task WriteAsync_with_a_message_keeps_both_or_neither()
    {
        int told = 0;
        Writer.MessagesCommitted += () => told++;

        await Should.ThrowAsync<InvalidOperationException>(Writer.WriteAsync(scope =>
        {
            scope.Publish("collector", s_message);
            throw new InvalidOperationException();
        }));
        Count("outbox").ShouldBe(0);

        await Writer.WriteAsync(scope => scope.Publish("collector", s_message));
        await Writer.DisposeAsync();
        Count("outbox").ShouldBe(1);
        told.ShouldBeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public async Task TryConsume_a_second_time_is_refused()
    {
        Guid id = Guid.Parse("0199aaaa-0000-7000-8000-000000000001");

        (await Writer.WriteAsync(scope => scope.TryConsume(id, "scoring"))).ShouldBeTrue();
        (await Writer.WriteAsync(scope => scope.TryConsume(id, "scoring"))).ShouldBeFalse();
        (await Writer.WriteAsync(scope => scope.TryConsume(id, "notifier"))).ShouldBeTrue();
    }

    [Fact]
    public async Task WriteAsync_waits_for_another_process_and_then_writes()
    {
        Task<int> write;
        using (SqliteConnection other = Database.Connect())
        {
            other.Execute("BEGIN IMMEDIATE");
            write = Writer.WriteAsync(scope => InsertFile(scope, "a"));
            write.IsCompleted.ShouldBeFalse();
            other.Execute("COMMIT");
        }

        (await write).ShouldBe(1);
    }

    [Fact]
    public async Task WriteAsync_after_the_end_is_refused()
    {
        await Writer.DisposeAsync();

        await Should.ThrowAsync<InvalidOperationException>(Writer.WriteAsync(scope => InsertFile(scope, "a")));
    }

    [Fact]
    public async Task Outbox_gives_a_roles_messages_in_order_until_they_are_sent()
    {
        Outbox outbox = new(Database, Writer, Time);
        await Writer.WriteAsync(scope => scope.Publish("collector", s_message));
        await Writer.WriteAsync(scope => scope.Publish("collector", s_message with { File = "second.csv" }));
        await Writer.WriteAsync(scope => scope.Publish("scoring", s_message));

        IReadOnlyList<OutboxMessage> messages = outbox.ReadUnsent(["collector"], 10);
        messages.Count.ShouldBe(2);
        messages[1].Body.ShouldContain("second.csv");
        messages[0].MessageType.ShouldBe("Tracker.Contracts.FactsImported");

        await outbox.MarkSentAsync([messages[0].Id], TestContext.Current.CancellationToken);
        outbox.ReadUnsent(["collector"], 10).ShouldHaveSingleItem().Id.ShouldBe(messages[1].Id);
    }

    [Fact]
    public async Task Outbox_sends_again_what_no_consumer_recorded()
    {
        Outbox outbox = new(Database, Writer, Time);
        Guid consumed = await Writer.WriteAsync(scope => scope.Publish("collector", s_message));
        Guid lost = await Writer.WriteAsync(scope => scope.Publish("collector", s_message));
        await outbox.MarkSentAsync([.. outbox.ReadUnsent(["collector"], 10).Select(m => m.Id)], TestContext.Current.CancellationToken);
        await Writer.WriteAsync(scope => scope.TryConsume(consumed, "scoring"));
        outbox.CountUnconsumed(["collector"]).ShouldBe(1);

        await outbox.RequeueUnconsumedAsync(["collector"], TestContext.Current.CancellationToken);

        outbox.ReadUnsent(["collector"], 10).ShouldHaveSingleItem().MessageId.ShouldBe(lost.ToString());
    }
}
