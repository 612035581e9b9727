using System.Globalization;
using System.Xml;
using Tracker.Catalog.Sources;
using Tracker.Catalog.Units;
using Tracker.Collector.Extraction;

namespace Tracker.Collector.Sources.Fx;

/// <summary>Reads the European Central Bank's euro reference rates: the daily file and the historical ones are one shape.</summary>
internal sealed class FxExtractor : IExtractor
{
    private const string KindName = "fx";

    private const string Euro = "EUR";

    /// <summary>The whole history has some 250,000 rates.</summary>
    private const int RateLimit = 2_000_000;

    public SourceKind Kind => SourceKind.Fx;

    public bool Recognises(string text) => text.AsSpan(0, Math.Min(text.Length, 2000)).Contains("eurofxref", StringComparison.Ordinal);

    public ExtractionReport Extract(string text, ExtractionContext context)
    {
        if (string.IsNullOrWhiteSpace(text))
            return ExtractionReport.Failed(context.Url, KindName, ProblemCodes.Empty, "the document is empty");
        List<ExtractedExchangeRate> rates = [];
        List<ExtractionProblem> problems = [];
        try
        {
            Read(text.TrimStart('\ufeff', ' ', '\r', '\n', '\t'), rates, problems);
        }
        catch (XmlException e)
        {
            // What stands before the mistake is a whole document's worth of rates or none: half a day's rates are still right.
            problems.Add(new(ProblemCodes.Malformed, $"the rates are not well-formed: {ScrapedText.Line(e.Message, 300)}", null));
        }
        if (rates.Count == 0 && problems.Count == 0)
            problems.Add(new(ProblemCodes.Empty, "the document has no rates: expected the ECB's Cube elements with time, currency and rate", null));
        return ExtractionReport.Nothing(context.Url, KindName) with { ExchangeRates = rates, Problems = problems };
    }

    private static void Read(string text, List<ExtractedExchangeRate> rates, List<ExtractionProblem> problems)
    {
        XmlReaderSettings settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersFromEntities = 1024 };
        using XmlReader reader = XmlReader.Create(new StringReader(text), settings);
        DateOnly? date = null;
        while (reader.Read() && rates.Count < RateLimit)
        {
            if (reader is not { NodeType: XmlNodeType.Element, LocalName: "Cube" })
                continue;
            if (reader.GetAttribute("time") is string time)
            {
                date = DateOnly.TryParseExact(time, "yyyy-MM-dd", out DateOnly day) ? day : null;
                if (date is null)
                    problems.Add(new(ProblemCodes.Unreadable, $"'{ScrapedText.Line(time, 40)}' is no date", "Cube/@time"));
            }
            if (date is not DateOnly known || reader.GetAttribute("currency") is not string currency)
                continue;
            // Old files have "N/A" for currencies that were not quoted, and currencies that are no more.
            if (Currency.IsKnown(currency) && currency != Euro && Rate(reader.GetAttribute("rate")) is decimal rate)
                rates.Add(new() { Base = Euro, Currency = currency, Rate = rate, Date = known });
        }
    }

    private static decimal? Rate(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal rate) && rate is >= 0.000001m and < 1_000_000_000m
            ? rate
            : null;
}
