using Tracker.Catalog.Gpus;
using Tracker.Catalog.Settings;
using Tracker.Contracts;

namespace Tracker.Scoring.Capability;

/// <summary>The question that a scoring run puts to the fit engine: every workload on what is owned, on one more, on each candidate, and on both together where they can share a computer.</summary>
internal static class CapabilityCase
{
    public static EvaluateFit Ask(Catalog.TrackerCatalog catalog, IReadOnlyList<Gpu> candidates)
    {
        OwnerSettings owner = catalog.Settings.Owner;
        IReadOnlyList<Gpu> others = [.. candidates.Where(c => c.Id != owner.GpuId)];
        IReadOnlyList<GpuSpec> pools = [.. others.Where(c => Pools(catalog.OwnedGpu, c)).Select(c => Pool(owner, catalog.OwnedGpu.Spec, c.Spec))];
        List<FitCase> cases = [];
        foreach (Workload workload in catalog.Settings.Workloads)
        {
            cases.Add(Case(workload, owner.GpuId, owner.Count, owner));
            cases.Add(Case(workload, owner.GpuId, owner.Count + 1, owner));
            foreach (Gpu candidate in others)
                cases.Add(Case(workload, candidate.Id, 1, owner));
            foreach (GpuSpec pooled in pools)
                cases.Add(Case(workload, pooled.Id, owner.Count + 1, owner));
        }
        return new()
        {
            Models = [.. catalog.Settings.Workloads.Select(w => catalog.Models[w.ModelId].Spec)],
            Gpus = [.. others.Prepend(catalog.OwnedGpu).Select(g => g.Spec), .. pools],
            Measurements = catalog.Measurements,
            Cases = cases,
        };
    }

    /// <summary>The id of the pool of the owned card and a candidate.</summary>
    public static string PoolId(string owned, string candidate) => $"{owned}+{candidate}";

    // Cards in one computer, under one driver.
    private static bool Pools(Gpu owned, Gpu candidate) =>
        candidate.Spec.Stack == owned.Spec.Stack && IsCard(owned) && IsCard(candidate);

    private static bool IsCard(Gpu gpu) => gpu.Class is GpuClass.Workstation or GpuClass.Consumer or GpuClass.DatacenterPcie or GpuClass.Accelerator;

    private static GpuSpec Pool(OwnerSettings owner, GpuSpec owned, GpuSpec candidate) =>
        CardPool.Of([(owned, owner.Count), (candidate, 1)], owner.Engine) with { Id = PoolId(owned.Id, candidate.Id) };

    private static FitCase Case(Workload workload, string gpu, int count, OwnerSettings owner) => new()
    {
        ModelId = workload.ModelId,
        GpuId = gpu,
        Count = count,
        Context = workload.Context,
        Engine = owner.Engine,
        Utilization = owner.Utilization,
        LoraAdapters = workload.LoraAdapters,
    };
}
