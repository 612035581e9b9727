using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Tracker.Storage;

/// <summary>
/// The process's only writer. Work that is waiting is committed together, each piece in a savepoint of its own: a piece
/// that fails undoes itself alone, and a piece is done only when the commit that holds it is on disk. Safe to share.
/// </summary>
public sealed class Writer : IAsyncDisposable
{
    /// <summary>Pieces committed together at most, so that a long queue does not keep its first piece waiting.</summary>
    private const int BatchLimit = 256;

    private readonly TrackerDatabase _database;
    private readonly TimeProvider _time;
    private readonly Channel<Piece> _queue = Channel.CreateUnbounded<Piece>(new() { SingleReader = true });
    private readonly Task _loop;

    public Writer(TrackerDatabase database, TimeProvider time)
    {
        _database = database;
        _time = time;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Raised after a commit that holds messages to publish.</summary>
    public event Action? MessagesCommitted;

    /// <summary>Runs work in a transaction and returns once it is committed.</summary>
    /// <param name="work">Runs on the writer's thread; must not block on anything but the database.</param>
    /// <exception cref="SqliteException">The database refused; nothing of the work was kept.</exception>
    public async Task<T> WriteAsync<T>(Func<WriteScope, T> work, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Piece<T> piece = new(work);
        if (!_queue.Writer.TryWrite(piece))
            throw new InvalidOperationException("the writer is closed");
        return await piece.Done.Task;
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Action<WriteScope> work, CancellationToken cancellationToken = default) => WriteAsync(
        scope =>
        {
            work(scope);
            return true;
        },
        cancellationToken);

    /// <summary>Finishes what is queued.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
    }

    private async Task RunAsync()
    {
        List<Piece> batch = [];
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < BatchLimit && _queue.Reader.TryRead(out Piece? piece))
                batch.Add(piece);
            Commit(batch);
            batch.Clear();
        }
    }

    private void Commit(List<Piece> batch)
    {
        bool messages = false;
        try
        {
            using SqliteConnection connection = _database.Connect();
            using SqliteTransaction transaction = connection.BeginTransaction();
            WriteScope scope = new(connection, transaction, _time);
            foreach (Piece piece in batch)
            {
                transaction.Save("piece");
                bool messagesBefore = scope.HasMessages;
                try
                {
                    piece.Run(scope);
                    transaction.Release("piece");
                }
                catch (Exception e) when (e is not SqliteException { SqliteErrorCode: 10 or 11 or 13 })
                {
                    // 10 I/O error, 11 corrupt and 13 disk full end the whole transaction; anything else only this piece.
                    transaction.Rollback("piece");
                    scope.HasMessages = messagesBefore;
                    piece.Failure = e;
                }
            }
            transaction.Commit();
            messages = scope.HasMessages;
        }
        catch (Exception e)
        {
            foreach (Piece piece in batch)
                piece.Failure = e;
        }
        foreach (Piece piece in batch)
            piece.Complete();
        if (messages)
            MessagesCommitted?.Invoke();
    }

    private abstract class Piece
    {
        public Exception? Failure { get; set; }

        public abstract void Run(WriteScope scope);

        public abstract void Complete();
    }

    private sealed class Piece<T>(Func<WriteScope, T> work) : Piece
    {
        private T? _result;

        public TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void Run(WriteScope scope) => _result = work(scope);

        public override void Complete()
        {
            if (Failure is null)
                Done.SetResult(_result!);
            else
                Done.SetException(Failure);
        }
    }
}
