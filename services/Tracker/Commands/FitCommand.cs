using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tracker.Catalog;
using Tracker.Catalog.Gpus;
using Tracker.Catalog.Models;
using Tracker.Catalog.Settings;
using Tracker.Contracts;
using Tracker.Display;
using Tracker.FitEngine;

namespace Tracker.Commands;

/// <summary><c>fit</c>: what runs on which cards.</summary>
internal static class FitCommand
{
    public static Command Create(CommonOptions common)
    {
        Option<string[]> models = new("--model", "-m") { Description = "A model's id, name or repository; repeat for several. Default: your workloads.", HelpName = "M" };
        Option<string[]> gpus = new("--gpu", "-g") { Description = "A GPU's id or name, with xN for N cards (rtx-pro-6000-blackwellx2). Default: your card, and two of it.", HelpName = "G[xN]" };
        Option<string?> dtype = new("--dtype") { Description = "Weight format, such as BF16, FP8, NVFP4, Q4_K_M. Default: the model's native one.", HelpName = "D" };
        Option<string?> kvDtype = new("--kv-dtype") { Description = "Format of the KV cache: FP8 (vllm, tensorrt-llm), INT8 (tensorrt-llm, mlx), INT4 (mlx), Q8_0 or Q4_0 (llama.cpp). Default: 16 bits.", HelpName = "D" };
        Option<int?> batchedTokens = new("--max-batched-tokens") { Description = "Most prompt tokens read in one pass, for which activations are reserved (vllm, tensorrt-llm). Default: the engine's.", HelpName = "N" };
        Option<int?> context = new("--context") { Description = "Tokens of context an instance must hold. Default: 8192, or the model's limit.", HelpName = "N" };
        Option<int> concurrency = new("--concurrency") { Description = "Streams decoded at once.", HelpName = "N", DefaultValueFactory = _ => 1 };
        Option<string?> engine = new("--engine") { Description = "vllm, llama.cpp, tensorrt-llm or mlx. Default: yours.", HelpName = "E" };
        Option<double?> utilization = new("--utilization") { Description = "Fraction of memory the engine may use. Default: yours, else the engine's.", HelpName = "U" };
        Option<bool> explain = new("--explain") { Description = "Print each figure's formula with its numbers." };
        Command command = new("fit", "Tells what runs on which cards: memory, context, instances, speed, training, at native precision unless asked otherwise.")
        {
            models, gpus, dtype, kvDtype, batchedTokens, context, concurrency, engine, utilization, explain, common.Config, common.Json,
        };
        command.SetAction((call, _) => CommandRunner.WithCatalogAsync(common, call, catalog =>
        {
            OwnerSettings owner = catalog.Settings.Owner;
            List<ModelEntry> chosenModels = [.. (call.GetValue(models) is { Length: > 0 } m ? m : catalog.Settings.Workloads.Select(w => w.ModelId))
                .Select(name => FindModel(catalog, name))];
            List<(Gpu Gpu, int Count)> chosenGpus = call.GetValue(gpus) is { Length: > 0 } g
                ? [.. g.Select(name => FindGpu(catalog, name))]
                : [(catalog.OwnedGpu, owner.Count), (catalog.OwnedGpu, owner.Count + 1)];
            EvaluateFit question = new()
            {
                Models = [.. chosenModels.DistinctBy(x => x.Id).Select(x => x.Spec)],
                Gpus = [.. chosenGpus.DistinctBy(x => x.Gpu.Id).Select(x => x.Gpu.Spec)],
                Measurements = catalog.Measurements,
                Cases = [.. chosenModels.SelectMany(_ => chosenGpus, (model, gpu) => new FitCase
                {
                    ModelId = model.Id,
                    GpuId = gpu.Gpu.Id,
                    Count = gpu.Count,
                    Dtype = call.GetValue(dtype),
                    KvDtype = call.GetValue(kvDtype),
                    MaxBatchedTokens = call.GetValue(batchedTokens),
                    Context = call.GetValue(context),
                    Concurrency = call.GetValue(concurrency),
                    Engine = call.GetValue(engine) ?? owner.Engine,
                    Utilization = call.GetValue(utilization) ?? owner.Utilization,
                })],
            };
            FitEvaluated answer = Ask(question);
            if (call.GetValue(common.Json))
                Console.WriteLine(JsonSerializer.Serialize(answer, ContractJson.Indented));
            else if (call.GetValue(explain))
                FitDisplay.Explain(answer);
            else
                FitDisplay.Write(answer, catalog);
            return Task.FromResult(TrackerCommandLine.Done);
        }));
        return command;
    }

    private static FitEvaluated Ask(EvaluateFit question)
    {
        try
        {
            return FitCalculator.Evaluate(question);
        }
        catch (ArgumentException e)
        {
            throw new WrongCallException(e.Message);
        }
    }

    private static ModelEntry FindModel(TrackerCatalog catalog, string name) =>
        Only("model", name, catalog.FindModels(name), m => m.Id) ?? throw new WrongCallException(CatalogLoader.Unknown("model", name, catalog.Models.Keys));

    private static (Gpu Gpu, int Count) FindGpu(TrackerCatalog catalog, string name)
    {
        if (FindSingle(catalog, name) is { } single)
            return (single, 1);
        int times = name.LastIndexOf('x');
        if (times > 0 && int.TryParse(name.AsSpan(times + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is >= 1 and <= 64
            && FindSingle(catalog, name[..times].TrimEnd()) is { } several)
        {
            return (several, count);
        }
        throw new WrongCallException(CatalogLoader.Unknown("GPU", name, catalog.Gpus.Keys));
    }

    private static Gpu? FindSingle(TrackerCatalog catalog, string name) => Only("GPU", name, catalog.FindGpus(name), g => g.Id);

    private static T? Only<T>(string kind, string name, IReadOnlyList<T> found, Func<T, string> id)
        where T : class => found.Count <= 1
            ? found.SingleOrDefault()
            : throw new WrongCallException($"'{name}' is the name of more than one {kind}: {string.Join(", ", found.Select(id).Order(StringComparer.Ordinal))}; give one of these");
}
