using Tracker.Contracts;
using Tracker.FitEngine.Dtypes;
using Tracker.FitEngine.Memory;

namespace Tracker.FitEngine;

/// <summary>A validated model with what follows from it alone, worked out once for all its cases.</summary>
internal sealed class ModelFacts
{
    public ModelFacts(ModelSpec spec)
    {
        FitValidation.Check(spec);
        Spec = spec;
        Shape = ModelShape.Of(spec);
        Kv = KvCache.Of(spec);
        Native = WeightFormats.Find(spec.NativeDtype);
    }

    public ModelSpec Spec { get; }

    public ModelShape Shape { get; }

    /// <summary>Null where a figure the cache needs is missing.</summary>
    public KvCache? Kv { get; }

    /// <summary>Null where the native format is not one the engine knows.</summary>
    public WeightFormat? Native { get; }

    /// <summary>The longest context, with the extension its maker declares.</summary>
    public int ContextLimit => Math.Max(Spec.MaxContext, Spec.ExtendedContext ?? 0);
}

/// <summary>A validated card with the memory it offers.</summary>
internal sealed class GpuFacts
{
    public GpuFacts(GpuSpec spec)
    {
        FitValidation.Check(spec);
        Spec = spec;
        Memory = ReportedMemory.Of(spec);
        IsApple = Engines.InferenceEngineName.IsApple(spec.Stack);
    }

    public GpuSpec Spec { get; }

    /// <summary>Null where the memory is not known.</summary>
    public ReportedMemory? Memory { get; }

    public bool IsApple { get; }
}
