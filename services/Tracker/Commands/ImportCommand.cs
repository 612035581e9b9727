using System.CommandLine;
using System.Text.Json;
using Tracker.Collector;
using Tracker.Contracts;
using Tracker.Display;
using Tracker.Hosting;

namespace Tracker.Commands;

/// <summary><c>import</c>: dated facts from files.</summary>
internal static class ImportCommand
{
    public static Command Create(CommonOptions common)
    {
        Argument<string[]> files = new("FILE") { Description = "CSV or YAML of prices, roadmap events or specifications.", Arity = ArgumentArity.OneOrMore };
        Command command = new("import", "Imports dated facts. Importing a file again adds nothing; a row that can't be read is refused and named, the others load.")
        {
            files, common.Config, common.Data, common.Json, common.Verbose,
        };
        command.SetAction((call, cancellationToken) => CommandRunner.WithCatalogAsync(common, call, async catalog =>
        {
            using IHost host = TrackerProcess.Create(
                catalog, call.GetValue(common.Data)!, [Roles.Collector], HostMode.Command, call.GetValue(common.Verbose));
            MarketCollector collector = host.Services.GetRequiredService<MarketCollector>();
            List<ImportReport> reports = [];
            foreach (string file in call.GetValue(files)!)
            {
                ImportReport report = await collector.ImportAsync(file, cancellationToken);
                reports.Add(report);
                if (!call.GetValue(common.Json))
                    Console.WriteLine($"{report.File}: {report.Accepted} accepted, {report.Duplicate} duplicate, {report.Refused.Count} refused");
            }
            if (call.GetValue(common.Json))
                Console.WriteLine(JsonSerializer.Serialize(new { Files = reports }, ContractJson.Indented));
            else
                ReportDisplay.WriteRefused(reports);
            return reports.Any(r => r.Refused.Count > 0) ? TrackerCommandLine.Failed : TrackerCommandLine.Done;
        }));
        return command;
    }
}
