using Tracker.Catalog.Settings;
using Tracker.Contracts;

namespace Tracker.Scoring.Capability;

/// <summary>
/// What sets of cards are worth to the owner: U(C) = Σ w·u, with u = min(1, instances ÷ n*) · √min(1, speed ÷ s*) where
/// the model runs at its native precision, else 0.
/// </summary>
internal sealed class Capabilities
{
    private readonly IReadOnlyList<Workload> _workloads;
    private readonly OwnerSettings _owner;
    private readonly Dictionary<(string Model, string Gpu, int Count), FitResult> _fits;

    public Capabilities(TrackerSettings settings, FitEvaluated fits)
    {
        _workloads = settings.Workloads;
        _owner = settings.Owner;
        _fits = fits.Results.ToDictionary(r => (r.Model, r.Gpu, r.Count));
    }

    /// <summary>Utility of what is owned.</summary>
    public double Owned => Sum(w => Utility(w, Fit(w, _owner.GpuId, _owner.Count)));

    /// <summary>Utility of what is owned and one more of it.</summary>
    public double WithSecond => Sum(w => Utility(w, Fit(w, _owner.GpuId, _owner.Count + 1)));

    /// <summary>Utility of what is owned and one of the candidate beside it; each workload runs where it runs best: on either, on both at once, or over both where they can share a computer.</summary>
    /// <returns>Null where a fact the candidate's fit rests on is unknown.</returns>
    public double? With(string gpuId)
    {
        if (gpuId == _owner.GpuId)
            return WithSecond;
        if (_workloads.Any(w => Fit(w, gpuId, 1) is { Fits: null } or { Fits: true, DecodeTps: null }))
            return null;
        return Sum(w => Math.Max(Utility(w, Fit(w, _owner.GpuId, _owner.Count), Fit(w, gpuId, 1)), Pooled(w, gpuId) is { } pool ? Utility(w, pool) : 0));
    }

    /// <summary>How each workload does on what is owned.</summary>
    public IReadOnlyList<WorkloadUtility> DescribeOwned() =>
    [
        .. _workloads.Select(w => new WorkloadUtility
        {
            Model = w.ModelId,
            Weight = w.Weight,
            Utility = Utility(w, Fit(w, _owner.GpuId, _owner.Count)),
            Reason = Fit(w, _owner.GpuId, _owner.Count).Reason,
        }),
    ];

    /// <summary>Models that run with the candidate beside what is owned, and do not run today.</summary>
    public IReadOnlyList<string> NewlyPossible(string gpuId) =>
    [
        .. _workloads
            .Where(w => Fit(w, _owner.GpuId, _owner.Count).Fits != true)
            .Where(w => gpuId == _owner.GpuId
                ? Fit(w, gpuId, _owner.Count + 1).Fits == true
                : Fit(w, gpuId, 1).Fits == true || Pooled(w, gpuId)?.Fits == true)
            .Select(w => w.ModelId),
    ];

    /// <summary>Decode speed of the first workload on one candidate, tokens a second; null where it does not run there.</summary>
    public double? FirstWorkloadSpeed(string gpuId)
    {
        FitResult fit = Fit(_workloads[0], gpuId, gpuId == _owner.GpuId ? _owner.Count : 1);
        return fit.Fits == true ? fit.DecodeTps?.Mid : null;
    }

    private double Sum(Func<Workload, double> utility) => _workloads.Sum(w => w.Weight * utility(w));

    private FitResult Fit(Workload workload, string gpu, int count) => _fits[(workload.ModelId, gpu, count)];

    private FitResult? Pooled(Workload workload, string gpu) =>
        _fits.GetValueOrDefault((workload.ModelId, CapabilityCase.PoolId(_owner.GpuId, gpu), _owner.Count + 1));

    // The fastest instances are used first, as many as are wanted.
    private static double Utility(Workload workload, params ReadOnlySpan<FitResult> places)
    {
        List<double> speeds = [];
        foreach (FitResult place in places)
        {
            if (place is { Fits: true, Instances: int instances, DecodeTps: { } speed })
                speeds.AddRange(Enumerable.Repeat(speed.Mid, Math.Min(instances, workload.TargetInstances)));
        }
        return speeds.OrderDescending().Take(workload.TargetInstances)
            .Sum(speed => Math.Sqrt(Math.Min(1, speed / workload.TargetTokensPerSecond))) / workload.TargetInstances;
    }
}
