using System.Security.Cryptography;
using System.Text;
using Tracker.Catalog.Gpus;
using Tracker.Catalog.Measurements;
using Tracker.Catalog.Models;
using Tracker.Catalog.Settings;
using Tracker.Catalog.Sources;
using Tracker.Catalog.Stacks;
using Tracker.Catalog.Yaml;
using Tracker.Contracts;

namespace Tracker.Catalog;

/// <summary>Reads and validates a configuration folder. All problems of all files are found in one pass.</summary>
public static class CatalogLoader
{
    /// <summary>Loads <c>tracker.yaml</c>, <c>delivery.yaml</c>, <c>stacks.yaml</c>, <c>measurements.yaml</c> where there is one, <c>gpus/</c>, <c>models/</c> and <c>sources/</c>.</summary>
    /// <param name="folder">The folder, as the user named it; problems name files below it the same way.</param>
    /// <returns>The catalogue, or null with the problems that stand in its way.</returns>
    public static CatalogLoadResult Load(string folder)
    {
        List<ConfigProblem> problems = [];
        if (!Directory.Exists(folder))
            return new(null, [new(folder, 0, 0, "there is no such folder; name the configuration folder with --config")]);

        YamlSection? tracker = ReadFile(folder, "tracker.yaml", problems);
        YamlSection? delivery = ReadFile(folder, "delivery.yaml", problems);
        IReadOnlyList<SoftwareStack> stacks = ReadFile(folder, "stacks.yaml", problems) is YamlSection stackFile
            ? StackReader.Read(stackFile) : [];
        Dictionary<string, (Gpu Value, YamlSection Entry)> gpus = ReadFolder(folder, "gpus", GpuReader.Read, g => g.Id, problems);
        Dictionary<string, (ModelEntry Value, YamlSection Entry)> models = ReadFolder(folder, "models", ModelReader.Read, m => m.Id, problems);
        Dictionary<string, (SourceEntry Value, YamlSection Entry)> sources = ReadFolder(folder, "sources", SourceReader.Read, s => s.Id, problems);
        IReadOnlyList<SpeedMeasurement> measurements = File.Exists(Path.Combine(folder, "measurements.yaml"))
            && ReadFile(folder, "measurements.yaml", problems) is YamlSection measured
                ? MeasurementReader.Read(measured, gpus.Keys, models.Keys) : [];
        TrackerSettings? settings = tracker is not null && delivery is not null
            ? SettingsReader.Read(tracker, delivery, folder, gpus.Keys, models.Keys) : null;

        CheckReferences(stacks, gpus, sources);
        ConfigProblem[] found = [.. problems.OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line).ThenBy(p => p.Column)];
        if (found.Any(p => !p.IsWarning) || settings is null)
            return new(null, found);
        return new(
            new()
            {
                Folder = Path.GetFullPath(folder),
                Fingerprint = Fingerprint(folder),
                Settings = settings,
                Gpus = Values(gpus),
                Models = Values(models),
                Sources = Values(sources),
                Measurements = measurements,
                Stacks = stacks.ToDictionary(s => s.Id, StringComparer.Ordinal),
            },
            found);
    }

    private static void CheckReferences(
        IReadOnlyList<SoftwareStack> stacks,
        Dictionary<string, (Gpu Value, YamlSection Entry)> gpus,
        Dictionary<string, (SourceEntry Value, YamlSection Entry)> sources)
    {
        foreach ((Gpu gpu, YamlSection entry) in gpus.Values)
        {
            if (gpu.Spec.Stack.Length > 0 && !stacks.Any(s => s.Id == gpu.Spec.Stack))
                entry.Problem("stack", Unknown("stack", gpu.Spec.Stack, stacks.Select(s => s.Id)));
            foreach (string peer in gpu.RentalPeers.Where(p => !gpus.ContainsKey(p)))
                entry.Problem("rental_peers", Unknown("GPU", peer, gpus.Keys));
        }
        foreach ((SourceEntry source, YamlSection entry) in sources.Values)
        {
            if (source.GpuId is string id && !gpus.ContainsKey(id))
                entry.Problem("gpu", Unknown("GPU", id, gpus.Keys));
        }
    }

    /// <summary>What to say of an id that is not there.</summary>
    public static string Unknown(string kind, string id, IEnumerable<string> known) =>
        Nearest.All(id, known) is { Count: > 0 } near
            ? $"there is no {kind} '{id}'; did you mean {string.Join(" or ", near.Select(n => $"'{n}'"))}?"
            : $"there is no {kind} '{id}'";

    private static string Fingerprint(string folder)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in YamlFiles(folder))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, file)));
            hash.AppendData(File.ReadAllBytes(file));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<string> YamlFiles(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is ".yaml" or ".yml")
        .Order(StringComparer.Ordinal);

    private static YamlSection? ReadFile(string folder, string name, List<ConfigProblem> problems) =>
        YamlFile.Read(Path.Combine(folder, name), Path.Combine(folder, name), problems);

    private static Dictionary<string, (T Value, YamlSection Entry)> ReadFolder<T>(
        string folder, string name, Func<YamlSection, T> read, Func<T, string> id, List<ConfigProblem> problems)
    {
        Dictionary<string, (T Value, YamlSection Entry)> found = new(StringComparer.Ordinal);
        string path = Path.Combine(folder, name);
        if (!Directory.Exists(path))
            return found;
        foreach (string file in YamlFiles(path))
        {
            if (YamlFile.Read(file, file, problems) is not YamlSection entry)
                continue;
            T value = read(entry);
            if (id(value).Length > 0 && !found.TryAdd(id(value), (value, entry)))
                entry.Problem("id", $"duplicate id '{id(value)}', first used in {found[id(value)].Entry.File}");
        }
        return found;
    }

    private static Dictionary<string, T> Values<T>(Dictionary<string, (T Value, YamlSection Entry)> entries) =>
        entries.ToDictionary(e => e.Key, e => e.Value.Value, StringComparer.Ordinal);
}

/// <summary>What loading a configuration folder gave.</summary>
/// <param name="Catalog">Null where there are problems that are more than warnings.</param>
/// <param name="Problems">All problems and warnings, by file and place.</param>
public sealed record CatalogLoadResult(TrackerCatalog? Catalog, IReadOnlyList<ConfigProblem> Problems);
