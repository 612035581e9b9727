namespace Tracker.Collector.Extraction;

/// <summary>Problems of documents with many items.</summary>
internal static class ExtractionProblems
{
    /// <summary>Problems of one code told one by one; the rest are counted.</summary>
    private const int Limit = 5;

    /// <summary>The problems, those beyond the first few of a code as one.</summary>
    public static List<ExtractionProblem> Shortened(IReadOnlyList<ExtractionProblem> problems) =>
    [
        .. problems.GroupBy(p => p.Code).SelectMany(same => same.Count() <= Limit
            ? same
            : same.Take(Limit).Append(new(same.Key, $"and {same.Count() - Limit} more like it", null))),
    ];
}
