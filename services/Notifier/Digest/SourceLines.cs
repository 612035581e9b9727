using Tracker.Catalog;
using Tracker.Catalog.Sources;
using Tracker.Notifier.Email;
using Tracker.Notifier.Mail;

namespace Tracker.Notifier.Digest;

/// <summary>Says how the sources do: one line for all, and one for each in trouble.</summary>
internal sealed class SourceLines(TrackerCatalog catalog)
{
    private const int ProblemLimit = 200;

    public (string Summary, IReadOnlyList<string> Troubles) Build(
        IReadOnlyDictionary<string, SourceRow> states, IReadOnlyDictionary<string, bool> switches)
    {
        SourceEntry[] enabled = [.. catalog.Sources.Values.Where(s => switches.TryGetValue(s.Id, out bool on) ? on : s.Enabled).OrderBy(s => s.Id, StringComparer.Ordinal)];
        SourceEntry[] asked = [.. enabled.Where(s => states.TryGetValue(s.Id, out SourceRow? row) && row.LastAttemptAt is not null)];
        SourceRow[] ill = [.. asked.Select(s => states[s.Id]).Where(row => !row.Healthy)];
        string summary = $"{asked.Length - ill.Length} of {enabled.Length} sources answer as expected"
            + (asked.Length < enabled.Length ? $"; {enabled.Length - asked.Length} not asked yet" : "") + ".";
        return (summary, [.. ill.Select(Line)]);
    }

    private string Line(SourceRow row)
    {
        string since = row.LastSuccessAt is DateTimeOffset success ? $"last answered as expected {Wording.Day(success)}" : "has not answered as expected so far";
        string problem = HeaderText.OneLine(row.Problem ?? "no details", ProblemLimit);
        return $"{row.SourceId} ({catalog.Sources[row.SourceId].Venue}): {since}; {problem}";
    }
}
