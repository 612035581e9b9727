using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;
using Tracker.Collector.Extraction.Offers;
using Tracker.Collector.Sources.Product;
using Tracker.Contracts;

namespace Tracker.Collector.Sources.Listing;

/// <summary>Reads a page of many products: by the source's selectors, else the products and lists of its markup.</summary>
internal sealed class ListingExtractor : IExtractor
{
    private const string KindName = "listing";
    private const int RowLimit = 500;

    public SourceKind Kind => SourceKind.Listing;

    // A page of many products and the page of one look alike; the source says which.
    public bool Recognises(string text) => false;

    public ExtractionReport Extract(string text, ExtractionContext context)
    {
        if (PageState.Refusal(text, context.Url, KindName, out IHtmlDocument document) is ExtractionReport refused)
            return refused;

        List<ExtractionProblem> problems = [];
        IReadOnlyList<MarkupOffer> items = context.Source?.Selectors is { Row: string row } selectors
            ? Rows(document, row, selectors, problems)
            : Markup(document, problems);
        OfferReader reader = new(context, PageLocale.CountryOf(document, context.Url));
        List<ExtractedOffer> offers = [];
        foreach (MarkupOffer item in items)
        {
            OfferReading reading = reader.Read(item, null);
            if (reading.Problem is not null)
                problems.Add(reading.Problem);
            // Of a source about one GPU, only what names it: the page lists others beside it.
            if (reading.Offer is ExtractedOffer offer)
                offers.Add(context.Source?.GpuId is null || reader.IsNamed(offer) ? offer : offer with { GpuId = null });
        }
        offers = OfferConflicts.Settle(offers, problems);
        if (offers.Count == 0 && problems.Count == 0)
            problems.Add(PageState.FromText(PageState.TextOf(document)) ?? new(ProblemCodes.Empty, "no products are on the page; it may need selectors, or none match", "body"));
        return ExtractionReport.Nothing(context.Url, KindName) with
        {
            Offers = offers,
            Rates = context.Unit == PriceUnit.Hour ? OfferConflicts.Rates(offers) : [],
            Problems = ExtractionProblems.Shortened(problems),
        };
    }

    private static IReadOnlyList<MarkupOffer> Markup(IHtmlDocument document, List<ExtractionProblem> problems)
    {
        IReadOnlyList<MarkupOffer> jsonLd = JsonLd.Read(document, problems, lists: true);
        return jsonLd.Any(offer => offer.Price is not null) ? jsonLd : [.. jsonLd, .. ItemMarkup.Microdata.Read(document), .. ItemMarkup.Rdfa.Read(document)];
    }

    private static List<MarkupOffer> Rows(IHtmlDocument document, string selector, ProductSelectors selectors, List<ExtractionProblem> problems)
    {
        try
        {
            IElement[] rows = [.. document.QuerySelectorAll(selector).Take(RowLimit)];
            if (rows.Length == 0)
                problems.Add(new(ProblemCodes.NoPaths, $"the selector '{ScrapedText.Line(selector, 100)}' found no rows; the page may have changed", selector));
            return [.. rows.Select((row, i) => Row(row, selectors, $"row {i + 1}")).Where(offer => offer.Title is not null)];
        }
        catch (DomException e)
        {
            problems.Add(new(ProblemCodes.BadSelector, $"a selector is no CSS selector: {e.Message}", "selectors"));
            return [];
        }
    }

    private static MarkupOffer Row(IElement row, ProductSelectors selectors, string place)
    {
        string[] prices = [.. Texts(row, selectors.Price).Distinct(StringComparer.Ordinal)];
        IElement? link = selectors.Url is string url ? row.QuerySelector(url) : row.QuerySelector("a[href]") ?? (row.LocalName == "a" ? row : null);
        return new()
        {
            Place = place,
            Title = Texts(row, selectors.Title).FirstOrDefault(),
            Price = prices is [string only] ? only : null,
            PriceIsText = true,
            Availability = Texts(row, selectors.Availability).FirstOrDefault(),
            Url = link?.GetAttribute("href"),
            Sku = Texts(row, selectors.Sku).FirstOrDefault(),
            Mpn = Texts(row, selectors.Mpn).FirstOrDefault(),
            Problem = prices.Length > 1
                ? new(ProblemCodes.AmbiguousPrice, $"several prices in one row: {ScrapedText.Line(string.Join("; ", prices.Take(5)), 300)}", place)
                : null,
        };
    }

    private static IEnumerable<string> Texts(IElement row, string? selector) => selector is null
        ? []
        : row.QuerySelectorAll(selector).Take(10).Select(SelectedOffer.TextOf).Where(text => text.Length > 0);
}
