using System.CommandLine;
using System.Text.Json;
using Tracker.Catalog;
using Tracker.Catalog.Sources;
using Tracker.Collector;
using Tracker.Collector.Extraction;
using Tracker.Contracts;
using Tracker.Display;
using Tracker.Hosting;

namespace Tracker.Commands;

/// <summary><c>extract</c>: what the tracker reads from a document.</summary>
internal static class ExtractCommand
{
    public static Command Create(CommonOptions common)
    {
        Argument<string> document = new("FILE|URL") { Description = "A page, a feed or a JSON answer." };
        Option<string?> url = new("--url") { Description = "The address a file came from: relative links and the site's country follow from it.", HelpName = "U" };
        Option<SourceKind?> kind = new("--kind")
        {
            Description = "How to read it: product, listing, table, json, feed, page-watch or fx. Default: by its content.",
            HelpName = "K",
            CustomParser = argument =>
            {
                string text = argument.Tokens[0].Value;
                string[] names = [.. Enum.GetNames<SourceKind>().Where(name => name != nameof(SourceKind.Facts)).Select(KebabCase)];
                if (Array.IndexOf(names, text.ToLowerInvariant()) >= 0)
                    return Enum.Parse<SourceKind>(text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
                argument.AddError($"--kind must be one of {string.Join(", ", names)}; found '{text}'");
                return null;
            },
        };
        Option<string?> source = new("--source") { Description = "Read it as this source of the configuration would.", HelpName = "ID" };
        Command command = new("extract", "Shows what the tracker reads from a page, a feed or a JSON answer, and what it could not read. Saves nothing.")
        {
            document, url, kind, source, common.Config, common.Data, common.Json, common.Verbose,
        };
        command.SetAction((call, cancellationToken) => CommandRunner.WithCatalogAsync(common, call, async catalog =>
        {
            string? sourceId = call.GetValue(source);
            if (sourceId is not null && !catalog.Sources.ContainsKey(sourceId))
                throw new WrongCallException(CatalogLoader.Unknown("source", sourceId, catalog.Sources.Keys));
            using IHost host = TrackerProcess.Create(
                catalog, call.GetValue(common.Data)!, [Roles.Collector], HostMode.Command, call.GetValue(common.Verbose));
            ExtractionReport report = await host.Services.GetRequiredService<MarketCollector>()
                .ExtractAsync(call.GetValue(document)!, call.GetValue(url), call.GetValue(kind), sourceId, cancellationToken);
            if (call.GetValue(common.Json))
                Console.WriteLine(JsonSerializer.Serialize(report, ContractJson.Indented));
            else
                ExtractionDisplay.Write(report);
            return TrackerCommandLine.Done;
        }));
        return command;
    }

    private static string KebabCase(string name) => name == nameof(SourceKind.PageWatch) ? "page-watch" : name.ToLowerInvariant();
}
