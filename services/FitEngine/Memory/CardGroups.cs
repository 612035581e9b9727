using Tracker.Contracts;
using Tracker.FitEngine.Engines;

namespace Tracker.FitEngine.Memory;

/// <summary>
/// Finds the best use of n identical cards: every group size t that the model can be split into, with as many groups
/// as there are cards for. Groups that leave a card idle count too, so that a third card never takes anything away.
/// </summary>
internal static class CardGroups
{
    // vLLM keeps its cache in blocks of 16 tokens.
    private const int BlockTokens = 16;

    /// <summary>The best grouping of the cards; null where no group size can be split.</summary>
    public static BestGroups? Best(in CapacityQuestion question)
    {
        GroupCapacity? best = null;
        double tokens = 0;
        int sequences = 0;
        int instances = 0;
        int instancesGroup = 0;
        int largest = Math.Min(question.Cards, Math.Max(question.Shape.Model.AttentionHeads, question.Shape.Model.Layers));
        for (int cards = 1; cards <= largest; cards++)
        {
            if (!CanSplit(question, cards))
                continue;
            GroupCapacity capacity = Capacity(question, cards);
            int copies = (int)Math.Min((long)capacity.Copies * (question.Cards / cards), int.MaxValue);
            if (copies > instances)
            {
                instances = copies;
                instancesGroup = cards;
            }
            tokens = Math.Max(tokens, capacity.KvTokens);
            sequences = Math.Max(sequences, capacity.Sequences);
            if (best is null || IsBetter(capacity, best.Value))
                best = capacity;
        }
        return best is GroupCapacity found ? new(found, tokens, sequences, instances, instancesGroup) : null;
    }

    /// <summary>What <paramref name="cards"/> cards hold together.</summary>
    public static GroupCapacity Capacity(in CapacityQuestion question, int cards)
    {
        double weightsGib = question.WeightBytes / Binary.Gib * WeightShare(question, cards);
        double adapterGib = AdapterGib(question, cards);
        double kvShare = KvShare(question, cards);
        // With experts shared out, each card serves streams of its own.
        int servers = question.ExpertParallel ? cards : 1;
        double streams = Math.Ceiling((double)question.Concurrency / servers);
        double needGib = question.Kv.SequenceBytes(question.Context) * streams * kvShare / Binary.Gib;
        CardBudget budget = EngineBudget.Of(question, cards, weightsGib + adapterGib);
        double fixedGib = budget.FixedGib + adapterGib;
        double kvGib = budget.KvShare * (budget.UsableGib - weightsGib - fixedGib);
        double bytes = Math.Max(kvGib, 0) * Binary.Gib / kvShare;
        double stream = question.Kv.SequenceTokens(bytes / streams);
        double tokens = stream * streams * servers;
        double copies = Math.Floor(budget.UsableGib / (weightsGib + fixedGib + needGib / budget.KvShare));
        return new()
        {
            Cards = cards,
            Budget = budget with { FixedGib = fixedGib },
            KvGibPerCard = kvGib,
            KvTokens = question.Engine == InferenceEngine.Vllm ? Math.Floor(tokens / BlockTokens) * BlockTokens : Math.Floor(tokens),
            StreamTokens = stream,
            Sequences = (int)Math.Min(Math.Floor(bytes / question.Kv.SequenceBytes(question.Context)) * servers, int.MaxValue),
            Copies = kvGib < needGib ? 0 : (int)Math.Clamp(copies, 1, int.MaxValue),
            HeadroomGibPerCard = kvGib - needGib,
        };
    }

    /// <summary>
    /// Whether a model can be split over that many cards. Tensor parallel: the heads must divide, and KV heads either
    /// divide or are replicated evenly. Layer split: a layer each at least.
    /// </summary>
    public static bool CanSplit(in CapacityQuestion question, int cards)
    {
        ModelSpec model = question.Shape.Model;
        if (cards == 1)
            return true;
        if (question.ExpertParallel)
            return cards <= model.Experts;
        if (!InferenceEngineName.IsTensorParallel(question.Engine))
            return cards <= model.Layers;
        if (model.AttentionHeads % cards != 0)
            return false;
        return question.Kv.Heads == 0 || model.KvHeads % cards == 0 || cards % model.KvHeads == 0;
    }

    /// <summary>The share of a sequence's cache that the fullest card holds.</summary>
    public static double KvShare(in CapacityQuestion question, int cards)
    {
        if (question.ExpertParallel)
            return 1;
        return InferenceEngineName.IsTensorParallel(question.Engine)
            ? question.Kv.ShareOfCard(cards)
            : LayerShare(question.Shape.Model, cards);
    }

    private static double WeightShare(in CapacityQuestion question, int cards)
    {
        if (question.ExpertParallel)
            return 1 - (question.ExpertShare * (1 - (Math.Ceiling((double)question.Shape.Model.Experts / cards) / question.Shape.Model.Experts)));
        return InferenceEngineName.IsTensorParallel(question.Engine) ? 1.0 / cards : LayerShare(question.Shape.Model, cards);
    }

    // An engine that splits matrices keeps adapters whole on every card (vLLM without fully sharded LoRA).
    private static double AdapterGib(in CapacityQuestion question, int cards) => question.AdapterBytes / Binary.Gib
        * (InferenceEngineName.IsTensorParallel(question.Engine) ? 1 : LayerShare(question.Shape.Model, cards));

    // The fullest card holds a whole number of layers.
    private static double LayerShare(ModelSpec model, int cards) =>
        Math.Ceiling((double)model.Layers / cards) / model.Layers;

    private static bool IsBetter(in GroupCapacity candidate, in GroupCapacity best) =>
        candidate.StreamTokens > best.StreamTokens
        || candidate.StreamTokens == best.StreamTokens && candidate.StreamTokens == 0 && candidate.HeadroomGibPerCard > best.HeadroomGibPerCard;
}

/// <summary>What capacity rests on.</summary>
internal readonly record struct CapacityQuestion
{
    public required InferenceEngine Engine { get; init; }

    public required bool IsApple { get; init; }

    public required ModelShape Shape { get; init; }

    public required KvCache Kv { get; init; }

    public required double WeightBytes { get; init; }

    public required double ReportedGib { get; init; }

    /// <summary>Cards in all.</summary>
    public required int Cards { get; init; }

    /// <summary>Tokens each stream holds.</summary>
    public required int Context { get; init; }

    /// <summary>Streams an instance holds at once.</summary>
    public required int Concurrency { get; init; }

    public required double? Utilization { get; init; }

    /// <summary>Bytes of the LoRA adapters an instance keeps.</summary>
    public required double AdapterBytes { get; init; }

    /// <summary>Whether experts are shared out whole and the rest is on every card.</summary>
    public required bool ExpertParallel { get; init; }

    /// <summary>The experts' share of the weights' bytes.</summary>
    public required double ExpertShare { get; init; }

    /// <summary>Most tokens of prompts in one pass; null for the engine's default.</summary>
    public required int? BatchedTokens { get; init; }
}

/// <summary>What a set of cards can do.</summary>
/// <param name="Largest">The group that holds the longest streams.</param>
/// <param name="KvTokens">Tokens of the group that holds most in all its streams.</param>
/// <param name="Sequences">Sequences of the context asked for that the group with room for most holds at once.</param>
/// <param name="Instances">Copies the best grouping runs.</param>
/// <param name="InstancesGroup">Cards in each of its groups.</param>
internal readonly record struct BestGroups(GroupCapacity Largest, double KvTokens, int Sequences, int Instances, int InstancesGroup);
