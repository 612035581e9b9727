using System.Text.Json;
using Spectre.Console;
using Tracker.Contracts;
using Tracker.Scoring.Backtest;
using Tracker.Scoring.Backtest.Measures;

namespace Tracker.Display;

/// <summary>Prints a backtest: who did best, then the forecasts, then the series.</summary>
internal static class BacktestDisplay
{
    private const int ProblemsShown = 12;
    private const double LargestLoss = 10;

    public static void Write(BacktestReport report, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(report, ContractJson.Indented));
            return;
        }
        IAnsiConsole console = Terminal.Create();
        console.WriteLine();
        if (report.Decisions == 0)
            console.MarkupLine("[bold]No decision could be replayed.[/]");
        else
            WriteReport(console, report);
        WriteProblems(console, report);
        foreach (string note in report.Notes)
            console.MarkupLineInterpolated($"[dim]{note}[/]");
    }

    private static void WriteReport(IAnsiConsole console, BacktestReport report)
    {
        console.MarkupLineInterpolated($"[bold]{Headline(report)}[/]");
        console.MarkupLineInterpolated($"[dim]{report.Decisions} decisions, {report.From:yyyy-MM-dd} to {report.To:yyyy-MM-dd}, {report.Series.Count} price series; in brackets: {report.Intervals.Level:0%} intervals over {report.Intervals.Blocks} blocks[/]");
        console.Write(Policies(report));
        WriteForecasts(console, report);
        console.Write(Regrets("price went", report.Markets.Select(m => (m.Direction.ToString().ToLowerInvariant(), m.Decisions, (double?)null, m.Regret)), report));
        console.Write(Regrets("series", report.Series.Select(s => ($"{s.Name}, {s.From:yyyy-MM} to {s.To:yyyy-MM}", s.Decisions, (double?)s.Change, s.Regret)), report));
    }

    private static string Headline(BacktestReport report)
    {
        double difference = report.TrackerMinusBestNaive!.Value;
        string verdict = difference < 0 ? "less than" : difference > 0 ? "more than" : "the same as";
        return $"The tracker's advice cost {report.Policies[0].Regret:0.0%} of the price more than perfect foresight, {verdict} the best rule of thumb ({report.BestNaive}, {report.Policies.Single(p => p.Name == report.BestNaive).Regret:0.0%}).";
    }

    private static Table Policies(BacktestReport report)
    {
        Table table = new() { Border = TableBorder.Simple };
        table.AddColumn("policy");
        foreach (string column in (string[])["regret", "worst", "of oracle's savings", "where savings existed", "no worse than buying", "alerts/year", "weeks waited"])
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (PolicyReport policy in report.Policies)
        {
            PolicyIntervals intervals = report.Intervals.Policies[policy.Name];
            bool own = policy == report.Policies[0];
            table.AddRow(
                Cell(policy.Name, own),
                Cell($"{policy.Regret:0.0%}{Shown(intervals.Regret, "0.0%")}", own),
                Cell($"{policy.WorstRegret:0%}", own),
                Cell(Share(policy.ShareOfOracleSavings, intervals.ShareOfOracleSavings), own),
                Cell(Share(policy.ShareWhereSavingsExisted, intervals.ShareWhereSavingsExisted), own),
                Cell($"{policy.NoWorse:0%}{Shown(intervals.NoWorse, "0%")}", own),
                Cell($"{policy.AlertsPerYear:0.0}", own),
                Cell($"{policy.WeeksWaited:0.0}", own));
        }
        return table;
    }

    private static void WriteForecasts(IAnsiConsole console, BacktestReport report)
    {
        BrierParts parts = report.BrierParts!;
        console.MarkupLineInterpolated($"Probability that waiting three months pays: Brier {report.Brier:0.000}{Shown(report.Intervals.Brier, "0.000")} = reliability {parts.Reliability:0.000} − resolution {parts.Resolution:0.000} + uncertainty {parts.Uncertainty:0.000}");
        console.MarkupLineInterpolated($"  stated → came: {string.Join("; ", report.Reliability.Select(b => $"{b.Stated:0%} → {b.Observed:0%} ({b.Count})"))}");
        if (report.Crps.Model is null)
            return;
        CrpsIntervals crps = report.Intervals.Crps;
        console.MarkupLineInterpolated($"Price forecasts, CRPS of the log price: {report.Crps.Model:0.0000}{Shown(crps.Model, "0.0000")}; no change, as a point: {report.Crps.NoChange:0.0000}{Shown(crps.NoChange, "0.0000")}, with the same spread: {report.Crps.NoChangeWithSpread:0.0000} (difference{Shown(crps.DifferenceWithSpread, "+0.0000;-0.0000")})");
        console.MarkupLineInterpolated($"  {string.Join("; ", report.Crps.Horizons.Select(h => $"{h.Weeks} weeks: {h.Model:0.000} / {h.NoChange:0.000} / {h.NoChangeWithSpread:0.000}"))}");
    }

    private static Table Regrets(string title, IEnumerable<(string Name, int Decisions, double? Change, IReadOnlyDictionary<string, double> Regret)> rows, BacktestReport report)
    {
        Table table = new() { Border = TableBorder.Simple };
        table.AddColumn(title);
        table.AddColumn(new TableColumn("decisions").RightAligned());
        table.AddColumn(new TableColumn("change").RightAligned());
        foreach (PolicyReport policy in report.Policies)
            table.AddColumn(new TableColumn(policy.Name).RightAligned());
        foreach ((string name, int decisions, double? change, IReadOnlyDictionary<string, double> regret) in rows)
        {
            table.AddRow(
            [
                Cell(name, false), Cell($"{decisions}", false), Cell(change is double c ? $"{c:+0%;-0%;0%}" : "", false),
                .. report.Policies.Select(p => Cell($"{regret[p.Name]:0.0%}", p == report.Policies[0])),
            ]);
        }
        return table;
    }

    private static void WriteProblems(IAnsiConsole console, BacktestReport report)
    {
        if (report.Problems.Count == 0)
            return;
        console.MarkupLine("[bold]Left out[/]");
        foreach (BacktestProblem problem in report.Problems.Take(ProblemsShown))
            console.MarkupLineInterpolated($"  • {problem.Place}: {problem.Message}");
        if (report.Problems.Count > ProblemsShown)
            console.MarkupLineInterpolated($"  … and {report.Problems.Count - ProblemsShown} more: --json");
    }

    private static Markup Cell(string text, bool strong) => new(Markup.Escape(text), strong ? new Style(decoration: Decoration.Bold) : Style.Plain);

    private static string Share(double? share, Interval? interval) =>
        share < -LargestLoss ? Shown(share) : $"{Shown(share)}{Shown(interval, "0%")}";

    private static string Shown(double? share) => share switch
    {
        null => "–",
        // Where there was next to nothing to save, the share says no more than that.
        < -LargestLoss => $"below {-LargestLoss:0%}",
        double known => $"{known:0%}",
    };

    private static string Shown(Interval? interval, string format) => interval is null
        ? ""
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $" [{interval.Low.ToString(format, System.Globalization.CultureInfo.InvariantCulture)}, {interval.High.ToString(format, System.Globalization.CultureInfo.InvariantCulture)}]");
}
