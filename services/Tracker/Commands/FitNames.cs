using System.Globalization;
using Tracker.Catalog;
using Tracker.Catalog.Gpus;
using Tracker.Catalog.Models;
using Tracker.Contracts;

namespace Tracker.Commands;

/// <summary>Finds the models and cards that a command line names.</summary>
internal static class FitNames
{
    public static ModelEntry Model(TrackerCatalog catalog, string name) =>
        FindModel(catalog, name) ?? throw new WrongCallException(CatalogLoader.Unknown("model", name, catalog.Models.Keys));

    /// <summary>A model of a list, with the LoRA adapters it keeps: <c>qwen3-30b-a3b+2</c>.</summary>
    public static (ModelEntry Model, int? Adapters) ModelWithAdapters(TrackerCatalog catalog, string name)
    {
        if (FindModel(catalog, name) is { } plain)
            return (plain, null);
        int plus = name.LastIndexOf('+');
        return plus > 0 && int.TryParse(name.AsSpan(plus + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int adapters)
            ? (Model(catalog, name[..plus].TrimEnd()), adapters)
            : (Model(catalog, name), null);
    }

    /// <summary>
    /// A card and how many of it: <c>rtx-pro-6000-blackwellx2</c>; or cards of several kinds in one computer,
    /// <c>rtx-pro-6000-blackwell+rtx-6000-ada</c>, as the card that each of them counts as.
    /// </summary>
    public static (Gpu Gpu, int Count) Cards(TrackerCatalog catalog, string name, string engine)
    {
        if (FindGpu(catalog, name) is { } plain)
            return (plain, 1);
        List<(Gpu Gpu, int Count)> parts = [.. name.Split('+', StringSplitOptions.TrimEntries).Select(part => SameCards(catalog, part))];
        if (parts.Count == 1)
            return parts[0];
        try
        {
            GpuSpec pool = CardPool.Of([.. parts.Select(part => (part.Gpu.Spec, part.Count))], engine);
            return (parts[0].Gpu with { Spec = pool, Unverified = [.. parts.SelectMany(part => part.Gpu.Unverified)] }, parts.Sum(part => part.Count));
        }
        catch (ArgumentException e)
        {
            throw new WrongCallException(e.Message);
        }
    }

    private static (Gpu Gpu, int Count) SameCards(TrackerCatalog catalog, string name)
    {
        if (FindGpu(catalog, name) is { } single)
            return (single, 1);
        int times = name.LastIndexOf('x');
        if (times > 0 && int.TryParse(name.AsSpan(times + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is >= 1 and <= 64
            && FindGpu(catalog, name[..times].TrimEnd()) is { } several)
        {
            return (several, count);
        }
        throw new WrongCallException(CatalogLoader.Unknown("GPU", name, catalog.Gpus.Keys));
    }

    private static ModelEntry? FindModel(TrackerCatalog catalog, string name) => Only("model", name, catalog.FindModels(name), m => m.Id);

    private static Gpu? FindGpu(TrackerCatalog catalog, string name) => Only("GPU", name, catalog.FindGpus(name), g => g.Id);

    private static T? Only<T>(string kind, string name, IReadOnlyList<T> found, Func<T, string> id)
        where T : class => found.Count <= 1
            ? found.SingleOrDefault()
            : throw new WrongCallException($"'{name}' is the name of more than one {kind}: {string.Join(", ", found.Select(id).Order(StringComparer.Ordinal))}; give one of these");
}
