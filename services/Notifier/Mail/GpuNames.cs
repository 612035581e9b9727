using Tracker.Catalog;
using Tracker.Catalog.Gpus;

namespace Tracker.Notifier.Mail;

/// <summary>Names short enough for a subject line, made from what the catalogue says of each card.</summary>
internal sealed class GpuNames(TrackerCatalog catalog)
{
    /// <summary>The name without its maker and without the words of its architecture and edition: <c>RTX PRO 6000</c>. For the owned card, which nobody confuses.</summary>
    public string Owned(string id, string name)
    {
        if (!catalog.Gpus.TryGetValue(id, out Gpu? gpu))
            return name;
        string plain = WithoutMaker(gpu);
        string? architecture = gpu.Architecture?.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        int cut = architecture is null ? -1 : plain.IndexOf(" " + architecture, StringComparison.OrdinalIgnoreCase);
        return cut > 0 ? plain[..cut] : plain;
    }

    /// <summary>The shortest of its names that is part of the full one and no other card's: <c>MI350P</c>.</summary>
    public string Candidate(string id, string name)
    {
        if (!catalog.Gpus.TryGetValue(id, out Gpu? gpu))
            return name;
        return gpu.Aliases
            .Where(alias => gpu.Name.Contains(alias, StringComparison.OrdinalIgnoreCase) && alias.Any(char.IsLetter) && !IsOfAnother(gpu, alias))
            .Append(WithoutMaker(gpu))
            .MinBy(candidate => candidate.Length)!;
    }

    private bool IsOfAnother(Gpu gpu, string alias) => catalog.Gpus.Values.Any(other =>
        other.Id != gpu.Id && other.Aliases.Append(other.Name).Any(n => n.Contains(alias, StringComparison.OrdinalIgnoreCase)));

    private static string WithoutMaker(Gpu gpu) =>
        gpu.Name.StartsWith(gpu.Vendor + " ", StringComparison.OrdinalIgnoreCase) ? gpu.Name[(gpu.Vendor.Length + 1)..] : gpu.Name;
}
