using Tracker.Contracts;
using Tracker.FitEngine.Dtypes;
using Tracker.FitEngine.Engines;
using Tracker.FitEngine.Memory;
using Tracker.FitEngine.Training;

namespace Tracker.FitEngine;

/// <summary>All that one case was answered from; the words of the result are made of it.</summary>
internal sealed record FitAnswer
{
    public required FitCase Case { get; init; }

    public required ModelFacts Model { get; init; }

    public required GpuFacts Gpu { get; init; }

    public required InferenceEngine Engine { get; init; }

    /// <summary>The weights' format; null where the native one is not known.</summary>
    public required WeightFormat? Format { get; init; }

    public required SupportRule? Rule { get; init; }

    /// <summary>Whether the engine is known to compute in the format on the card.</summary>
    public bool IsNative => Rule?.Support == DtypeSupport.Native;

    public required int Context { get; init; }

    public required WeightSize? Weights { get; init; }

    /// <summary>The format of the cache.</summary>
    public required KvFormat KvFormat { get; init; }

    /// <summary>Null where a figure the cache needs is missing.</summary>
    public required KvCache? Kv { get; init; }

    /// <summary>Null where memory, weights or cache are not known, or the engine does not run on the card.</summary>
    public required BestGroups? Groups { get; init; }

    /// <summary>Whether the engine certainly does not run on the card's software stack.</summary>
    public bool IsRefused => InferenceEngineName.Refuses(Engine, Gpu.Spec.Stack);

    /// <summary>Whether the context asked for is within the model's.</summary>
    public bool IsWithinLimit => Context <= Model.ContextLimit;

    public string DtypeName => Format?.Name ?? Model.Spec.NativeDtype;

    public bool? Fits => IsRefused ? false : Groups is BestGroups groups ? groups.Instances > 0 && IsWithinLimit : null;

    /// <summary>What training takes.</summary>
    public required TrainingMemory Training { get; init; }

    /// <summary>Memory over all cards that training may use.</summary>
    public double? TrainingGib =>
        Gpu.Memory is ReportedMemory memory ? memory.Gib * Case.Count * (Gpu.IsApple ? 0.75 : 1) : null;
}
