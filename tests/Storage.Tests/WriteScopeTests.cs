using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Tracker.Contracts;

namespace Tracker.Storage.Tests;

public sealed class WriteScopeTests : StorageFixture
{
    private static readonly Guid s_cause = Guid.Parse("0199aaaa-0000-7000-8000-000000000001");
    private static readonly FactsImported s_message = new() { File = "invented.csv", Accepted = 1, Duplicate = 0, Refused = 0 };

    [Fact]
    public async Task Publish_stores_the_message_with_its_type_role_and_time()
    {
        Guid id = await Writer.WriteAsync(scope => scope.Publish("collector", s_message));

        using SqliteConnection connection = Database.Connect();
        (string messageId, string role, string type, string body, string createdAt, string? sentAt) =
            connection.QuerySingle<(string, string, string, string, string, string?)>("SELECT message_id, role, message_type, body, created_at, sent_at FROM outbox");
        messageId.ShouldBe(id.ToString());
        role.ShouldBe("collector");
        type.ShouldBe("Tracker.Contracts.FactsImported");
        JsonSerializer.Deserialize<FactsImported>(body, ContractJson.Compact).ShouldBe(s_message);
        createdAt.ShouldBe(Instant.ToText(Time.GetUtcNow()));
        sentAt.ShouldBeNull();
    }

    [Fact]
    public async Task Effect_message_and_cause_are_kept_together()
    {
        await Writer.WriteAsync(Handle);

        (Count("imported_files"), Count("outbox"), Count("inbox")).ShouldBe((1, 1, 1));
    }

    [Fact]
    public async Task Effect_message_and_cause_are_undone_together()
    {
        await Should.ThrowAsync<InvalidOperationException>(Writer.WriteAsync(scope =>
        {
            Handle(scope);
            throw new InvalidOperationException("invented");
        }));

        (Count("imported_files"), Count("outbox"), Count("inbox")).ShouldBe((0, 0, 0));
    }

    [Fact]
    public async Task TryConsume_after_a_failure_is_allowed_again()
    {
        await Should.ThrowAsync<InvalidOperationException>(Writer.WriteAsync(scope =>
        {
            Handle(scope);
            throw new InvalidOperationException("invented");
        }));

        await Writer.WriteAsync(Handle);

        Count("inbox").ShouldBe(1);
    }

    [Fact]
    public async Task TryConsume_a_second_time_is_refused()
    {
        (await Writer.WriteAsync(scope => scope.TryConsume(s_cause, "scoring"))).ShouldBeTrue();

        (await Writer.WriteAsync(scope => scope.TryConsume(s_cause, "scoring"))).ShouldBeFalse();
    }

    [Fact]
    public async Task TryConsume_by_another_consumer_is_allowed()
    {
        await Writer.WriteAsync(scope => scope.TryConsume(s_cause, "scoring"));

        (await Writer.WriteAsync(scope => scope.TryConsume(s_cause, "notifier"))).ShouldBeTrue();
    }

    [Fact]
    public async Task TryConsume_by_many_at_once_is_allowed_once()
    {
        bool[] allowed = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => Writer.WriteAsync(scope => scope.TryConsume(s_cause, "scoring")))));

        allowed.Count(consumed => consumed).ShouldBe(1);
    }

    private static void Handle(WriteScope scope)
    {
        scope.TryConsume(s_cause, "scoring").ShouldBeTrue();
        InsertFile(scope, "a");
        scope.Publish("scoring", s_message);
    }
}
