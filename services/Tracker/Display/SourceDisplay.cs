using Spectre.Console;
using Tracker.Collector;

namespace Tracker.Display;

/// <summary>Prints sources, the dry run of one, and what is in quarantine.</summary>
internal static class SourceDisplay
{
    private const int ProblemLimit = 100;

    public static void Write(IReadOnlyList<SourceStatus> sources)
    {
        IAnsiConsole console = Terminal.Create();
        Table table = Table("source", "kind", "health", "last success", "last change", "failures", "next try", "last problem");
        foreach (SourceStatus s in sources)
        {
            string note = s.Enabled ? s.LastProblem ?? "" : s.DisabledReason ?? "";
            Row(
                table,
                s.Id, s.Kind.ToString().ToLowerInvariant(), Word(s), Moment(s.LastSuccessAt), Moment(s.LastChangeAt), $"{s.FailuresInRow}", Moment(s.NextTryAt),
                (s.Quarantined > 0 ? $"{s.Quarantined} in quarantine; " : "") + (note.Length > ProblemLimit ? note[..ProblemLimit] + "…" : note));
        }
        console.Write(table);
        console.WriteLine($"{sources.Count(s => s.Enabled)} of {sources.Count} sources are asked. Try one out: tracker source test ID; then: tracker source enable ID");
    }

    public static void Write(SourceTrialReport report)
    {
        IAnsiConsole console = Terminal.Create();
        string answer = report.Status == 0 ? "no answer" : $"status {report.Status}";
        string size = report.Size is int bytes ? $", {report.ContentType ?? "no type"}, {bytes:N0} bytes" : "";
        console.WriteLine($"{report.Id}: {report.Url}");
        console.WriteLine($"answer  {answer}{size}{(report.Redirects > 0 ? $", {report.Redirects} redirects" : "")}{(report.Conditional ? ", can say that nothing changed" : "")}");
        if (report.Read is not null)
            ExtractionDisplay.Write(report.Read);
        foreach (TrialOffer offer in report.Offers)
            console.WriteLine($"{offer.Fate,-10} {offer.GpuId ?? "no card"}  {offer.Title}: {offer.Reason}");
        console.WriteLine(report.Problem is { } problem
            ? $"A run would count this as a failure: {problem.Code}: {problem.Message}"
            : "A run would count this as a success. Nothing was saved.");
    }

    public static void Write(SourceTrialReport[] reports)
    {
        Table table = Table("source", "status", "offers", "of your cards", "news", "rates", "problem");
        foreach (SourceTrialReport report in reports)
        {
            Row(
                table,
                report.Id, report.Status == 0 ? "-" : $"{report.Status}", $"{report.Read?.Offers.Count ?? 0}", $"{report.Offers.Count(o => o.GpuId is not null)}",
                $"{report.Read?.Announcements.Count ?? 0}", $"{(report.Read?.Rates.Count ?? 0) + (report.Read?.ExchangeRates.Count ?? 0)}",
                report.Problem is { } problem ? $"{problem.Code}: {problem.Message}" : "");
        }
        IAnsiConsole console = Terminal.Create();
        console.Write(table);
        string[] good = [.. reports.Where(r => r.Problem is null).Select(r => r.Id)];
        console.WriteLine(good.Length == 0 ? "A run would count none as a success. Nothing was saved." : $"Nothing was saved. Switch on what reads well: tracker source enable {string.Join(' ', good)}");
    }

    public static void Write(IReadOnlyList<QuarantinedPrice> held)
    {
        IAnsiConsole console = Terminal.Create();
        if (held.Count == 0)
        {
            console.WriteLine("Nothing is in quarantine.");
            return;
        }
        Table table = Table("number", "source", "card", "price", "compared with", "first seen", "last seen", "times", "read at");
        foreach (QuarantinedPrice q in held)
        {
            Row(
                table,
                $"{q.Id}", q.SourceId, q.GpuId, $"{q.Price.Amount} {q.Price.Currency}", $"{q.Reference.Amount} {q.Reference.Currency}", Moment(q.FirstSeenAt),
                Moment(q.LastSeenAt), $"{q.TimesSeen}", q.Evidence);
        }
        console.Write(table);
        console.WriteLine("Believe one: tracker source quarantine release NUMBER; refuse it: tracker source quarantine drop NUMBER");
    }

    private static Table Table(params string[] headings)
    {
        Table table = new Table().Border(TableBorder.Simple);
        foreach (string heading in headings)
            table.AddColumn(new TableColumn(heading) { NoWrap = heading is not "last problem" and not "problem" and not "read at" });
        return table;
    }

    private static void Row(Table table, params string[] cells) => table.AddRow([.. cells.Select(Markup.Escape)]);

    private static string Word(SourceStatus source) => source.Health switch
    {
        SourceHealth.Off => source.Switched ? "off (switched)" : "off",
        SourceHealth.NotAsked => "not asked",
        SourceHealth.Unhealthy => "unhealthy",
        _ => "healthy",
    };

    private static string Moment(DateTimeOffset? moment) => moment is DateTimeOffset at ? $"{at.UtcDateTime:yyyy-MM-dd HH:mm}" : "-";
}
