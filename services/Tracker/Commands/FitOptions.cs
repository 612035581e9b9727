using System.CommandLine;
using Tracker.Catalog;
using Tracker.Catalog.Models;
using Tracker.Catalog.Settings;
using Tracker.Contracts;

namespace Tracker.Commands;

/// <summary>The terms under which <c>fit</c> asks: what is not given is the owner's, else the engine's.</summary>
internal sealed class FitOptions
{
    private readonly Option<string?> _dtype = new("--dtype") { Description = "Weight format, such as BF16, FP8, NVFP4, Q4_K_M. Default: the model's native one.", HelpName = "D" };
    private readonly Option<string?> _kvDtype = new("--kv-dtype") { Description = "Format of the KV cache: FP8 (vllm, tensorrt-llm), INT8 (tensorrt-llm, mlx), INT4 (mlx), Q8_0 or Q4_0 (llama.cpp). Default: 16 bits.", HelpName = "D" };
    private readonly Option<int?> _batchedTokens = new("--max-batched-tokens") { Description = "Most prompt tokens read in one pass, for which activations are reserved (vllm, tensorrt-llm). Default: the engine's.", HelpName = "N" };
    private readonly Option<int?> _context = new("--context") { Description = "Tokens of context an instance must hold. Default: your workload's, else 8192 or the model's limit.", HelpName = "N" };
    private readonly Option<int> _concurrency = new("--concurrency") { Description = "Streams decoded at once by an instance.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> _engine = new("--engine") { Description = "vllm, llama.cpp, tensorrt-llm or mlx. Default: yours.", HelpName = "E" };
    private readonly Option<double?> _utilization = new("--utilization") { Description = "Fraction of memory the engine may use. Default: yours, else the engine's.", HelpName = "U" };
    private readonly Option<int?> _adapters = new("--lora") { Description = "LoRA adapters of rank 16 kept in memory. Default: your workload's.", HelpName = "N" };
    private readonly Option<bool> _expertParallel = new("--expert-parallel") { Description = "Share a mixture's experts out whole over the cards; attention and cache of a stream stay on one card." };
    private readonly Option<int> _trainingBatch = new("--train-batch") { Description = "Sequences of a training step.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _trainingSequence = new("--train-tokens") { Description = "Tokens of a training sequence.", HelpName = "N", DefaultValueFactory = _ => 2048 };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[]
        {
            _dtype, _kvDtype, _context, _concurrency, _engine, _utilization, _batchedTokens, _adapters, _expertParallel, _trainingBatch, _trainingSequence,
        })
        {
            command.Add(option);
        }
    }

    public int Concurrency(ParseResult call) => call.GetValue(_concurrency);

    public string Engine(ParseResult call, TrackerCatalog catalog) => call.GetValue(_engine) ?? catalog.Settings.Owner.Engine;

    /// <summary>The question about a model on cards.</summary>
    /// <param name="call">The command line.</param>
    /// <param name="catalog">The configuration.</param>
    /// <param name="model">The model.</param>
    /// <param name="gpuId">The card.</param>
    /// <param name="count">Identical cards.</param>
    public FitCase Case(ParseResult call, TrackerCatalog catalog, ModelEntry model, string gpuId, int count)
    {
        Workload? workload = catalog.Settings.Workloads.FirstOrDefault(w => w.ModelId == model.Id);
        bool expertParallel = call.GetValue(_expertParallel);
        return new()
        {
            ModelId = model.Id,
            GpuId = gpuId,
            Count = count,
            Dtype = call.GetValue(_dtype),
            KvDtype = call.GetValue(_kvDtype),
            MaxBatchedTokens = call.GetValue(_batchedTokens),
            Context = call.GetValue(_context) ?? workload?.Context,
            Concurrency = call.GetValue(_concurrency),
            Engine = Engine(call, catalog),
            Utilization = call.GetValue(_utilization) ?? catalog.Settings.Owner.Utilization,
            LoraAdapters = call.GetValue(_adapters) ?? workload?.LoraAdapters ?? 0,
            ExpertParallel = expertParallel && model.Spec.Experts > 0,
            TrainingBatch = call.GetValue(_trainingBatch),
            TrainingSequence = call.GetValue(_trainingSequence),
        };
    }
}
