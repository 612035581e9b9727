using Dapper;
using Microsoft.Data.Sqlite;
using Tracker.Contracts;

namespace Tracker.Storage.Tests;

public sealed class WriterTests : StorageFixture
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(20);
    private static readonly FactsImported s_message = new() { File = "invented.csv", Accepted = 1, Duplicate = 0, Refused = 0 };

    private static CancellationToken Cancelled => new(canceled: true);

    [Fact]
    public async Task WriteAsync_gives_the_works_result_once_it_is_committed()
    {
        int rows = await Writer.WriteAsync(scope => InsertFile(scope, "a"));

        rows.ShouldBe(1);
        Count("imported_files").ShouldBe(1);
    }

    [Fact]
    public async Task WriteAsync_of_many_at_once_keeps_all()
    {
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => Task.Run(() => Writer.WriteAsync(scope => InsertFile(scope, $"{i}")))));

        Count("imported_files").ShouldBe(1000);
    }

    [Fact]
    public async Task WriteAsync_of_what_waits_is_one_transaction()
    {
        using ManualResetEventSlim queued = new();
        Task first = await BusyUntilAsync(queued);
        Task<SqliteTransaction>[] waiting = [.. Enumerable.Range(0, 100).Select(_ => Writer.WriteAsync(scope => scope.Transaction))];
        queued.Set();
        await first;

        (await Task.WhenAll(waiting)).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task WriteAsync_of_more_than_a_batch_does_not_wait_for_the_last()
    {
        using ManualResetEventSlim queued = new();
        Task first = await BusyUntilAsync(queued);
        Task<SqliteTransaction>[] waiting = [.. Enumerable.Range(0, 300).Select(_ => Writer.WriteAsync(scope => scope.Transaction))];
        queued.Set();
        await first;

        (await Task.WhenAll(waiting)).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task WriteAsync_that_fails_undoes_itself_alone()
    {
        using ManualResetEventSlim queued = new();
        Task[] writes =
        [
            await BusyUntilAsync(queued),
            Writer.WriteAsync(scope => InsertFile(scope, "a")),
            Writer.WriteAsync(scope =>
            {
                InsertFile(scope, "b");
                throw new InvalidOperationException("invented");
            }),
            Writer.WriteAsync(scope => InsertFile(scope, "c")),
        ];
        queued.Set();

        (await Should.ThrowAsync<InvalidOperationException>(writes[2])).Message.ShouldBe("invented");
        await Task.WhenAll(writes[0], writes[1], writes[3]);
        Count("imported_files WHERE sha256 IN ('a', 'c')").ShouldBe(2);
        Count("imported_files").ShouldBe(2);
    }

    [Fact]
    public async Task WriteAsync_that_the_database_refuses_tells_its_caller_alone()
    {
        Task first = Writer.WriteAsync(scope => InsertFile(scope, "a"));
        Task second = Writer.WriteAsync(scope => InsertFile(scope, "a"));
        Task third = Writer.WriteAsync(scope => InsertFile(scope, "b"));

        await first;
        (await Should.ThrowAsync<SqliteException>(second)).Message.ShouldContain("UNIQUE constraint failed: imported_files.sha256");
        await third;
    }

    [Fact]
    public async Task WriteAsync_goes_on_after_a_failure()
    {
        await Should.ThrowAsync<InvalidOperationException>(Writer.WriteAsync(_ => throw new InvalidOperationException("invented")));

        await Writer.WriteAsync(scope => InsertFile(scope, "a"));

        Count("imported_files").ShouldBe(1);
    }

    [Fact]
    public async Task WriteAsync_that_was_cancelled_before_writes_nothing()
    {
        await Should.ThrowAsync<OperationCanceledException>(Writer.WriteAsync(scope => InsertFile(scope, "a"), Cancelled));
        await Writer.DisposeAsync();

        Count("imported_files").ShouldBe(0);
    }

    [Fact]
    public async Task WriteAsync_waits_for_another_process_and_then_writes()
    {
        using SqliteConnection other = Database.Connect();
        other.Execute("BEGIN IMMEDIATE");
        Task<int> write = Writer.WriteAsync(scope => InsertFile(scope, "a"));

        (await Task.WhenAny(write, Task.Delay(300, TestContext.Current.CancellationToken))).ShouldNotBe(write, "it wrote in spite of the other's lock");
        other.Execute("COMMIT");

        (await write.WaitAsync(s_deadline, TestContext.Current.CancellationToken)).ShouldBe(1);
        Count("imported_files").ShouldBe(1);
    }

    [Fact]
    public async Task DisposeAsync_finishes_what_is_queued()
    {
        Task[] writes = [.. Enumerable.Range(0, 50).Select(i => Writer.WriteAsync(scope => InsertFile(scope, $"{i}")))];

        await Writer.DisposeAsync();

        Count("imported_files").ShouldBe(50);
        await Task.WhenAll(writes).WaitAsync(s_deadline, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task WriteAsync_after_the_end_is_refused()
    {
        await Writer.DisposeAsync();

        (await Should.ThrowAsync<InvalidOperationException>(Writer.WriteAsync(scope => InsertFile(scope, "a")))).Message.ShouldBe("the writer is closed");
    }

    [Fact]
    public async Task MessagesCommitted_is_raised_when_the_message_can_be_read()
    {
        TaskCompletionSource<long> readable = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Writer.MessagesCommitted += () => readable.TrySetResult(Count("outbox"));

        await Writer.WriteAsync(scope => scope.Publish("collector", s_message));

        (await readable.Task.WaitAsync(s_deadline, TestContext.Current.CancellationToken)).ShouldBe(1);
    }

    [Fact]
    public async Task MessagesCommitted_is_not_raised_where_no_message_was_kept()
    {
        int raised = 0;
        Writer.MessagesCommitted += () => raised++;

        await Writer.WriteAsync(scope => InsertFile(scope, "a"));
        await Should.ThrowAsync<InvalidOperationException>(Writer.WriteAsync(scope =>
        {
            scope.Publish("collector", s_message);
            throw new InvalidOperationException("invented");
        }));
        await Writer.DisposeAsync();

        raised.ShouldBe(0);
    }

    [Fact]
    public async Task MessagesCommitted_is_raised_for_a_message_beside_a_failure()
    {
        int raised = 0;
        Writer.MessagesCommitted += () => raised++;
        using ManualResetEventSlim queued = new();
        Task first = await BusyUntilAsync(queued);
        Task kept = Writer.WriteAsync(scope => scope.Publish("collector", s_message));
        Task failed = Writer.WriteAsync(_ => throw new InvalidOperationException("invented"));
        queued.Set();
        await Task.WhenAll(first, kept);
        await Should.ThrowAsync<InvalidOperationException>(failed);
        await Writer.DisposeAsync();

        raised.ShouldBe(1);
    }

    // The writer is at work on the first piece, so that what is queued meanwhile waits for it.
    private async Task<Task> BusyUntilAsync(ManualResetEventSlim end)
    {
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task work = Writer.WriteAsync(_ =>
        {
            started.SetResult();
            end.Wait(s_deadline).ShouldBeTrue();
        });
        await started.Task.WaitAsync(s_deadline, TestContext.Current.CancellationToken);
        return work;
    }
}
