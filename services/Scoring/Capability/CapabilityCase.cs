using Tracker.Catalog.Gpus;
using Tracker.Catalog.Settings;
using Tracker.Contracts;

namespace Tracker.Scoring.Capability;

/// <summary>The question that a scoring run puts to the fit engine: every workload on what is owned, on one more, and on each candidate.</summary>
internal static class CapabilityCase
{
    public static EvaluateFit Ask(Catalog.TrackerCatalog catalog, IReadOnlyList<Gpu> candidates)
    {
        OwnerSettings owner = catalog.Settings.Owner;
        List<FitCase> cases = [];
        foreach (Workload workload in catalog.Settings.Workloads)
        {
            cases.Add(Case(workload, owner.GpuId, owner.Count, owner));
            cases.Add(Case(workload, owner.GpuId, owner.Count + 1, owner));
            foreach (Gpu candidate in candidates.Where(c => c.Id != owner.GpuId))
                cases.Add(Case(workload, candidate.Id, 1, owner));
        }
        return new()
        {
            Models = [.. catalog.Settings.Workloads.Select(w => catalog.Models[w.ModelId].Spec)],
            Gpus = [.. candidates.Append(catalog.OwnedGpu).DistinctBy(g => g.Id).Select(g => g.Spec)],
            Cases = cases,
        };
    }

    private static FitCase Case(Workload workload, string gpu, int count, OwnerSettings owner) => new()
    {
        ModelId = workload.ModelId,
        GpuId = gpu,
        Count = count,
        Context = workload.Context,
        Engine = owner.Engine,
        Utilization = owner.Utilization,
    };
}
