using Tracker.Catalog;
using Tracker.Catalog.Gpus;

namespace Tracker.Collector.Extraction.Matching;

/// <summary>
/// Tells which GPU of the catalogue an item or a text is about: by part number, else by the longest of the names in it,
/// unless an excluding word says otherwise. Made once a catalogue; safe to share.
/// </summary>
internal sealed class ProductMatcher
{
    /// <summary>Characters between a name and an excluding word that goes with it, in news.</summary>
    private const int ExclusionReach = 20;

    private readonly List<Name> _names = [];
    private readonly Dictionary<string, NameMatcher[]> _excluding = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _partNumbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _gtins = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, Gpu> _gpus;

    public ProductMatcher(TrackerCatalog catalog)
    {
        _gpus = catalog.Gpus;
        foreach (Gpu gpu in catalog.Gpus.Values.OrderBy(g => g.Id, StringComparer.Ordinal))
        {
            foreach (string name in gpu.Aliases.Prepend(gpu.Name).Distinct(StringComparer.OrdinalIgnoreCase))
                _names.Add(new(gpu, new(name)));
            _excluding.Add(gpu.Id, [.. gpu.ExcludingWords.Select(word => new NameMatcher(word))]);
            foreach (string mpn in gpu.Mpns)
            {
                _partNumbers.TryAdd(NameMatcher.Compact(mpn), gpu.Id);
                _names.Add(new(gpu, new(mpn)));
            }
            foreach (string gtin in gpu.Gtins)
                _gtins.TryAdd(Gtin(gtin), gpu.Id);
        }
    }

    /// <summary>Which GPU an item is.</summary>
    public ProductMatch Match(ItemDescription item)
    {
        if (ByNumber(item) is string known)
            return new(known, null);
        string text = NameMatcher.Normalise(item.Title);
        List<Mention> mentions = Mentions(text);
        if (mentions.Count == 0)
            return new(null, null);
        string[] gpus = [.. mentions.Select(m => m.Gpu.Id).Distinct()];
        if (gpus.Length > 1)
            return new(null, $"it names several: {string.Join(", ", gpus)}");

        string rest = Without(text, mentions);
        Gpu gpu = mentions[0].Gpu;
        bool isSystem = gpu.Class is GpuClass.System or GpuClass.Unified or GpuClass.Rack;
        if (_excluding[gpu.Id].Any(word => word.IsIn(rest)))
            return new(null, $"an excluding word of {gpu.Id} is in it");
        return NotTheCard.Reason(rest, isSystem) is string reason ? new(null, reason) : new(gpu.Id, null);
    }

    /// <summary>Whether an item of a source that is about one GPU can be that GPU: nothing says that it is another or no card.</summary>
    /// <returns>Null where it can; else why not.</returns>
    public string? Contradiction(string gpuId, ItemDescription item)
    {
        ProductMatch match = Match(item);
        if (match.GpuId == gpuId)
            return null;
        if (match.GpuId is not null)
            return $"it is {match.GpuId}, not {gpuId}";
        if (match.Reason is not null)
            return match.Reason;
        string text = NameMatcher.Normalise(item.Title);
        return _excluding[gpuId].Any(word => word.IsIn(text))
            ? $"an excluding word of {gpuId} is in it"
            : NotTheCard.Reason(text, _gpus[gpuId].Class is GpuClass.System or GpuClass.Unified or GpuClass.Rack);
    }

    /// <summary>The GPUs that a text names, for news: it may name several.</summary>
    public IReadOnlyList<string> FindAll(string? text)
    {
        string plain = NameMatcher.Normalise(text);
        List<Mention> mentions = Mentions(plain);
        string rest = Without(plain, mentions);
        return [.. mentions.Where(m => !IsExcluded(m, rest)).Select(m => m.Gpu.Id).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>The text with the names of GPUs cut out.</summary>
    public string WithoutNames(string text)
    {
        string plain = NameMatcher.Normalise(text);
        return Without(plain, Mentions(plain));
    }

    // An excluding word far from the name is about something else that the text names.
    private bool IsExcluded(Mention mention, string rest)
    {
        string around = rest[Math.Max(0, mention.Start - ExclusionReach)..Math.Min(rest.Length, mention.End + ExclusionReach)];
        return _excluding[mention.Gpu.Id].Any(word => word.IsIn(around));
    }

    private string? ByNumber(ItemDescription item)
    {
        if (Gtin(item.Gtin) is { Length: > 7 } gtin && _gtins.TryGetValue(gtin, out string? byGtin))
            return byGtin;
        foreach (string? number in new[] { item.Mpn, item.Sku })
        {
            if (NameMatcher.Compact(number) is { Length: > 3 } compact && _partNumbers.TryGetValue(compact, out string? byNumber))
                return byNumber;
        }
        return null;
    }

    // The names in a text, without those that are part of a longer one: "RTX PRO 6000 Server" is not also "RTX PRO 6000".
    private List<Mention> Mentions(string text)
    {
        List<Mention> found = [];
        foreach (Name name in _names)
        {
            foreach (Range span in name.Matcher.Find(text))
                found.Add(new(name.Gpu, span.Start.Value, span.End.Value));
        }
        return
        [
            .. found
                .Where(m => !found.Any(other => other.Gpu.Id != m.Gpu.Id && other.Length > m.Length && other.Start < m.End && m.Start < other.End))
                .OrderByDescending(m => m.Length),
        ];
    }

    private static string Without(string text, List<Mention> mentions)
    {
        char[] rest = text.ToCharArray();
        foreach (Mention mention in mentions)
            rest.AsSpan(mention.Start, mention.Length).Fill('\u00b7');
        return new string(rest);
    }

    // GTIN-8, -12, -13 and -14 are one number, filled with zeros on the left.
    private static string Gtin(string? text) => NameMatcher.Compact(text).TrimStart('0');

    private sealed record Name(Gpu Gpu, NameMatcher Matcher);

    private sealed record Mention(Gpu Gpu, int Start, int End)
    {
        public int Length => End - Start;
    }
}
