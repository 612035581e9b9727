namespace Tracker.Collector.Sources.Facts;

/// <summary>The rows of a fact file, and those that could not even be split into fields.</summary>
/// <param name="Kind">Null where the header is of no known kind; then there are no rows.</param>
internal sealed record FactTable(FactKind? Kind, IReadOnlyList<FactRow> Rows, IReadOnlyList<RefusedRow> Refused)
{
    public static FactTable Unreadable(int line, string reason) => new(null, [], [new(line, reason)]);
}
