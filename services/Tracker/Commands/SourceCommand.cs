using System.CommandLine;
using System.Text.Json;
using Tracker.Catalog;
using Tracker.Collector;
using Tracker.Contracts;
using Tracker.Display;
using Tracker.Hosting;

namespace Tracker.Commands;

/// <summary><c>source</c>: the sources and their health, a dry run, on and off, and what is in quarantine.</summary>
internal static class SourceCommand
{
    public static Command Create(CommonOptions common) => new("source", "Shows the sources and how they do, tries one out, switches one on or off.")
    {
        List(common),
        Test(common),
        Switch(common, "enable", "Asks sources from now on, whatever their files say; a tracker that runs follows within seconds.", enabled: true),
        Switch(common, "disable", "Leaves sources alone from now on, whatever their files say. What they gave is kept.", enabled: false),
        Quarantine(common),
    };

    private static Command List(CommonOptions common)
    {
        Command list = new("list", "Each source with its health, last success, last change, failures in a row, next try and last problem.")
        {
            common.Config, common.Data, common.Json, common.Verbose,
        };
        list.SetAction((call, cancellationToken) => WithRegistryAsync(common, call, (_, registry) =>
        {
            IReadOnlyList<SourceStatus> sources = registry.List();
            if (call.GetValue(common.Json))
                Console.WriteLine(JsonSerializer.Serialize(new { Sources = sources }, ContractJson.Indented));
            else
                SourceDisplay.Write(sources);
            return Task.FromResult(TrackerCommandLine.Done);
        }));
        return list;
    }

    private static Command Test(CommonOptions common)
    {
        Argument<string> id = new("ID") { Description = "The source's id." };
        Command test = new("test", "Asks a source now, as politely as a run, and shows what is read, from where, and what a run would keep. Saves nothing.")
        {
            id, common.Config, common.Data, common.Json, common.Verbose,
        };
        test.SetAction((call, cancellationToken) => WithRegistryAsync(common, call, async (catalog, registry) =>
        {
            SourceTrialReport? report = null;
            string source = Known(catalog, call.GetValue(id)!);
            await Progress.ShowAsync($"Asking {source}", async _ => report = await registry.TestAsync(source, cancellationToken));
            if (call.GetValue(common.Json))
                Console.WriteLine(JsonSerializer.Serialize(report, ContractJson.Indented));
            else
                SourceDisplay.Write(report!);
            return report!.Problem is null ? TrackerCommandLine.Done : TrackerCommandLine.Failed;
        }));
        return test;
    }

    private static Command Switch(CommonOptions common, string name, string description, bool enabled)
    {
        Argument<string[]> ids = new("ID") { Description = "The sources' ids.", Arity = ArgumentArity.OneOrMore };
        Command command = new(name, description) { ids, common.Config, common.Data, common.Verbose };
        command.SetAction((call, cancellationToken) => WithRegistryAsync(common, call, async (catalog, registry) =>
        {
            // A misspelt one switches none.
            string[] sources = [.. call.GetValue(ids)!.Select(id => Known(catalog, id)).Distinct()];
            foreach (string source in sources)
            {
                await registry.SwitchAsync(source, enabled, cancellationToken);
                Console.WriteLine($"{source} is {(enabled ? "asked" : "left alone")} from now on.");
            }
            return TrackerCommandLine.Done;
        }));
        return command;
    }

    private static Command Quarantine(CommonOptions common)
    {
        Command list = new("list", "The prices that jumped too far to be believed at once.") { common.Config, common.Data, common.Json, common.Verbose };
        list.SetAction((call, cancellationToken) => WithRegistryAsync(common, call, (_, registry) =>
        {
            IReadOnlyList<QuarantinedPrice> held = registry.Quarantined();
            if (call.GetValue(common.Json))
                Console.WriteLine(JsonSerializer.Serialize(new { Quarantined = held }, ContractJson.Indented));
            else
                SourceDisplay.Write(held);
            return Task.FromResult(TrackerCommandLine.Done);
        }));
        return new Command("quarantine", "Prices that jumped too far: they count only once a second source, or a second fetch an hour later, agrees.")
        {
            list,
            Decide(common, "release", "Believes a price: it counts from now on.", release: true),
            Decide(common, "drop", "Refuses a price, also where the source shows it again within 90 days.", release: false),
        };
    }

    private static Command Decide(CommonOptions common, string name, string description, bool release)
    {
        Argument<long> id = new("NUMBER") { Description = "The number that 'source quarantine list' shows." };
        Command command = new(name, description) { id, common.Config, common.Data, common.Verbose };
        command.SetAction((call, cancellationToken) => WithRegistryAsync(common, call, async (_, registry) =>
        {
            long number = call.GetValue(id);
            if (await registry.DecideAsync(number, release, cancellationToken) is not { } price)
                throw new WrongCallException($"nothing in quarantine has the number {number}; see: tracker source quarantine list");
            Console.WriteLine($"{price.Price.Amount} {price.Price.Currency} for {price.GpuId} of {price.SourceId} {(release ? "counts from now on" : "is dropped")}.");
            return TrackerCommandLine.Done;
        }));
        return command;
    }

    private static string Known(TrackerCatalog catalog, string id) =>
        catalog.Sources.ContainsKey(id) ? id : throw new WrongCallException(CatalogLoader.Unknown("source", id, catalog.Sources.Keys));

    private static Task<int> WithRegistryAsync(CommonOptions common, ParseResult call, Func<TrackerCatalog, SourceRegistry, Task<int>> work) =>
        CommandRunner.WithCatalogAsync(common, call, async catalog =>
        {
            using IHost host = TrackerProcess.Create(
                catalog, call.GetValue(common.Data)!, [Roles.Collector], HostMode.Command, call.GetValue(common.Verbose));
            return await work(catalog, host.Services.GetRequiredService<SourceRegistry>());
        });
}
