using Spectre.Console;
using Tracker.Catalog;
using Tracker.Commands;
using Tracker.Contracts;
using Tracker.FitEngine.Packing;

namespace Tracker.Display;

/// <summary>Prints what runs on which cards.</summary>
internal static class FitDisplay
{
    public static void Write(FitReport report, TrackerCatalog catalog, int concurrency)
    {
        IAnsiConsole console = Terminal.Create();
        foreach (IGrouping<(string Gpu, int Count, string Engine), FitResult> set in report.Results.GroupBy(r => (r.Gpu, r.Count, r.Engine)))
        {
            console.MarkupLineInterpolated($"[bold]{Cards(catalog, set.Key.Gpu, set.Key.Count)}[/], {set.Key.Engine}");
            console.Write(Models(set, catalog, concurrency));
            foreach (FitResult fit in set.Where(fit => fit.Fits != true))
            {
                FitResult? lighter = report.Lighter.FirstOrDefault(l => (l.Model, l.Gpu, l.Count) == (fit.Model, fit.Gpu, fit.Count));
                Indented(console, $"{fit.Model}: {fit.Reason}{(lighter is null ? "" : $"; would fit in {lighter.Dtype}{Legality(lighter)}")}");
            }
            if (report.Largest.FirstOrDefault(l => (l.Gpu, l.Count) == (set.Key.Gpu, set.Key.Count)) is { } largest)
                Indented(console, $"Largest of the {catalog.Models.Count} models that runs at native precision: {largest.Model} ({largest.WeightsGib:0} GiB of weights)");
            if (report.AtOnce.FirstOrDefault(p => (p.Gpu, p.Count) == (set.Key.Gpu, set.Key.Count)) is { Models.Count: > 0 } packed)
                Indented(console, $"Your workloads at once, the most of your use: {List(packed)}; {packed.FreeGib.Sum():0} GiB to spare");
            console.WriteLine();
        }
        string streams = concurrency == 1 ? "tokens/s of one stream" : $"tokens/s of each of {concurrency} streams, and of all streams of all instances";
        console.MarkupLineInterpolated($"[dim]copies: independent instances. streams: sequences of the context asked for that one instance holds at once. {streams}, as a band; ~ estimated, else measured. train: the most that fits. * not computed natively on the card. † a figure of its entry is unverified. Formulas: --explain[/]");
    }

    /// <summary>Prints each answer with the formula and the numbers behind every figure.</summary>
    public static void Explain(FitReport report)
    {
        IAnsiConsole console = Terminal.Create();
        foreach (FitResult fit in report.Results)
        {
            console.MarkupLineInterpolated($"[bold]{fit.Model}[/] in {fit.Dtype} on {fit.Count} × {fit.Gpu} with {fit.Engine}, {fit.Context:N0} tokens: {fit.Reason}");
            Grid grid = new();
            grid.AddColumn(new GridColumn().NoWrap().Padding(2, 0, 2, 0));
            grid.AddColumn();
            foreach ((string name, SpeedBand? band) in new[] { ("decode tokens/s", fit.DecodeTps), ("all streams tokens/s", fit.AggregateTps), ("prefill tokens/s", fit.PrefillTps) })
            {
                if (band is not null)
                    grid.AddRow(new Text(name), new Text($"{band.Low:N0} to {band.High:N0}, {band.Basis}"));
            }
            foreach ((string figure, string formula) in fit.Inputs)
                grid.AddRow(new Text(figure.Replace('_', ' ')), new Text(formula));
            console.Write(grid);
            console.WriteLine();
        }
    }

    /// <summary>Prints whether models run at once, and where.</summary>
    public static void Write(IReadOnlyList<PackingResult> packed, TrackerCatalog catalog)
    {
        IAnsiConsole console = Terminal.Create();
        foreach (PackingResult set in packed)
        {
            string answer = set.Fits switch { true => "yes", false => "no", null => "unknown" };
            console.MarkupLineInterpolated($"[bold]{Cards(catalog, set.Gpu, set.Count)}: {answer}[/], {set.Reason}");
            for (int card = 1; card <= set.FreeGib.Count; card++)
            {
                IEnumerable<string> here = set.Models.Where(m => m.Cards.Contains(card))
                    .Select(m => $"{m.Model} {m.Dtype} {m.GibPerCard:0.0} GiB{(m.Cards.Count > 1 ? $" (split over {m.Cards.Count})" : "")}");
                console.MarkupLineInterpolated($"  card {card}: {string.Join(", ", here)}; {set.FreeGib[card - 1]:0.0} GiB free");
            }
        }
        console.MarkupLine("[dim]Each instance is an engine of its own: weights, working memory, and the cache of the context asked for.[/]");
    }

