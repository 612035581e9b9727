using System.Buffers;

namespace Tracker.Scoring.Decision;

/// <summary>
/// Arrays that the candidates of one simulation take in turn. They go with the simulation: the shared pool would hold
/// megabytes of them through the hours until the next one.
/// </summary>
internal sealed class ScratchArrays
{
    public ArrayPool<double> Numbers { get; } = ArrayPool<double>.Create();

    public ArrayPool<int> Dates { get; } = ArrayPool<int>.Create();
}
