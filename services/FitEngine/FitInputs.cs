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
            DtypeRule rule => $"does not run ({rule.Source})",
        };
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
        string split = isTensorParallel ? "tensor parallel" : "layer split";
        texts["budget"] = group.Budget.Rule;
        texts["utilization"] = answer.Case.Utilization is null
            ? $"{group.Budget.Utilization:0.00} (the engine's default)"
            : $"{group.Budget.Utilization:0.00} (given)";
        texts["usable_gib"] = $"{group.Budget.UsableGib:0.00} a card";
        texts["activation_and_runtime_gib"] = $"{group.Budget.FixedGib:0.00} a card and instance";
        texts["cards_per_instance"] = $"{group.Cards} of {answer.Case.Count} ({split}), where the cache is largest";
        if (groups.Instances > 0)
            texts["instances"] = $"{groups.Instances} with {groups.InstancesGroup} cards each group";
        if (isTensorParallel)
            texts["kv_share_per_card"] = $"{answer.Kv!.Value.ShareOfCard(group.Cards):0.####}";
        texts["context_limit"] = $"{answer.Model.ContextLimit} (native {answer.Model.Spec.MaxContext})";
    }

    private static void WriteSpeed(FitAnswer answer, Dictionary<string, string> texts)
    {
        if (answer.Gpu.Spec.BandwidthGbPerS is not double bandwidth)
        {
            texts["decode"] = "unknown: no bandwidth";
            return;
        }
        if (DecodeProfiles.For(answer.Engine, answer.Gpu.Spec.MemoryClass) is not DecodeProfile profile)
        {
            texts["decode"] = "unknown: decoding from SRAM is not bound by a memory bus";
            return;
        }
        if (answer.Format is null || answer.Kv is not KvCache kv)
            return;
        double weights = WeightSize.ReadBytes(answer.Model.Shape, answer.Format, answer.Case.Concurrency) / 1e9;
        double cache = kv.SequenceBytes(answer.Context / 2.0) * answer.Case.Concurrency / 1e9;
        texts["prefill"] = "dense FLOPS in the format it is computed in × efficiency / (2 × active params without the input embedding)";
        texts["decode"] = $"1 / (({weights:0.00} GB weights + {cache:0.00} GB cache) / ({profile.BandwidthShare} × {bandwidth} GB/s) + {answer.Model.Spec.Layers} layers × {(profile.LayerSeconds + (answer.Model.Shape.IsMixture ? profile.MixtureSeconds : 0)) * 1e6:0} µs), ± {profile.HalfWidth:0%}; cache at half the context; per stream";
        if (answer.Gpu.Spec.LinkGbPerS is null && answer.Case.Count > 1)
            texts["link"] = "unknown, taken for PCIe";
    }

    private static void WriteTraining(FitAnswer answer, Dictionary<string, string> texts)
    {
        TrainingMemory training = answer.Model.Training;
        texts["training_full"] = $"{training.FullLeastGib:0.0} to {training.FullGib:0.0} GiB: 16 to 18 B a param + activations; pure BF16 {training.PureBf16Gib:0.0} GiB";
        texts["training_lora"] = $"{training.LoraGib:0.0} GiB: 2 B a param + {training.AdapterParams / 1e6:0.0} M adapter params × 16 B + activations; rank {TrainingMemory.AdapterRank}";
        texts["training_qlora"] = $"{training.Qlora4Gib:0.0} GiB at 4 bits, {training.Qlora8Gib:0.0} GiB at 8 bits";
        texts["training_activations"] = $"{training.ActivationsGib:0.00} GiB: one sequence of {TrainingMemory.SequenceTokens} tokens, gradient checkpointing (× 0.15 memory, × 1.65 time)";
        texts["lora_merge"] = TrainingVerdict.Merge(training, answer.TrainingGib);
    }
}
