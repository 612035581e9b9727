using Tracker.Contracts;

namespace Tracker.FitEngine.Training;

/// <summary>Words for whether training fits: <c>yes</c>, <c>tight</c> or <c>no</c>, with the GiB needed.</summary>
internal static class TrainingVerdict
{
    private const string Unknown = "unknown";

    // Fragmentation and buffers of the framework take about a tenth.
    private const double ComfortableShare = 0.9;

    private static readonly TrainingVerdicts s_allUnknown = new() { Full = Unknown, Lora = Unknown, Qlora = Unknown };

    /// <summary>The verdicts on that much memory over all cards; unknown where it is not known.</summary>
    public static TrainingVerdicts Of(in TrainingMemory memory, double? availableGib)
    {
        if (availableGib is not double available)
            return s_allUnknown;
        return new()
        {
            Full = Say(memory.FullGib, memory.FullLeastGib, available),
            Lora = Say(memory.LoraGib, memory.LoraGib, available),
            Qlora = Say(memory.Qlora4Gib, memory.Qlora4Gib, available),
            Merge = memory.MergeGib <= available ? $"yes ({memory.MergeGib:0.0} GiB)" : $"no (needs {memory.MergeGib:0.0} GiB)",
        };
    }

    private static string Say(double needGib, double leastGib, double availableGib)
    {
        if (needGib <= availableGib * ComfortableShare)
            return $"yes ({needGib:0.0} GiB)";
        return leastGib <= availableGib ? $"tight ({needGib:0.0} GiB)" : $"no (needs {needGib:0.0} GiB)";
    }
}
