using System.Globalization;
using AngleSharp.Html.Dom;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;
using Tracker.Collector.Extraction.Offers;
using Tracker.Contracts;

namespace Tracker.Collector.Sources.Json;

/// <summary>Reads a JSON answer: by the source's paths, or in a shape that is known.</summary>
internal sealed class JsonExtractor : IExtractor
{
    private const string KindName = "json";

    public SourceKind Kind => SourceKind.Json;

    public bool Recognises(string text) => text.AsSpan().TrimStart("\ufeff \t\r\n") is { Length: > 0 } trimmed && trimmed[0] is '{' or '[';

    public ExtractionReport Extract(string text, ExtractionContext context)
    {
        if (string.IsNullOrWhiteSpace(text))
            return ExtractionReport.Failed(context.Url, KindName, ProblemCodes.Empty, "the document is empty");
        JToken root;
        try
        {
            root = Parse(text);
        }
        catch (Exception e) when (e is JsonException or FormatException or OverflowException or ArgumentException)
        {
            ExtractionProblem problem = PageStateOf(text) ?? new(ProblemCodes.Malformed, $"the answer is not JSON: {ScrapedText.Line(e.Message, 300)}", null);
            return ExtractionReport.Failed(context.Url, KindName, problem.Code, problem.Message, problem.Place);
        }

        List<ExtractionProblem> problems = [];
        List<JsonItem>? items = ReadItems(root, context, problems);
        if (items is { Count: 0 })
            problems.Add(new(ProblemCodes.Empty, $"the answer has no items{Errors(root)}", context.Source?.Json?.Items));
        List<ExtractedOffer> offers = ReadOffers(items ?? [], context, problems);
        return new()
        {
            Url = context.Url,
            Kind = KindName,
            Offers = offers,
            Announcements = [],
            Specs = [],
            Rates = context.Unit == PriceUnit.Hour ? OfferConflicts.Rates(offers) : [],
            Problems = ExtractionProblems.Shortened(problems),
        };
    }

    private static JToken Parse(string text)
    {
        using JsonTextReader reader = new(new StringReader(text.TrimStart('\ufeff')))
        {
            FloatParseHandling = FloatParseHandling.Decimal,
            DateParseHandling = DateParseHandling.None,
            MaxDepth = 64,
        };
        return JToken.ReadFrom(reader);
    }

    private static List<JsonItem>? ReadItems(JToken root, ExtractionContext context, List<ExtractionProblem> problems)
    {
        try
        {
            if (context.Source?.Json is JsonPaths paths)
                return [.. PathItems.Read(root, paths)];
        }
        catch (Exception e) when (e is JsonException or ArgumentException or FormatException or InvalidOperationException)
        {
            problems.Add(new(ProblemCodes.NoPaths, $"a path cannot be followed: {ScrapedText.Line(e.Message, 300)}", null));
            return null;
        }
        if (ShopifyProducts.IsShape(root))
            return [.. ShopifyProducts.Read(root)];
        problems.Add(new(
            ProblemCodes.NoPaths,
            "the answer has no shape that is known; a source entry of kind json says with 'json: {items, title, price}' where things are",
            null));
        return null;
    }

    private static List<ExtractedOffer> ReadOffers(List<JsonItem> items, ExtractionContext context, List<ExtractionProblem> problems)
    {
        OfferReader reader = new(context, SiteCountry.Of(context.Url));
        List<ExtractedOffer> offers = [];
        foreach (JsonItem item in items)
        {
            if (item.Title is null && item.Mpn is null && item.Sku is null)
            {
                problems.Add(new(ProblemCodes.Unreadable, "the item has no title", item.Place));
                continue;
            }
            OfferReading reading = reader.Read(ToMarkup(item), null);
            if (reading.Problem is not null)
                problems.Add(reading.Problem);
            if (reading.Offer is not ExtractedOffer offer)
                continue;
            // A source about one GPU may list others beside it; one item alone is what it is about.
            bool unsure = context.Source?.GpuId is not null && items.Count > 1 && !reader.IsNamed(offer);
            offers.Add(unsure ? offer with { GpuId = null } : offer);
        }
        return OfferConflicts.Settle(offers, problems);
    }

    private static MarkupOffer ToMarkup(JsonItem item) => new()
    {
        Place = item.Place,
        Title = item.Title,
        Price = item.Prices is [string only] ? only : null,
        Currency = item.Currency,
        Availability = Stock(item.Availability),
        Url = item.Url,
        Sku = item.Sku,
        Mpn = item.Mpn,
        Problem = item.Prices.Count > 1
            ? new(ProblemCodes.AmbiguousPrice, $"several prices and no way to choose: {ScrapedText.Line(string.Join("; ", item.Prices.Take(10)), 300)}", item.Place)
            : null,
    };

    // A number is how many there are.
    private static string? Stock(string? text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal number) ? number > 0 ? "true" : "false" : text;

    private static string Errors(JToken root) =>
        root is JObject answer && answer["errors"] is JArray { Count: > 0 } errors
            ? $"; it says: {ScrapedText.Line(JsonTexts.Of((errors[0] as JObject)?["message"]) ?? "an error", 200)}"
            : "";

    private static ExtractionProblem? PageStateOf(string text)
    {
        if (!text.Contains("<html", StringComparison.OrdinalIgnoreCase))
            return null;
        IHtmlDocument page = WebPage.Parse(text);
        return PageState.FromHead(ScrapedText.Line(page.Title, 300), "", text);
    }
}
