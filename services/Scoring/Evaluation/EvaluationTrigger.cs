using System.Threading.Channels;

namespace Tracker.Scoring.Evaluation;

/// <summary>Says that the market may have changed. Signals that nobody waited for yet are one.</summary>
internal sealed class EvaluationTrigger
{
    private readonly Channel<bool> _signal =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Signal() => _signal.Writer.TryWrite(true);

    public Task WaitAsync(CancellationToken cancellationToken) => _signal.Reader.ReadAsync(cancellationToken).AsTask();
}