    /// <summary>Prints what each card would add.</summary>
    public static void Write(IReadOnlyList<FitGain> gains, TrackerCatalog catalog)
    {
        IAnsiConsole console = Terminal.Create();
        Table table = new() { Border = TableBorder.Simple };
        table.AddColumn($"{catalog.Settings.Owner.Count} × {catalog.OwnedGpu.Id} and");
        table.AddColumn(new TableColumn("adds").RightAligned());
        table.AddColumn("becomes possible");
        foreach (FitGain gain in gains.Where(g => g.Adds is not null))
        {
            bool isSecond = gain.Gpu == catalog.OwnedGpu.Id;
            string name = $"{gain.Gpu}{(catalog.Gpus[gain.Gpu].Unverified.Count > 0 ? "†" : "")}";
            table.AddRow(
                isSecond ? new Markup($"[bold]{Markup.Escape(name)} (a second one)[/]") : new Markup(Markup.Escape(name)),
                new Text($"{gain.Adds:0.00}"),
                new Text(gain.NewlyPossible.Count > 0 ? string.Join(", ", gain.NewlyPossible) : "–"));
        }
        console.Write(table);
        string unknown = string.Join(", ", gains.Where(g => g.Adds is null).Select(g => g.Gpu));
        if (unknown.Length > 0)
            console.MarkupLineInterpolated($"Unknown, a figure is missing: {unknown}");
        console.MarkupLine("[dim]adds: of your use, 1 is every workload at the instances and speed you asked for. † a figure of its entry is unverified.[/]");
    }

    private static void Indented(IAnsiConsole console, string text) => console.Write(new Padder(new Text(text), new Padding(2, 0, 0, 0)));

    private static Table Models(IEnumerable<FitResult> results, TrackerCatalog catalog, int concurrency)
    {
        Table table = new() { Border = TableBorder.Simple };
        table.AddColumn(new TableColumn("model").NoWrap());
        table.AddColumn("dtype");
        table.AddColumn("runs");
        foreach (string header in new[] { "copies", "streams", "max context", "tokens/s" })
            table.AddColumn(new TableColumn(header).RightAligned().NoWrap());
        if (concurrency > 1)
            table.AddColumn(new TableColumn("all").RightAligned().NoWrap());
        table.AddColumn("merge LoRA");
        table.AddColumn(new TableColumn("train").NoWrap());
        foreach (FitResult fit in results)
        {
            bool marked = catalog.Models[fit.Model].Unverified.Count > 0 || catalog.Gpus[fit.Gpu].Unverified.Count > 0;
            bool runs = fit.Fits == true;
            List<Text> cells =
            [
                new(fit.Model + (marked ? "†" : "")),
                new(fit.DtypeLegal == false ? fit.Dtype + "*" : fit.Dtype),
                new(fit.Fits switch { true => "yes", false => "no", null => "unknown" }),
                new(runs && fit.Instances is int instances ? $"{instances}" : "–"),
                new(runs && fit.MaxSequences is int sequences ? $"{sequences:N0}" : "–"),
                new(runs && fit.MaxContext is int context ? $"{context:N0}" : "–"),
                new(runs && fit.DecodeTps is { } speed ? Band(speed) : "–"),
            ];
            if (concurrency > 1)
                cells.Add(new(fit.AggregateTps is { } all ? Band(all) : "–"));
            cells.Add(new(fit.Training.Merge.Split(' ')[0]));
            cells.Add(new(MostTraining(fit.Training)));
            table.AddRow(cells);
        }
        return table;
    }

    private static string Band(SpeedBand band) =>
        $"{(band.Basis.StartsWith("measured", StringComparison.Ordinal) ? "" : "~")}{band.Low:0}–{band.High:0}";

    private static string MostTraining(TrainingVerdicts training)
    {
        foreach ((string kind, string verdict) in new[] { ("full", training.Full), ("LoRA", training.Lora), ("QLoRA", training.Qlora) })
        {
            if (verdict.StartsWith("yes", StringComparison.Ordinal))
                return kind;
            if (verdict.StartsWith("tight", StringComparison.Ordinal))
                return $"{kind}, tight";
        }
        return training.Full == "unknown" ? "unknown" : "no";
    }

    private static string Legality(FitResult fit) => fit.DtypeLegal switch
    {
        true => ", native on this card",
        false => ", not computed natively on this card",
        null => ", whether natively is unknown",
    };

    private static string List(PackingResult packed) => string.Join(
        ", ",
        packed.Models.GroupBy(m => m.Model).Select(m => m.Count() > 1 ? $"{m.Count()} × {m.Key}" : m.Key));

    // The name of mixed cards says how many there are of each.
    private static string Cards(TrackerCatalog catalog, string gpu, int count) =>
        catalog.Gpus[gpu].Name is var name && gpu.Contains('+', StringComparison.Ordinal) ? name : $"{count} × {name}";
}
