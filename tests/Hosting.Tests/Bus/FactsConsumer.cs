using System.Collections.Concurrent;
using MassTransit;
using Tracker.Contracts;
using Tracker.Storage;

namespace Tracker.Hosting.Tests.Bus;

/// <summary>Notes each message it gets, and records it in the inbox as every consumer of the program does.</summary>
internal sealed class FactsConsumer(Received received, Writer writer) : IConsumer<FactsImported>
{
    public async Task Consume(ConsumeContext<FactsImported> context)
    {
        received.Files.Enqueue((context.MessageId!.Value, context.Message.File));
        received.Trouble?.Invoke(received.Files.Count);
        await writer.WriteAsync(scope => scope.TryConsume(context.MessageId.Value, "facts"), context.CancellationToken);
    }
}

/// <summary>Notes each message it gets.</summary>
internal sealed class HealthConsumer(Received received, Writer writer) : IConsumer<SourceHealthChanged>
{
    public async Task Consume(ConsumeContext<SourceHealthChanged> context)
    {
        received.Healths.Enqueue(context.Message);
        await writer.WriteAsync(scope => scope.TryConsume(context.MessageId!.Value, "health"), context.CancellationToken);
    }
}

/// <summary>Notes each failure that retrying did not mend.</summary>
internal sealed class FaultConsumer(Received received) : IConsumer<Fault<FactsImported>>
{
    public Task Consume(ConsumeContext<Fault<FactsImported>> context)
    {
        received.Faults.Enqueue(context.Message.Exceptions[0].Message);
        return Task.CompletedTask;
    }
}

/// <summary>What the consumers of a test got.</summary>
internal sealed class Received
{
    public ConcurrentQueue<(Guid Id, string File)> Files { get; } = [];

    public ConcurrentQueue<SourceHealthChanged> Healths { get; } = [];

    public ConcurrentQueue<string> Faults { get; } = [];

    /// <summary>Called with the number of messages so far, to fail where the test wants a failure.</summary>
    public Action<int>? Trouble { get; init; }
}
