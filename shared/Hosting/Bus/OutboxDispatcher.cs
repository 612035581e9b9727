using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tracker.Contracts;
using Tracker.Storage;
using Tracker.Storage.Messages;

namespace Tracker.Hosting.Bus;

/// <summary>
/// Publishes the outbox of this process's roles, in order, with the row's id as message id, and then marks it sent. It
/// holds no transaction across a publish: a message may go out twice after a crash, and the inbox of its consumer drops
/// the second.
/// </summary>
public sealed class OutboxDispatcher(
    Outbox outbox, Writer writer, IBus bus, DispatchedRoles dispatched, ILogger<OutboxDispatcher> logger) : BackgroundService
{
    private const int BatchSize = 200;
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_publishTimeout = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim _signal = new(0);
    private readonly HashSet<string> _unroutable = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        writer.MessagesCommitted += Wake;
        try
        {
            if (dispatched.Transport == BusTransport.InMemory)
                await outbox.RequeueUnconsumedAsync(dispatched.Roles, stoppingToken);
            while (true)
            {
                bool stuck = !await DispatchAsync(stoppingToken);
                await _signal.WaitAsync(stuck ? TimeSpan.FromSeconds(1) : s_idle, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        finally
        {
            writer.MessagesCommitted -= Wake;
        }
    }

    /// <summary>Waits until every message of this process's roles was handled by a consumer.</summary>
    /// <exception cref="TimeoutException">That did not happen in time.</exception>
    public async Task WhenSettledAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(timeout);
        try
        {
            while (outbox.CountUnconsumed(dispatched.Roles) > 0)
                await Task.Delay(20, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"messages still wait for a consumer after {timeout.TotalSeconds:0} s");
        }
    }

    private void Wake()
    {
        if (_signal.CurrentCount == 0)
            _signal.Release();
    }

    // False where a message could not go out; the others went.
    private async Task<bool> DispatchAsync(CancellationToken cancellationToken)
    {
        HashSet<string> held = new(StringComparer.Ordinal);
        while (outbox.ReadUnsent(dispatched.Roles, BatchSize, held) is { Count: > 0 } messages)
        {
            List<long> sent = [];
            foreach (OutboxMessage message in messages)
            {
                // Messages of one type keep their order: where one is held, those behind it are held too.
                if (held.Contains(message.MessageType))
                    continue;
                if (await TryPublishAsync(message, cancellationToken))
                    sent.Add(message.Id);
                else
                    held.Add(message.MessageType);
            }
            if (sent.Count > 0)
                await outbox.MarkSentAsync(sent, cancellationToken);
        }
        return held.Count == 0;
    }

    private async Task<bool> TryPublishAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        Type? type = typeof(OfferObserved).Assembly.GetType(message.MessageType);
        if (type is null)
        {
            LogOnce(message.MessageType, null, "it is of a type this version does not know");
            return false;
        }
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(s_publishTimeout);
        try
        {
            object body = JsonSerializer.Deserialize(message.Body, type, ContractJson.Compact)!;
            await bus.Publish(
                body,
                type,
                context =>
                {
                    context.MessageId = Guid.Parse(message.MessageId);
                    // A broker confirms what it routes nowhere; a message without a queue must come back instead.
                    if (context.TryGetPayload(out RabbitMqSendContext? rabbit))
                        rabbit.Mandatory = true;
                },
                deadline.Token);
            _unroutable.Remove(message.MessageType);
            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogOnce(message.MessageType, e, "it is kept and sent when the broker and a consumer are there");
            return false;
        }
    }

    private void LogOnce(string type, Exception? e, string consequence)
    {
        if (_unroutable.Add(type))
            logger.LogWarning(e, "A {Message} could not be published; {Consequence}", type, consequence);
    }
}

/// <summary>Whose messages a process publishes, and over what.</summary>
public sealed record DispatchedRoles(IReadOnlyCollection<string> Roles, BusTransport Transport);
