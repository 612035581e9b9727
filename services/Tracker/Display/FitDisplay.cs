using Spectre.Console;
using Tracker.Catalog;
using Tracker.Contracts;

namespace Tracker.Display;

/// <summary>Prints fit results as a table.</summary>
internal static class FitDisplay
{
    public static void Write(FitEvaluated answer, TrackerCatalog catalog)
    {
        IAnsiConsole console = Terminal.Create();
        Table table = new() { Border = TableBorder.Simple };
        foreach (string header in new[] { "model", "on", "dtype", "fits" })
            table.AddColumn(header);
        foreach (string header in new[] { "weights GiB", "max context", "instances", "tokens/s", "train (LoRA)" })
            table.AddColumn(new TableColumn(header).RightAligned());
        table.AddColumn("why");
        foreach (FitResult fit in answer.Results)
        {
            bool marked = catalog.Models[fit.Model].Unverified.Count > 0 || catalog.Gpus[fit.Gpu].Unverified.Count > 0;
            table.AddRow(
                new Text(fit.Model + (marked ? "†" : "")),
                new Text($"{fit.Count} × {fit.Gpu}"),
                new Text(fit.DtypeLegal == false ? $"{fit.Dtype} (not native)" : fit.Dtype),
                new Text(fit.Fits switch { true => "yes", false => "no", null => "unknown" }),
                new Text(fit.WeightsGib is double weights ? $"{weights:0.0}" : "unknown"),
                new Text(fit.MaxContext is int context ? $"{context:N0}" : "–"),
                new Text(fit.Instances is int instances ? $"{instances}" : "–"),
                new Text(fit.Fits == true && fit.DecodeTps is { } speed ? $"{speed.Low:0}–{speed.High:0}{(speed.Basis.StartsWith("measured", StringComparison.Ordinal) ? " measured" : "")}" : "–"),
                new Text(fit.Training.Lora),
                new Text(fit.Reason));
        }
        console.Write(table);
        console.MarkupLine("[dim]tokens/s: one stream, as a band. † a figure of its entry is unverified. Formulas and inputs of every figure: --explain[/]");
    }

    /// <summary>Prints each answer with the formula and the numbers behind every figure.</summary>
    public static void Explain(FitEvaluated answer)
    {
        IAnsiConsole console = Terminal.Create();
        foreach (FitResult fit in answer.Results)
        {
            console.MarkupLineInterpolated($"[bold]{fit.Model}[/] in {fit.Dtype} on {fit.Count} × {fit.Gpu} with {fit.Engine}, {fit.Context:N0} tokens: {fit.Reason}");
            Grid grid = new();
            grid.AddColumn(new GridColumn().NoWrap().Padding(2, 0, 2, 0));
            grid.AddColumn();
            foreach (SpeedBand band in new[] { fit.DecodeTps, fit.PrefillTps }.OfType<SpeedBand>())
                grid.AddRow(new Text(band == fit.DecodeTps ? "decode tokens/s" : "prefill tokens/s"), new Text($"{band.Low:N0} to {band.High:N0}, {band.Basis}"));
            foreach ((string figure, string formula) in fit.Inputs)
                grid.AddRow(new Text(figure.Replace('_', ' ')), new Text(formula));
            console.Write(grid);
            console.WriteLine();
        }
    }
}
