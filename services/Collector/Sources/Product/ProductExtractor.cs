using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;
using Tracker.Collector.Extraction.Offers;
using Tracker.Contracts;

namespace Tracker.Collector.Sources.Product;

/// <summary>
/// Reads a shop's product page: the owner's selectors, else JSON-LD, microdata, RDFa Lite, OpenGraph, whichever first
/// names a price. Where they disagree, the page's own text decides; where that does not, the price is unknown.
/// </summary>
internal sealed class ProductExtractor : IExtractor
{
    private const string KindName = "product";

    public SourceKind Kind => SourceKind.Product;

    public bool Recognises(string text) => text.AsSpan().TrimStart().StartsWith("<") || text.Contains("itemprop", StringComparison.Ordinal);

    // Most shops say all in JSON-LD; only where that leaves a question open is the whole page worth its tree.
    public ExtractionReport Extract(string text, ExtractionContext context) =>
        (context.Source?.Selectors is null && PageOutline.Parse(text) is IHtmlDocument outline ? Read(outline, text, context, isWhole: false) : null)
        ?? Read(WebPage.Parse(text), text, context, isWhole: true)!;

    /// <param name="isWhole">Whether the document is all of the page, not its outline.</param>
    /// <returns>What the page says; null where the outline leaves that open.</returns>
    internal static ExtractionReport? Read(IHtmlDocument document, string text, ExtractionContext context, bool isWhole)
    {
        string title = ScrapedText.Line(document.Title, 300);
        string heading = ScrapedText.Line(document.QuerySelector("h1") is IElement h1 ? VisibleText.Of(h1, 1000) : "", 300);
        if (PageState.FromHead(title, heading, text) is ExtractionProblem blocked)
            return Report(context, [], [blocked]);

        List<ExtractionProblem> problems = [];
        OfferReader reader = new(context, PageLocale.CountryOf(document, context.Url));
        string pageTitle = MetaTags.Content(document, "og:title") ?? (heading.Length > 0 ? heading : title);
        PageSubject subject = new(document, context.Url, heading, title);
        if (!isWhole && subject.SaysArticle)
            return null;
        if (context.Source?.Selectors is null && subject.IsArticle)
            return Report(context, [], [new(ProblemCodes.Article, "the page is an article, which sells nothing itself", "json-ld")]);
        List<Reading> layers = ReadLayers(document, context, subject, reader, pageTitle, problems);
        Reading? chosen = layers.FirstOrDefault(layer => layer.SaysSomething) ?? layers.FirstOrDefault();
        List<ExtractedOffer> offers = Choose(chosen, reader, context, problems);
        ExtractedOffer[] others = Disagreeing(offers, layers);
        if (!isWhole && (offers.Count == 0 || others.Length > 0))
            return null;
        if (others.Length > 0 && Disagreement(offers, others, document) is ExtractionProblem disagreement)
        {
            problems.Add(disagreement);
            offers = [];
        }
        if (offers.Count == 0 && problems.TrueForAll(p => p.Code is ProblemCodes.MalformedJsonLd or ProblemCodes.NoPrice))
            problems.Insert(0, Explain(document, text));
        return Report(context, offers, problems);
    }

    private static List<Reading> ReadLayers(
        IDocument document, ExtractionContext context, PageSubject subject, OfferReader reader, string pageTitle, List<ExtractionProblem> problems)
    {
        // A source about one GPU finds it among several products; else the page's own words tell which it is about.
        IReadOnlyList<MarkupOffer>[] all = [JsonLd.Read(document, problems), ItemMarkup.Microdata.Read(document), ItemMarkup.Rdfa.Read(document), MetaTags.Read(document)];
        IReadOnlyList<MarkupOffer>[] markups = context.Source?.GpuId is not null ? all : [.. all.Select(m => subject.Own(m, context.Source is not null, problems))];
        if (context.Source?.Selectors is null && !markups.Any(m => m.Any(offer => offer.Price is not null || offer.Problem is not null || offer.Availability is not null)) && !problems.Exists(p => p.Code == ProblemCodes.SeveralProducts))
            markups = [.. markups, VisibleOffer.Read(document, subject)];
        MarkupOffer? fromMarkup = markups.SelectMany(m => m).FirstOrDefault();
        // Selectors replace the price of the page's own product, so the other markups have no say in it.
        return SelectedOffer.Read(document, context.Source?.Selectors, fromMarkup, problems) is MarkupOffer selected
            ? [new(selected.PriceIsText ? [selected] : [selected, .. markups.First(m => m.Count > 0 || m == markups[^1]).Skip(1)], reader, pageTitle)]
            : [.. markups.Where(m => m.Count > 0).Select(m => new Reading(m, reader, pageTitle))];
    }

