using Tracker.Collector;

namespace Tracker.Display;

/// <summary>Tells on standard error what could not be imported or collected; nothing is silently skipped.</summary>
internal static class ReportDisplay
{
    public static void WriteRefused(IEnumerable<ImportReport> reports)
    {
        foreach (ImportReport report in reports)
        {
            foreach (RefusedRow row in report.Refused)
                Console.Error.WriteLine($"{report.File}:{row.Line}: {row.Reason}");
        }
    }

    public static void WriteFailures(CollectReport report)
    {
        foreach (SourceOutcome outcome in report.Sources.Where(s => s.Problem is not null))
            Console.Error.WriteLine($"source {outcome.SourceId}: {outcome.Problem}");
    }
}
