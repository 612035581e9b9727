using Tracker.Catalog;
using Tracker.Collector.Extraction;

namespace Tracker.Collector.Sources.Facts;

/// <summary>Fields that facts of all kinds have.</summary>
internal static class FactFields
{
    /// <summary>The GPU of a row; null where the field is empty, with the reason where that is not allowed or it names none.</summary>
    public static string? Gpu(FactRow row, TrackerCatalog catalog, out string? reason, bool optional = false)
    {
        reason = null;
        string? id = row[FactColumn.Gpu];
        if (id is null)
            reason = optional ? null : "'gpu' is missing";
        else if (!catalog.Gpus.ContainsKey(id))
            reason = CatalogLoader.Unknown("GPU", id, catalog.Gpus.Keys);
        return id;
    }

    /// <summary>The citation; null with the reason where there is none, because a fact without a source is not one.</summary>
    public static string? Evidence(FactRow row, out string? reason)
    {
        string? source = row[FactColumn.Source];
        reason = source is null ? "'source' is missing; a fact names where it was read" : null;
        return source is null ? null : ScrapedText.Line(source, 2000);
    }
}
