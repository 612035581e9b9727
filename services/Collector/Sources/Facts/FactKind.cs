namespace Tracker.Collector.Sources.Facts;

/// <summary>A kind of fact file, told by its header.</summary>
internal sealed class FactKind
{
    public static readonly FactKind Prices = new(
        "prices",
        [FactColumn.Gpu, FactColumn.Observed, FactColumn.Amount, FactColumn.Currency, FactColumn.Source],
        [
            FactColumn.Known, FactColumn.Unit, FactColumn.Condition, FactColumn.Availability, FactColumn.Basis, FactColumn.Venue,
            FactColumn.Confidence, FactColumn.Note,
        ]);

    public static readonly FactKind Roadmap = new(
        "roadmap",
        [FactColumn.Date, FactColumn.Title, FactColumn.Source],
        [FactColumn.Known, FactColumn.Gpu, FactColumn.Vendor, FactColumn.Product, FactColumn.Kind, FactColumn.Confidence]);

    public static readonly FactKind Specs = new(
        "specs",
        [FactColumn.Gpu, FactColumn.Field, FactColumn.Value, FactColumn.Observed, FactColumn.Source],
        [FactColumn.Known, FactColumn.Confidence]);

    private static readonly FactKind[] s_all = [Prices, Roadmap, Specs];

    private readonly FactColumn[] _required;
    private readonly FactColumn[] _optional;

    private FactKind(string name, FactColumn[] required, FactColumn[] optional)
    {
        Name = name;
        _required = required;
        _optional = optional;
    }

    public string Name { get; }

    /// <summary>The kind whose columns these are.</summary>
    /// <returns>Null, with the reason, where no kind has them all or one that is needed is missing.</returns>
    public static FactKind? Recognise(IReadOnlyCollection<string> header, out string? reason)
    {
        reason = null;
        HashSet<string> names = new(header, StringComparer.Ordinal);
        FactKind? kind = s_all.FirstOrDefault(k => names.IsSubsetOf(k.Names) && k._required.All(c => names.Contains(NameOf(c))));
        if (kind is null || names.Count != header.Count)
            reason = kind is null ? $"unknown header '{Shown(header)}'; {Expected()}" : $"the header '{Shown(header)}' names a column twice";
        return reason is null ? kind : null;
    }

    public static string NameOf(FactColumn column) => column.ToString().ToLowerInvariant();

    private IEnumerable<string> Names => _required.Concat(_optional).Select(NameOf);

    private static string Shown(IEnumerable<string> header) => string.Join(',', header) is { Length: > 200 } text ? text[..200] + "…" : string.Join(',', header);

    private static string Expected() => "expected " + string.Join("; or ", s_all.Select(k =>
        $"{k.Name}: {string.Join(',', k._required.Select(NameOf))} with any of {string.Join(',', k._optional.Select(NameOf))}"));
}
