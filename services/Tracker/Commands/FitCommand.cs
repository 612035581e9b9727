using System.CommandLine;
using System.Text.Json;
using Tracker.Catalog;
using Tracker.Catalog.Gpus;
using Tracker.Catalog.Models;
using Tracker.Catalog.Settings;
using Tracker.Contracts;
using Tracker.Display;
using Tracker.FitEngine;
using Tracker.FitEngine.Packing;
using Tracker.Scoring.Capability;

namespace Tracker.Commands;

/// <summary><c>fit</c>: what runs on which cards.</summary>
internal static class FitCommand
{
    public static Command Create(CommonOptions common)
    {
        Option<string[]> models = new("--model", "-m") { Description = "A model's id, name or repository; repeat for several. Default: your workloads.", HelpName = "M" };
        Option<string[]> gpus = new("--gpu", "-g") { Description = "A GPU's id or name, with xN for N cards (rtx-pro-6000-blackwellx2) and + between kinds in one computer. Default: your card, and two of it.", HelpName = "G[xN]" };
        Option<string[]> together = new("--together")
        {
            Description = "Do these models run at once? Names separated by commas; a name again is another copy, +N behind it keeps N LoRA adapters.",
            HelpName = "M,M+N",
        };
        Option<bool> explain = new("--explain") { Description = "Print each figure's formula with its numbers." };
        Command command = new("fit", "Tells what runs on which cards: memory, context, instances, speed, training, at native precision unless asked otherwise.")
        {
            models, gpus, together, explain,
        };
        FitOptions options = new();
        options.AddTo(command);
        command.Add(common.Config);
        command.Add(common.Json);
        command.SetAction((call, _) => CommandRunner.WithCatalogAsync(common, call, catalog =>
        {
            List<(Gpu Gpu, int Count)> sets = call.GetValue(gpus) is { Length: > 0 } g
                ? [.. g.Select(name => FitNames.Cards(catalog, name, options.Engine(call, catalog)))]
                : [(catalog.OwnedGpu, catalog.Settings.Owner.Count), (catalog.OwnedGpu, catalog.Settings.Owner.Count + 1)];
            catalog = catalog with { Gpus = catalog.Gpus.Values.UnionBy(sets.Select(set => set.Gpu), gpu => gpu.Id).ToDictionary(gpu => gpu.Id) };
            bool json = call.GetValue(common.Json);
            if (call.GetValue(together) is { Length: > 0 } names)
            {
                IReadOnlyList<PackingResult> packed = Guard(() => Together(call, catalog, options, names, sets));
                Print(json, new { Together = packed }, () => FitDisplay.Write(packed, catalog));
                return Task.FromResult(TrackerCommandLine.Done);
            }
            bool isDefault = call.GetValue(models) is not { Length: > 0 };
            IReadOnlyList<ModelEntry> chosen =
            [
                .. (isDefault ? catalog.Settings.Workloads.Select(w => w.ModelId) : call.GetValue(models)!).Select(name => FitNames.Model(catalog, name)),
            ];
            FitReport report = Guard(() => Report(call, catalog, options, chosen, sets, isDefault));
            Print(json, report, () =>
            {
                if (call.GetValue(explain))
                    FitDisplay.Explain(report);
                else
                    FitDisplay.Write(report, catalog, options.Concurrency(call));
            });
            return Task.FromResult(TrackerCommandLine.Done);
        }));
        command.Add(Gains(common));
        command.Add(FitImportConfigCommand.Create(common));
        command.Add(FitHardwareCommand.Create(common));
        return command;
    }

    private static Command Gains(CommonOptions common)
    {
        Command gains = new("gains", "What a second card, or each candidate beside yours, adds to your workloads: which become possible, and how much of your use it serves.")
        {
            common.Config, common.Json,
        };
        gains.SetAction((call, _) => CommandRunner.WithCatalogAsync(common, call, catalog =>
        {
            IReadOnlyList<FitGain> found = Guard(() => Gain(catalog));
            Print(call.GetValue(common.Json), new { Gains = found }, () => FitDisplay.Write(found, catalog));
            return Task.FromResult(TrackerCommandLine.Done);
        }));
        return gains;
    }