    // The offers of the product that the page is about, each its own thing.
    private static List<ExtractedOffer> Choose(Reading? reading, OfferReader reader, ExtractionContext context, List<ExtractionProblem> problems)
    {
        if (reading is null)
            return [];
        List<ExtractedOffer> offers = [.. reading.Offers];
        if (context.Source?.GpuId is string gpuId && offers.Count > 0)
        {
            List<ExtractedOffer> named = [.. offers.Where(reader.IsNamed)];
            List<ExtractedOffer> possible = named.Count > 0 ? named : [.. offers.Where(o => reader.Contradiction(o) is null)];
            if (possible.Count == 0)
                problems.Add(new(ProblemCodes.OtherProduct, $"'{offers[0].Title}' is not {gpuId}: {reader.Contradiction(offers[0])}", null));
            else if (named.Count == 0 && possible.Select(o => o.Title).Distinct().Count() > 1)
                problems.Add(new(ProblemCodes.OtherProduct, $"{possible.Count} products are on the page and none names {gpuId}", null));
            offers = problems.Exists(p => p.Code == ProblemCodes.OtherProduct) ? [] : possible;
        }
        else if (offers.Count == 0)
        {
            problems.AddRange(reading.Problems);
        }

        return OfferConflicts.Settle(offers, problems);
    }

    // The same thing at other prices, in the page's other markups.
    private static ExtractedOffer[] Disagreeing(List<ExtractedOffer> offers, List<Reading> layers) => offers is [{ Price: MoneyValue price }]
        ?
        [
            .. layers.Where(l => l.Offers.Count == 1).Select(l => l.Offers[0])
                .Where(o => o.Price is MoneyValue other && other.Currency == price.Currency && other.Amount != price.Amount),
        ]
        : [];

    // One price here and another there: the one that the page shows is right, unless it shows both or neither.
    private static ExtractionProblem? Disagreement(List<ExtractedOffer> offers, ExtractedOffer[] others, IDocument document)
    {
        if (document.Body is not IElement body)
            return null;
        ExtractedOffer offer = offers[0];
        string text = VisibleText.Of(body, 200_000);
        bool shown = VisibleText.Shows(text, decimal.Parse(offer.Price!.Amount, CultureInfo.InvariantCulture));
        ExtractedOffer[] shownOthers = [.. others.Where(o => VisibleText.Shows(text, decimal.Parse(o.Price!.Amount, CultureInfo.InvariantCulture)))];
        if (shown && shownOthers.Length == 0)
            return null;
        if (!shown && shownOthers.Select(o => o.Price).Distinct().Count() == 1)
        {
            offers[0] = offer with { Price = shownOthers[0].Price, Evidence = shownOthers[0].Evidence };
            return null;
        }
        return OfferConflicts.Ambiguous(others.Prepend(offer));
    }

    private static ExtractionProblem Explain(IDocument document, string html)
    {
        if (string.IsNullOrWhiteSpace(html))
            return new(ProblemCodes.Empty, "the document is empty", null);
        string text = document.Body is IElement body ? ScrapedText.Line(VisibleText.Of(body, 10_000), 10_000) : "";
        return PageState.FromText(text) ?? new(ProblemCodes.NoPrice, "no markup names a price; the page may need selectors, or kind table or listing where it lists several", "body");
    }

    private static ExtractionReport Report(ExtractionContext context, IReadOnlyList<ExtractedOffer> offers, IReadOnlyList<ExtractionProblem> problems) => new()
    {
        Url = context.Url,
        Kind = KindName,
        Offers = offers,
        Announcements = [],
        Specs = [],
        Rates = context.Unit == PriceUnit.Hour ? OfferConflicts.Rates(offers) : [],
        Problems = problems,
    };

    /// <summary>What one kind of markup says.</summary>
    private sealed class Reading
    {
        public Reading(IReadOnlyList<MarkupOffer> markups, OfferReader reader, string pageTitle)
        {
            OfferReading[] readings = [.. markups.Select(m => reader.Read(m, pageTitle))];
            Offers = [.. readings.Where(r => r.Offer is not null).Select(r => r.Offer!)];
            Problems = [.. readings.Where(r => r.Problem is not null).Select(r => r.Problem!)];
        }

        public IReadOnlyList<ExtractedOffer> Offers { get; }

        public IReadOnlyList<ExtractionProblem> Problems { get; }

        /// <summary>Whether it gives an offer, or a reason against one; "no price" alone leaves it to the next markup.</summary>
        public bool SaysSomething => Offers.Count > 0 || Problems.Any(p => p.Code != ProblemCodes.NoPrice);
    }
}
