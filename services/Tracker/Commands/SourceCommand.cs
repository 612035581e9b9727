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
        Argument<string[]> ids = Ids();
        Command test = new("test", "Asks sources now, as politely as a run, and shows what is read, from where, and what a run would keep; of several, a line each. Saves nothing.")
        {
            ids, common.Config, common.Data, common.Json, common.Verbose,
        };
        test.SetAction((call, cancellationToken) => WithRegistryAsync(common, call, async (catalog, registry) =>
        {
            string[] sources = Known(catalog, call.GetValue(ids)!);
            SourceTrialReport[] reports = [];
            await Progress.ShowAsync(
                $"Asking {string.Join(", ", sources)}", async _ => reports = await Task.WhenAll(sources.Select(source => registry.TestAsync(source, cancellationToken))));
            if (call.GetValue(common.Json))
                Console.WriteLine(reports is [var single] ? JsonSerializer.Serialize(single, ContractJson.Indented) : JsonSerializer.Serialize(new { Sources = reports }, ContractJson.Indented));
            else if (reports is [var only])
                SourceDisplay.Write(only);
            else
                SourceDisplay.Write(reports);
            return Array.TrueForAll(reports, report => report.Problem is null) ? TrackerCommandLine.Done : TrackerCommandLine.Failed;
        }));
        return test;
    }

    private static Command Switch(CommonOptions common, string name, string description, bool enabled)
    {
        Argument<string[]> ids = Ids();
        Command command = new(name, description) { ids, common.Config, common.Data, common.Verbose };
        command.SetAction((call, cancellationToken) => WithRegistryAsync(common, call, async (catalog, registry) =>
        {
            foreach (string source in Known(catalog, call.GetValue(ids)!))
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

    private static Argument<string[]> Ids() => new("ID") { Description = "The sources' ids.", Arity = ArgumentArity.OneOrMore };

    // One that is misspelt stops all.
    private static string[] Known(TrackerCatalog catalog, string[] ids) =>
        Array.Find(ids, id => !catalog.Sources.ContainsKey(id)) is string unknown
            ? throw new WrongCallException(CatalogLoader.Unknown("source", unknown, catalog.Sources.Keys))
            : [.. ids.Distinct()];

    private static Task<int> WithRegistryAsync(CommonOptions common, ParseResult call, Func<TrackerCatalog, SourceRegistry, Task<int>> work) =>
        CommandRunner.WithCatalogAsync(common, call, async catalog =>
        {
            using IHost host = TrackerProcess.Create(
                catalog, call.GetValue(common.Data)!, [Roles.Collector], HostMode.Command, call.GetValue(common.Verbose));
            return await work(catalog, host.Services.GetRequiredService<SourceRegistry>());
        });
}