    private static FitReport Report(
        ParseResult call, TrackerCatalog catalog, FitOptions options, IReadOnlyList<ModelEntry> models, IReadOnlyList<(Gpu Gpu, int Count)> sets, bool withWorkloads)
    {
        EvaluateFit question = new()
        {
            Models = [.. models.DistinctBy(x => x.Id).Select(x => x.Spec)],
            Gpus = [.. sets.DistinctBy(x => x.Gpu.Id).Select(x => x.Gpu.Spec)],
            Measurements = catalog.Measurements,
            Cases = [.. models.SelectMany(_ => sets, (model, set) => options.Case(call, catalog, model, set.Gpu.Id, set.Count))],
        };
        return new()
        {
            Results = FitCalculator.Evaluate(question).Results,
            Lighter = [.. question.Cases.Select(c => FitAdvice.Lighter(c, catalog.Models[c.ModelId].Spec, catalog.Gpus[c.GpuId].Spec)).OfType<FitResult>()],
            Largest = [.. sets.Select(set => FitAdvice.Largest(
                options.Case(call, catalog, models[0], set.Gpu.Id, set.Count), catalog.Models.Values.Select(m => m.Spec), set.Gpu.Spec)).OfType<FitResult>()],
            AtOnce = withWorkloads ? [.. sets.Select(set => PackingCalculator.Best(Offered(call, catalog, options), set.Gpu.Spec, set.Count))] : [],
        };
    }

    private static List<PackingResult> Together(
        ParseResult call, TrackerCatalog catalog, FitOptions options, string[] names, IReadOnlyList<(Gpu Gpu, int Count)> sets)
    {
        List<PackingItem> items =
        [
            .. names.SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                .Select(name => FitNames.ModelWithAdapters(catalog, name))
                .Select(named => Item(call, catalog, options, named.Model, named.Adapters)),
        ];
        return [.. sets.Select(set => PackingCalculator.Together(items, set.Gpu.Spec, set.Count))];
    }

    // Every copy wanted is worth its part of the use; a companion is worth more than any of them, as they need it.
    private static List<PackingItem> Offered(ParseResult call, TrackerCatalog catalog, FitOptions options)
    {
        List<PackingItem> items = [.. catalog.Settings.Companions.Select(id => Item(call, catalog, options, catalog.Models[id]) with { Worth = 1 })];
        foreach (Workload workload in catalog.Settings.Workloads)
        {
            PackingItem item = Item(call, catalog, options, catalog.Models[workload.ModelId]) with { Worth = workload.Weight / workload.TargetInstances };
            items.AddRange(Enumerable.Repeat(item, workload.TargetInstances));
        }
        // More than that many never run at once on a few cards; what is worth least is left out.
        return [.. items.OrderByDescending(item => item.Worth).Take(PackingCalculator.MostItems)];
    }

    private static PackingItem Item(ParseResult call, TrackerCatalog catalog, FitOptions options, ModelEntry model, int? adapters = null)
    {
        FitCase question = options.Case(call, catalog, model, catalog.OwnedGpu.Id, 1);
        return new() { Model = model.Spec, Case = question with { LoraAdapters = adapters ?? question.LoraAdapters } };
    }

    private static List<FitGain> Gain(TrackerCatalog catalog)
    {
        List<Gpu> candidates = [.. catalog.Gpus.Values.OrderBy(gpu => gpu.Id, StringComparer.Ordinal)];
        Capabilities capabilities = new(catalog.Settings, FitCalculator.Evaluate(CapabilityCase.Ask(catalog, candidates)));
        return
        [
            .. candidates
                .Select(gpu => new FitGain
                {
                    Gpu = gpu.Id,
                    Adds = capabilities.With(gpu.Id) is double with ? with - capabilities.Owned : null,
                    NewlyPossible = capabilities.NewlyPossible(gpu.Id),
                })
                .OrderByDescending(gain => gain.Adds ?? -1),
        ];
    }

    private static void Print<T>(bool json, T value, Action display)
    {
        if (json)
            Console.WriteLine(JsonSerializer.Serialize(value, ContractJson.Indented));
        else
            display();
    }

    private static T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (ArgumentException e)
        {
            throw new WrongCallException(e.Message);
        }
    }
}
