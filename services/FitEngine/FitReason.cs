using Tracker.FitEngine.Dtypes;
using Tracker.FitEngine.Engines;
using Tracker.FitEngine.Memory;

namespace Tracker.FitEngine;

/// <summary>Says in words why a model fits or not.</summary>
internal static class FitReason
{
    public static string Of(FitAnswer answer)
    {
        if (answer.IsRefused)
            return $"does not run: {InferenceEngineName.Of(answer.Engine)} has no support for the stack '{answer.Gpu.Spec.Stack}'";
        string reason = answer.Groups is BestGroups groups ? Known(answer, groups) : Unknown(answer);
        return answer.Rule?.Support == DtypeSupport.No
            ? $"{reason}; {answer.DtypeName} does not run natively on this card with {InferenceEngineName.Of(answer.Engine)}"
            : reason;
    }

    private static string Unknown(FitAnswer answer)
    {
        if (answer.Gpu.Memory is null)
            return $"unknown: the memory of {answer.Gpu.Spec.Name} is not known";
        return answer.Weights is null
            ? $"unknown: the size of {answer.Model.Spec.Name} in {answer.DtypeName} is not known"
            : $"unknown: the latent size of {answer.Model.Spec.Name}'s KV cache is not known";
    }

    private static string Known(FitAnswer answer, in BestGroups groups)
    {
        GroupCapacity group = groups.Largest;
        if (!answer.IsWithinLimit)
            return $"does not fit: {answer.Context:N0} tokens of context are more than the model's {answer.Model.ContextLimit:N0}";
        string cards = group.Cards == 1 ? "one card" : $"{group.Cards} cards";
        if (groups.Instances > 0)
            return $"fits on {cards}: {group.KvGib:0.0} GiB for the KV cache, {group.HeadroomGib:0.0} GiB more than {Needed(answer)} need";
        string mixture = answer.Model.Shape.IsMixture ? "; every expert must be in memory, routing does not reduce it" : "";
        double weights = answer.Weights!.Value.Bytes / Binary.Gib;
        if (group.KvGibPerCard <= 0)
        {
            double usable = group.Budget.UsableGib * group.Cards;
            return $"does not fit: {-group.HeadroomGib:0.0} GiB short on {cards}: the weights take {weights:0.0} GiB of {usable:0.0} GiB usable{mixture}";
        }
        return $"does not fit: {-group.HeadroomGib:0.0} GiB short on {cards}: {group.KvGib:0.0} GiB for the KV cache hold {group.KvTokens:N0} tokens, not {Needed(answer)}{WithChunks(answer)}";
    }

    private static string Needed(FitAnswer answer) => answer.Case.Concurrency == 1
        ? $"{answer.Context:N0} tokens"
        : $"{answer.Case.Concurrency:N0} streams of {answer.Context:N0} tokens";

    // A refusal that holds only for prompts read in one pass should say so: vLLM since V1 reads them in chunks.
    private static string WithChunks(FitAnswer answer)
    {
        if (answer.Engine != InferenceEngine.Vllm || answer.Case.Utilization is null || answer.Case.MaxBatchedTokens is not null || answer.Context > VllmBudget.LongestUnchunked)
            return "";
        CapacityQuestion question = FitCalculator.Capacity(answer);
        GroupCapacity best = answer.Groups!.Value.Largest;
        GroupCapacity chunked = CardGroups.Capacity(question with { BatchedTokens = VllmBudget.ChunkTokens }, best.Cards);
        return chunked.HeadroomGibPerCard >= 0 ? "; it fits with chunked prefill" : "";
    }
}
