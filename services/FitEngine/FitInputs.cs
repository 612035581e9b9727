using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Tracker.Contracts;
using Tracker.FitEngine.Dtypes;
using Tracker.FitEngine.Memory;
using Tracker.FitEngine.Speed;
using Tracker.FitEngine.Training;

namespace Tracker.FitEngine;

/// <summary>
/// Each figure's formula and inputs by name. The texts are made when they are first read: most results are compared and
/// never shown, and the texts cost more than the figures.
/// </summary>
/// <remarks>Two threads that read it first at once make the same texts twice, which does no harm.</remarks>
internal sealed class FitInputs : IReadOnlyDictionary<string, string>
{
    private readonly FitAnswer _answer;
    private Dictionary<string, string>? _texts;

    public FitInputs(FitAnswer answer) => _answer = answer;

    public string this[string key] => Texts[key];

    public IEnumerable<string> Keys => Texts.Keys;

    public IEnumerable<string> Values => Texts.Values;

    public int Count => Texts.Count;

    private Dictionary<string, string> Texts => _texts ??= Write(_answer);

    public bool ContainsKey(string key) => Texts.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value) => Texts.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => Texts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static Dictionary<string, string> Write(FitAnswer answer)
    {
        Dictionary<string, string> texts = [];
        WriteMemory(answer, texts);
        if (answer.Groups is BestGroups groups)
            WriteGroups(answer, groups, texts);
        WriteSpeed(answer, texts);
        texts["dtype"] = answer.Rule switch
        {
            null => "unknown: no rule for this card, engine and format",
            { Support: DtypeSupport.Native } rule => $"native ({rule.Source})",
            { Support: DtypeSupport.WeightOnly } rule => $"weight-only: stored so, computed in 16 bits ({rule.Source})",
            SupportRule rule => $"does not run ({rule.Source})",
        };
        WriteAttention(answer, texts);
        WriteTraining(answer, texts);
        return texts;
    }

    private static void WriteMemory(FitAnswer answer, Dictionary<string, string> texts)
    {
        ModelSpec model = answer.Model.Spec;
        texts["reported_gib"] = answer.Gpu.Memory is ReportedMemory memory ? $"{memory.Gib:0.00} a card ({memory.Rule})" : "unknown";
        texts["weights"] = answer.Weights is WeightSize weights
            ? $"{weights.Bytes / 1e9:0.00} GB: {weights.Formula}; {model.TotalParams / 1e9:0.00} B params"
            : "unknown";
        if (answer.Kv is not KvCache kv)
        {
            texts["kv_per_token"] = "unknown: kv_lora_rank or rope_head_dim is missing";
            return;
        }
        string number = $"{answer.KvFormat.Bytes:0.####} B ({answer.KvFormat.Name})";
        texts["kv_per_token"] = model.Attention switch
        {
            AttentionKind.Mla => $"{kv.BytesPerToken} B: (kv_lora {model.KvLoraRank} + rope {model.RopeHeadDim}) × {number} × {model.Layers} layers; not split by tensor parallelism",
            AttentionKind.HybridLinear => $"{kv.BytesPerToken} B: {model.KvHeads} KV heads × (key + value size) × {number} × {model.FullAttentionLayers ?? model.Layers} full-attention layers",
            _ => $"{kv.BytesPerToken} B: {model.KvHeads} KV heads × (key + value size) × {number} × {model.Layers} layers",
        };
        if (kv.IsCapped)
            texts["kv_capped"] = $"{kv.GrowingBytes} B a token beyond {kv.Window} tokens; full bound {kv.BytesPerToken} B; capacity uses the cap";
        if (model.Attention == AttentionKind.HybridLinear)
            texts["state_per_sequence"] = model.StateBytesPerSequence is long state ? $"{state} B" : "unknown, not counted";
    }

    private static void WriteGroups(FitAnswer answer, in BestGroups groups, Dictionary<string, string> texts)
    {
        GroupCapacity group = groups.Largest;
        bool isTensorParallel = Engines.InferenceEngineName.IsTensorParallel(answer.Engine);
        string split = answer.Case.ExpertParallel ? "experts shared out, the rest on every card" : isTensorParallel ? "tensor parallel" : "layer split";
        texts["budget"] = group.Budget.Rule;
        texts["utilization"] = answer.Case.Utilization is null
            ? $"{group.Budget.Utilization:0.00} (the engine's default)"
            : $"{group.Budget.Utilization:0.00} (given)";
        texts["usable_gib"] = $"{group.Budget.UsableGib:0.00} a card";
        texts["activation_and_runtime_gib"] = $"{group.Budget.FixedGib:0.00} a card and instance";
        double share = group.Budget.KvShare;
        double weights = group.Budget.UsableGib - group.Budget.FixedGib - group.KvGibPerCard / share;
        texts["kv_budget"] = $"{Math.Max(group.KvGibPerCard, 0):0.00} GiB a card: {(share < 1 ? $"{share:0.00} × (" : "")}{group.Budget.UsableGib:0.00} usable − {weights:0.00} weights − {group.Budget.FixedGib:0.00} activations and runtime{(share < 1 ? ")" : "")}";
        if (answer.Case.LoraAdapters > 0)
            texts["lora_adapters"] = $"{answer.Case.LoraAdapters} × {answer.Training.AdapterParams / 1e6:0.0} M params × 2 B, counted with activations and runtime";
        if (answer.Case.MaxBatchedTokens is int batch)
            texts["max_batched_tokens"] = $"{batch} (given)";
        texts["cards_per_instance"] = $"{group.Cards} of {answer.Case.Count} ({split}), where the cache is largest";
        if (groups.Instances > 0)
            texts["instances"] = $"{groups.Instances}, in groups of {groups.InstancesGroup} {(groups.InstancesGroup == 1 ? "card" : "cards")}";
        KvCache kv = answer.Kv!.Value;
        double kvShare = CardGroups.KvShare(FitCalculator.Capacity(answer), group.Cards);
        texts["kv_share_per_card"] = $"{kvShare:0.####}";
        texts["max_kv_tokens"] = kv.IsCapped || kv.StateBytes > 0
            ? "the longest sequences whose cache, window and state included, fill the KV budget"
            : $"{Math.Max(group.KvGibPerCard, 0):0.00} GiB / ({kv.BytesPerToken} B × {kvShare:0.####}), in whole blocks";
        texts["context_limit"] = $"{answer.Model.ContextLimit} (native {answer.Model.Spec.MaxContext})";
    }

    private static void WriteSpeed(FitAnswer answer, Dictionary<string, string> texts)
    {
        GpuSpec gpu = answer.Gpu.Spec;
        if (gpu.BandwidthGbPerS is null)
            texts["decode"] = "unknown: no bandwidth";
        else if (DecodeProfiles.For(answer.Engine, gpu.MemoryClass) is null)
            texts["decode"] = "unknown: decoding from SRAM is not bound by a memory bus";
        if (FitCalculator.Speed(answer) is not DecodeQuestion question)
            return;
        if (DecodeSpeed.Step(question) is DecodeStep step)
            texts["decode"] = DecodeText(question, step);
        texts["prefill"] = PrefillSpeed.Peak(question) is PrefillPeak peak
            ? $"efficiency × {peak.Tflops} TFLOPS × {peak.Cards:0.##} {(peak.Cards == 1 ? "card" : "cards")} / (2 × {peak.ParamsPerToken / 1e9:0.00} B params a token reads)"
            : "unknown: no throughput in the format it is computed in";
        if (gpu.LinkGbPerS is null && answer.Case.Count > 1)
            texts["link"] = "unknown, taken for PCIe";
    }

    private static string DecodeText(in DecodeQuestion question, in DecodeStep step)
    {
        string streams = question.Streams == 1 ? "" : $" of {question.Streams} streams";
        string compute = step.ComputeSeconds > step.ReadSeconds ? $", but computing takes longer: {step.ComputeSeconds * 1e3:0.00} ms at half of {question.Tflops} TFLOPS" : "";
        string sums = step.SumSeconds > 0 ? $" + {step.SumSeconds * 1e3:0.00} ms to sum over {question.Cards} cards" : "";
        return $"1 / (({step.Bytes.Weights / 1e9:0.00} GB weights + {step.Bytes.Cache / 1e9:0.00} GB cache{streams}, a card) / ({step.Profile.BandwidthShare} × {question.Gpu.BandwidthGbPerS} GB/s){compute}"
            + $" + {question.Shape.Model.Layers} layers × {step.LayerSeconds * 1e6:0} µs{sums}), ± {step.Profile.HalfWidth:0%}; cache at half the context; each stream";
    }

    private static void WriteAttention(FitAnswer answer, Dictionary<string, string> texts)
    {
        foreach (string kernel in DtypePage.Kernels)
        {
            if (SupportTable.Attention.Find(answer.Gpu.Spec.ComputeCapability, answer.Gpu.Spec.Stack, answer.Engine, kernel) is SupportRule rule)
                texts[kernel.ToLowerInvariant().Replace(' ', '_')] = $"{(rule.Support == DtypeSupport.Native ? "yes" : "no")} ({rule.Source})";
        }
    }

    private static void WriteTraining(FitAnswer answer, Dictionary<string, string> texts)
    {
        TrainingMemory training = answer.Training;
        texts["training_full"] = $"{training.FullLeastGib:0.0} to {training.FullGib:0.0} GiB: 16 to 18 B a param + activations; pure BF16 {training.PureBf16Gib:0.0} GiB";
        texts["training_lora"] = $"{training.LoraGib:0.0} GiB: 2 B a param + {training.AdapterParams / 1e6:0.0} M adapter params × 16 B + activations; rank {TrainingMemory.AdapterRank}";
        texts["training_qlora"] = $"{training.Qlora4Gib:0.0} GiB at 4 bits, {training.Qlora8Gib:0.0} GiB at 8 bits";
        texts["training_activations"] = $"{training.ActivationsGib:0.00} GiB: {answer.Case.TrainingBatch} × {answer.Case.TrainingSequence} tokens a step, gradient checkpointing (× 0.15 memory, × 1.65 time)";
        texts["lora_merge"] = $"{training.MergeGib:0.0} GiB: weights and adapter at 2 B a param";
    }
}
