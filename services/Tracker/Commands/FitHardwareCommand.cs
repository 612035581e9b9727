using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Tracker.Catalog;
using Tracker.Catalog.Gpus;
using Tracker.Contracts;
using Tracker.Display;

namespace Tracker.Commands;

/// <summary><c>fit hardware</c>: the cards of this machine beside their catalogue entries.</summary>
internal static class FitHardwareCommand
{
    // A driver reserves some more or less from one version to the next.
    private const double Tolerance = 0.005;

    public static Command Create(CommonOptions common)
    {
        Command command = new("hardware", "Reads this machine's NVIDIA cards (nvidia-smi) and compares them with the catalogue: the memory the driver reports is what everything is reckoned from.")
        {
            common.Config, common.Json,
        };
        command.SetAction((call, stop) => CommandRunner.WithCatalogAsync(common, call, async catalog =>
        {
            IReadOnlyList<LocalCard> cards = [.. (await LocalCards.ReadAsync(stop)).Select(card => Compare(catalog, card))];
            if (call.GetValue(common.Json))
                Console.WriteLine(JsonSerializer.Serialize(new { Cards = cards }, ContractJson.Indented));
            else
                Write(cards);
            return TrackerCommandLine.Done;
        }));
        return command;
    }

    private static LocalCard Compare(TrackerCatalog catalog, LocalCard card)
    {
        IReadOnlyList<Gpu> found = catalog.FindGpus(card.Name);
        if (found.Count != 1)
        {
            return card with
            {
                Remark = found.Count == 0
                    ? "not in the catalogue: add a file to gpus/ with this name and reported_mib"
                    : $"could be {string.Join(" or ", found.Select(gpu => gpu.Id))}",
            };
        }
        GpuSpec spec = found[0].Spec;
        string? remark = null;
        if (spec.ReportedMib is not int reported)
            remark = $"the entry has no reported_mib: add {card.MemoryMib}";
        else if (Math.Abs(reported - card.MemoryMib) > Tolerance * reported)
            remark = $"the entry says reported_mib {reported:N0}";
        else if (card.ComputeCapability is string capability && spec.ComputeCapability is string expected && capability != expected)
            remark = $"the entry says compute capability {expected}";
        return card with { Gpu = spec.Id, Remark = remark };
    }

    private static void Write(IReadOnlyList<LocalCard> cards)
    {
        IAnsiConsole console = Terminal.Create();
        if (cards.Count == 0)
        {
            console.WriteLine("nvidia-smi found no card.");
            return;
        }
        Table table = new() { Border = TableBorder.Simple };
        table.AddColumns("card", "catalogue");
        foreach (string header in new[] { "MiB", "in use", "capability", "driver", "W" })
            table.AddColumn(new TableColumn(header).RightAligned());
        table.AddColumn("remark");
        foreach (LocalCard card in cards)
        {
            table.AddRow(
                new Text(card.Name),
                new Text(card.Gpu ?? "–"),
                new Text($"{card.MemoryMib:N0}"),
                new Text(card.UsedMib is int used ? $"{used:N0}" : "–"),
                new Text(card.ComputeCapability ?? "–"),
                new Text(card.Driver ?? "–"),
                new Text(card.PowerLimitWatts is double watts ? $"{watts:0}" : "–"),
                new Text(card.Remark ?? "as in the catalogue"));
        }
        console.Write(table);
    }
}
