using Tracker.Catalog.Units;
using Tracker.Contracts;

namespace Tracker.Catalog.Gpus;

/// <summary>A graphics card or machine the tracker knows: the owned one, a candidate, or a reference for rental and resale.</summary>
public sealed record Gpu
{
    /// <summary>The technical facts.</summary>
    public required GpuSpec Spec { get; init; }

    public string Id => Spec.Id;

    public string Name => Spec.Name;

    public required string Vendor { get; init; }

    public required GpuClass Class { get; init; }

    public string? Architecture { get; init; }

    public string? MemoryType { get; init; }

    public string? FormFactor { get; init; }

    /// <summary>Other names that sources use for it.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>Everything it goes by: its id, name and aliases.</summary>
    public IEnumerable<string> Names => [Id, Name, .. Aliases];

    /// <summary>Words that say a text is about something else, for example <c>Ada</c> or <c>water block</c>.</summary>
    public required IReadOnlyList<string> ExcludingWords { get; init; }

    /// <summary>Manufacturer part numbers.</summary>
    public required IReadOnlyList<string> Mpns { get; init; }

    /// <summary>Global trade item numbers.</summary>
    public required IReadOnlyList<string> Gtins { get; init; }

    /// <summary>Dated standings, oldest first; at least one.</summary>
    public required IReadOnlyList<StandingChange> Timeline { get; init; }

    /// <summary>The maker's list price; null where none was published.</summary>
    public ListPrice? ListPrice { get; init; }

    /// <summary>Cards whose rental rate stands in while this one has none, nearest first.</summary>
    public required IReadOnlyList<string> RentalPeers { get; init; }

    public required string Source { get; init; }

    public required Confidence Confidence { get; init; }

    /// <summary>Keys of the entry whose figure was not checked against a source.</summary>
    public required IReadOnlyList<string> Unverified { get; init; }

    public string? Notes { get; init; }

    /// <summary>Whether a person can put one beside the owned card: not a module for a server board, not a rack.</summary>
    public bool Installable => Class is not (GpuClass.Module or GpuClass.Rack);

    /// <summary>The standing known by a date: the last change known by then; null where nothing was known yet.</summary>
    public StandingChange? StandingAt(DateOnly date) =>
        Timeline.LastOrDefault(change => change.KnownFrom is null || change.KnownFrom <= date);
}

/// <summary>A standing and when it became known.</summary>
public sealed record StandingChange
{
    /// <summary>The day it was published; null for always known.</summary>
    public required DateOnly? KnownFrom { get; init; }

    public required Standing Standing { get; init; }

    /// <summary>When it is said to arrive; null where nobody said.</summary>
    public DateRange? Arrives { get; init; }

    public string? Source { get; init; }
}

/// <summary>A published list price.</summary>
public sealed record ListPrice
{
    public required Money Price { get; init; }

    /// <summary>The day it was published.</summary>
    public required DateOnly Date { get; init; }

    public string? Source { get; init; }
}

/// <summary>What kind of thing one buys.</summary>
public enum GpuClass
{
    /// <summary>A card for a workstation.</summary>
    Workstation = 0,

    /// <summary>A card for a gaming computer.</summary>
    Consumer = 1,

    /// <summary>A PCIe card made for a server's airflow.</summary>
    DatacenterPcie = 2,

    /// <summary>SXM, OAM: needs a server board.</summary>
    Module = 3,

    /// <summary>Sold as a rack only.</summary>
    Rack = 4,

    /// <summary>A machine whose CPU and GPU share memory.</summary>
    Unified = 5,

    /// <summary>A whole system with its own GPU memory.</summary>
    System = 6,

    /// <summary>A PCIe accelerator that is not a GPU.</summary>
    Accelerator = 7,
}
