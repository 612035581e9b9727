using System.Text.RegularExpressions;
using Tracker.Collector.Extraction.Dates;

namespace Tracker.Collector.Sources.Table;

/// <summary>Which column of a table says what, by its header.</summary>
internal sealed partial class TableColumns
{
    private TableColumns(int title, IReadOnlyList<int> prices, bool hourly, int? availability, IReadOnlyDictionary<int, SpecColumn> specs)
    {
        Title = title;
        Prices = prices;
        IsHourly = hourly;
        Availability = availability;
        Specs = specs;
    }

    public int Title { get; }

    /// <summary>The columns that may be the price; more than one is ambiguous where they differ.</summary>
    public IReadOnlyList<int> Prices { get; }

    /// <summary>Whether the price is one for an hour of one GPU.</summary>
    public bool IsHourly { get; }

    public int? Availability { get; }

    public IReadOnlyDictionary<int, SpecColumn> Specs { get; }

    /// <summary>Whether a price's cell says that it is for an hour.</summary>
    public static bool SaysHour(string cell) => Hour().IsMatch(cell);

    /// <summary>Maps a header.</summary>
    /// <param name="names">What the source calls its columns; it overrides what is recognised.</param>
    /// <param name="today">Tells whether a price "effective" from a day on counts already; null for no.</param>
    /// <param name="problem">Why the header cannot be mapped.</param>
    /// <returns>Null with the problem where a column that the source names is not there.</returns>
    public static TableColumns? Map(IReadOnlyList<string> header, Catalog.Sources.TableColumnNames? names, DateOnly? today, out string? problem)
    {
        problem = null;
        int? title = names?.Title is string titleName ? Index(header, titleName) : First(header, TitleHeader()) ?? 0;
        int? price = names?.Price is string priceName ? Index(header, priceName) : null;
        if (title is null || (names?.Price is not null && price is null))
        {
            problem = $"no column is called '{(title is null ? names!.Title : names!.Price)}'; there are {string.Join(", ", header.Select(h => $"'{h}'"))}";
            return null;
        }
        List<int> prices = price is int named ? [named] : PriceColumns(header, title.Value, today);
        Dictionary<int, SpecColumn> specs = [];
        for (int i = 0; i < header.Count; i++)
        {
            if (i != title && !prices.Contains(i) && SpecColumn.Of(header[i]) is SpecColumn spec)
                specs.Add(i, spec);
        }
        return new(title.Value, prices, prices.Count > 0 && prices.All(i => Hour().IsMatch(header[i])), First(header, AvailabilityHeader()), specs);
    }

    private static List<int> PriceColumns(IReadOnlyList<string> header, int title, DateOnly? today)
    {
        List<int> found = [.. Enumerable.Range(0, header.Count).Where(i => i != title && PriceHeader().IsMatch(header[i]) && !OtherPrice().IsMatch(header[i]))];
        // "Effective October 1": from then on it is the price, until then it is none.
        int[] dated = [.. found.Where(i => Effective().IsMatch(header[i]))];
        int[] current = [.. dated.Where(i => today is DateOnly day && DateReader.Find(header[i], day, past: true) is [FoundDate from, ..] && from.Range.From <= day)];
        if (current.Length == 1)
            return [current[0]];
        found.RemoveAll(i => dated.Contains(i));
        // What everybody pays is with tax.
        if (found.FindAll(i => !Net().IsMatch(header[i])) is { Count: > 0 } gross)
            found = gross;
        List<int> onDemand = found.FindAll(i => OnDemand().IsMatch(header[i]));
        return onDemand.Count == 1 ? onDemand : found;
    }

    private static int? Index(IReadOnlyList<string> header, string name)
    {
        for (int i = 0; i < header.Count; i++)
        {
            if (header[i].Equals(name, StringComparison.OrdinalIgnoreCase))
                return i;
        }
        int[] containing = [.. Enumerable.Range(0, header.Count).Where(i => header[i].Contains(name, StringComparison.OrdinalIgnoreCase))];
        return containing.Length == 1 ? containing[0] : null;
    }

    private static int? First(IReadOnlyList<string> header, Regex pattern)
    {
        for (int i = 0; i < header.Count; i++)
        {
            if (pattern.IsMatch(header[i]))
                return i;
        }
        return null;
    }

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private const int Milliseconds = 250;

    [GeneratedRegex(@"^\W*(gpus?( (type|model|name))?|graphics cards?|cards?|products?( name)?|models?|items?|names?|accelerators?|instances?( type)?|hardware|description|produkt|artikel|bezeichnung|modell|grafikkarte|modèle|produit|carte|producto|modelo|tarjeta|prodotto|товар|модель|видеокарта|型号|产品|显卡|製品|モデル)\W*$", Options, Milliseconds)]
    private static partial Regex TitleHeader();

    [GeneratedRegex(@"\b(prices?|pricing|costs?|rates?|on[\s-]?demand|msrp|usd|eur|preis|prix|tarif|precio|prezzo|prijs|pris|cena|цена|стоимость)\b|\bper[\s-]?(gpu[\s-]?)?(hour|hr)|/\s?(gpu\s?)?(h|hr|hour)\b|gpu[\s-]?hours?|hourly|\$|€|£|价格|価格|単価|가격", Options, Milliseconds)]
    private static partial Regex PriceHeader();

    [GeneratedRegex(@"\b(month\w*|mo|annual\w*|year\w*|reserved|reservation|spot|preempt\w*|interruptible|commit\w*|community|\d+[\s-]?(year|month|yr|mo)|storage|disk|vcpus?|cpu|ram|egress|discount|sav\w+|from|old|was|list|rrp|uvp|monat\w*|mois|mes|shipping|per (token|request)|performance|per (tflops?|gb))\b|price\s?/\s?perf", Options, Milliseconds)]
    private static partial Regex OtherPrice();

    [GeneratedRegex(@"\b(effective|as of|starting|from|ab|gültig ab)\b.*\d", Options, Milliseconds)]
    private static partial Regex Effective();

    [GeneratedRegex(@"\b(net|nett?o|excl?|excluding|ex[\s.-]*(vat|tax|gst|btw)|h\.?t|ohne mwst|zzgl|bez (dph|vat)|without (vat|tax)|before tax|sin iva)\b", Options, Milliseconds)]
    private static partial Regex Net();

    [GeneratedRegex(@"on[\s-]?demand", Options, Milliseconds)]
    private static partial Regex OnDemand();

    [GeneratedRegex(@"\bhours?\b|hourly|/\s?(gpu\s?)?h(r|our)?\b|\bper[\s-]?(gpu[\s-]?)?(hr|h)\b|\bstunde\b|\bheure\b|\bhora\b|小时|час", Options, Milliseconds)]
    private static partial Regex Hour();

    [GeneratedRegex(@"^\W*(availability|stock|in stock|verfügbarkeit|lager|disponibilité|disponibilidad|наличие|库存|在庫)", Options, Milliseconds)]
    private static partial Regex AvailabilityHeader();
}
