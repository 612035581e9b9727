using Tracker.Catalog.Gpus;
using Tracker.Catalog.Models;
using Tracker.Catalog.Settings;
using Tracker.Catalog.Sources;
using Tracker.Catalog.Stacks;
using Tracker.Contracts;

namespace Tracker.Catalog;

/// <summary>The whole validated configuration of a folder: settings, GPUs, models, sources and stacks. Immutable and safe to share.</summary>
public sealed record TrackerCatalog
{
    /// <summary>The folder it was read from, absolute.</summary>
    public required string Folder { get; init; }

    /// <summary>Hash of all its files: two catalogues with the same fingerprint say the same.</summary>
    public required string Fingerprint { get; init; }

    public required TrackerSettings Settings { get; init; }

    /// <summary>All GPUs by id.</summary>
    public required IReadOnlyDictionary<string, Gpu> Gpus { get; init; }

    /// <summary>All models by id.</summary>
    public required IReadOnlyDictionary<string, ModelEntry> Models { get; init; }

    /// <summary>All sources by id.</summary>
    public required IReadOnlyDictionary<string, SourceEntry> Sources { get; init; }

    /// <summary>All software stacks by id.</summary>
    public required IReadOnlyDictionary<string, SoftwareStack> Stacks { get; init; }

    /// <summary>Published speeds, which beat estimates.</summary>
    public IReadOnlyList<SpeedMeasurement> Measurements { get; init; } = [];

    /// <summary>The card the owner has.</summary>
    public Gpu OwnedGpu => Gpus[Settings.Owner.GpuId];

    /// <summary>The GPUs that a name may mean; see <see cref="EntryNames.Find"/>.</summary>
    public IReadOnlyList<Gpu> FindGpus(string name) => EntryNames.Find(name, Gpus.Values, g => g.Names, g => g.Vendor);

    /// <summary>The models that a name may mean; see <see cref="EntryNames.Find"/>.</summary>
    public IReadOnlyList<ModelEntry> FindModels(string name) => EntryNames.Find(name, Models.Values, m => m.Names, m => m.Maker);
}
