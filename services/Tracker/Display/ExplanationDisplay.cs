using Spectre.Console;
using Tracker.Catalog.Units;
using Tracker.Contracts;

namespace Tracker.Display;

/// <summary>Prints what an answer rests on: each reason with its inputs, the arms, what moves the answer, and every input with its sources and dates.</summary>
internal static class ExplanationDisplay
{
    public static void Write(Scoreboard board)
    {
        IAnsiConsole console = Terminal.Create();
        Verdict verdict = board.Verdict;
        WriteReasons(console, verdict);
        if (verdict.Scenarios is int scenarios)
        {
            console.MarkupLineInterpolated($"[bold]Every way of acting[/], over {scenarios:N0} scenarios seeded by {board.AsOf:yyyy-MM-dd}; ± is one standard error of the simulation");
            console.Write(Arms(verdict));
            console.MarkupLineInterpolated($"[bold]What moves the answer[/]: what the choice is worth against the next best ({verdict.Rival}), each input at its 10th and 90th percentile");
            console.Write(Tornado(verdict));
            if (verdict.Evpi is { } information)
                console.MarkupLineInterpolated($"  Perfect foresight between the two would be worth {Money.From(information)}.");
        }
        if (board.SecondCard.Forecast is { } forecast)
        {
            IEnumerable<string> fan = forecast.Fan.Select(f => $"in {f.Months} months {Money.From(f.P50)} ({Money.From(f.P10)} to {Money.From(f.P90)})");
            console.MarkupLineInterpolated($"[bold]The second card's price[/], the middle and in brackets what it lies between in 8 of 10 cases: {string.Join("; ", fan)}.");
        }
        foreach (string check in verdict.CrossChecks)
            console.MarkupLineInterpolated($"  Cross-check: {check}");
        console.WriteLine();
        console.MarkupLine("[bold]Inputs[/]");
        foreach (InputTrace input in verdict.Inputs)
            WriteInput(console, input);
    }

    private static void WriteReasons(IAnsiConsole console, Verdict verdict)
    {
        console.WriteLine();
        console.MarkupLine("[bold]Where the reasons' numbers come from[/]");
        for (int i = 0; i < verdict.Reasons.Count; i++)
        {
            console.MarkupLineInterpolated($"  {i + 1}. {verdict.Reasons[i]}");
            if (i < verdict.ReasonInputs.Count)
                console.MarkupLineInterpolated($"[dim]     from: {string.Join(", ", verdict.ReasonInputs[i])}[/]");
        }
        console.WriteLine();
    }

    private static Table Arms(Verdict verdict)
    {
        Table table = new() { Border = TableBorder.Simple };
        table.AddColumn("arm");
        table.AddColumn(new TableColumn("net present value").RightAligned());
        table.AddColumn(new TableColumn("better than the second card now").RightAligned());
        foreach (ArmValue arm in verdict.Arms)
        {
            table.AddRow(
                Markup.Escape(arm.Description),
                $"{Money.From(arm.NetPresentValue)}{(arm.StandardError is { } error ? $" ± {Money.From(error)}" : "")}",
                arm.ProbabilityBetter is double better ? $"{better:0%}" : "");
        }
        return table;
    }

    private static Table Tornado(Verdict verdict)
    {
        Table table = new() { Border = TableBorder.Simple };
        table.AddColumn("input");
        table.AddColumn("low");
        table.AddColumn(new TableColumn("worth").RightAligned());
        table.AddColumn("high");
        table.AddColumn(new TableColumn("worth").RightAligned());
        table.AddColumn(new TableColumn("knowing it").RightAligned());
        table.AddColumn("changes the answer to");
        foreach (TornadoBar bar in verdict.Tornado)
        {
            table.AddRow(
                Markup.Escape(bar.Name),
                bar.Low,
                $"{Money.From(bar.GainAtLow)}",
                bar.High,
                $"{Money.From(bar.GainAtHigh)}",
                $"{Money.From(bar.ValueOfInformation)}",
                Markup.Escape(Changes(bar, verdict)));
        }
        return table;
    }

    private static string Changes(TornadoBar bar, Verdict verdict)
    {
        List<string> changes = [];
        if (bar.ActionAtLow != verdict.Action || bar.SubjectAtLow != verdict.Subject)
            changes.Add($"low: {bar.ActionAtLow} {bar.SubjectAtLow}".TrimEnd());
        if (bar.ActionAtHigh != verdict.Action || bar.SubjectAtHigh != verdict.Subject)
            changes.Add($"high: {bar.ActionAtHigh} {bar.SubjectAtHigh}".TrimEnd());
        return string.Join("; ", changes);
    }

    private static void WriteInput(IAnsiConsole console, InputTrace input)
    {
        string date = input.ObservedAt is DateTimeOffset at ? $", of {at:yyyy-MM-dd}" : "";
        console.MarkupLineInterpolated($"  [bold]{input.Id}[/] = {input.Value} [dim]({input.State}{date})[/]: {input.Basis}");
        foreach (string source in input.Sources)
            console.MarkupLineInterpolated($"[dim]      {source}[/]");
    }
}
