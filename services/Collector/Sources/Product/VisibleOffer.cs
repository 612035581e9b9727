using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Tracker.Collector.Extraction;
using Tracker.Collector.Extraction.Offers;
using Tracker.Collector.Extraction.Prices;

namespace Tracker.Collector.Sources.Product;

/// <summary>
/// Reads the price that a shop's page shows, where its markup says nothing: only on a page with a heading and a cart,
/// only what the page itself calls a price, outside of what it shows beside its product, and only where all of that is one price.
/// </summary>
internal static partial class VisibleOffer
{
    private const int ElementLimit = 200;

    public static IReadOnlyList<MarkupOffer> Read(IDocument document, PageSubject subject)
    {
        if (subject.IsArticle || subject.Heading.Length == 0 || document.Body is not IElement body)
            return [];
        if (Gone(body) is string gone)
            return [new() { Place = "page text", Title = subject.Heading, Availability = "Discontinued", Problem = new(ProblemCodes.NoPrice, gone, "page text") }];
        if (!subject.HasCart)
            return [];
        // The currency may stand on one of several spellings of one price: "$24.00" and "$24.00 CAD".
        string[] texts = [.. Prices(body).Distinct(StringComparer.Ordinal)];
        PriceReading[] readings = [.. texts.Select(text => PriceReader.Read(text)).Where(reading => reading.Amount is not null)];
        decimal?[] amounts = [.. readings.Select(reading => reading.Amount).Distinct()];
        if (amounts.Length == 0)
            return [];
        PriceReading best = readings.FirstOrDefault(reading => reading.Currency is not null) ?? readings[0];
        return
        [
            new()
            {
                Place = "page text",
                Title = subject.Heading,
                Price = best.Text,
                PriceIsText = true,
                Problem = amounts.Length > 1
                    ? new(ProblemCodes.AmbiguousPrice, $"the page shows several prices and no way to choose: {ScrapedText.Line(string.Join("; ", texts.Take(8)), 300)}", "page text")
                    : null,
            },
        ];
    }

    private static IEnumerable<string> Prices(IElement body) => body
        .QuerySelectorAll("[class*='price' i], [id*='price' i], [data-price], [data-testid*='price' i], [class*='preis' i], [class*='prix' i], [class*='precio' i], [itemprop='price']")
        .Take(ElementLimit)
        .Where(element => !PageSubject.IsBeside(element) && !IsNotThePrice(element))
        .Select(element => ScrapedText.Line(VisibleText.Of(element, 300), 200))
        .Where(text => text.Length is > 0 and <= 80 && text.Any(char.IsDigit));

    // An old price, an instalment or half a price, by what the page calls it or what it stands in.
    private static bool IsNotThePrice(IElement element)
    {
        string own = Named(element);
        if (Old().IsMatch(own) || Part().IsMatch(own))
            return true;
        for (IElement? at = element; at is not null && at.LocalName != "body"; at = at.ParentElement)
        {
            if (at.LocalName is "del" or "s" or "strike" or "select" || Struck().IsMatch(at == element ? "" : Named(at)) || at.Attributes.Any(a => a.Name.Contains("strike", StringComparison.OrdinalIgnoreCase)))
                return true;
        }
        return false;
    }

    private static string Named(IElement element) => $"{element.ClassName} {element.Id}";

    // "This product has been discontinued", in the page's own text.
    private static string? Gone(IElement body)
    {
        string text = ScrapedText.Line(VisibleText.Of(body.QuerySelector("main, [role='main'], #content, .product") ?? body, 6000), 6000);
        return Discontinued().Match(text) is { Success: true } match ? $"the page says '{match.Value.Trim()}'" : null;
    }

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"old|was\b|regular|compare|list-?price|msrp|rrp|uvp|strike|before|save|saving|discount|install?ment|month|finance|shipping|unit-?price|per-?unit|base-?price|grundpreis|from|range|filter|label|tax|points|alert", Options, 250)]
    private static partial Regex Old();

    [GeneratedRegex(@"strike|crossed|old-?price|was-?price|list-?price|msrp|rrp|uvp", Options, 250)]
    private static partial Regex Struck();

    [GeneratedRegex(@"whole|fraction|decimal|integer|cents|symbol", Options, 250)]
    private static partial Regex Part();

    [GeneratedRegex(@"(this|the) (product|item|article|model|part) (has been|is|was)( now)? discontinued|(this|the) (product|item|article|model) is no longer (available|sold|for sale|manufactured)|dieser? (artikel|produkt) (ist|wird) (leider )?nicht mehr (lieferbar|verfügbar|erhältlich|hergestellt)|(artikel|produkt) ist ausgelaufen|(ce|cet) (produit|article) n'est plus (disponible|commercialisé)|este (producto|artículo) ya no está disponible|producto descatalogado|questo (prodotto|articolo) non è più disponibile|этот товар (снят с производства|больше не продаётся)|товар снят с (производства|продажи)|该(商品|产品)已(下架|停产)|この商品は(販売終了|生産終了)", Options, 250)]
    private static partial Regex Discontinued();
}
