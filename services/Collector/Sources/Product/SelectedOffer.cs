using AngleSharp.Dom;
using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;
using Tracker.Collector.Extraction.Offers;

namespace Tracker.Collector.Sources.Product;

/// <summary>Reads what the owner's CSS selectors point at; it overrides what the markup says.</summary>
internal static class SelectedOffer
{
    private const int ElementLimit = 20;

    /// <summary>The offer of the selectors, completed by what the markup gives; null where no selectors are given.</summary>
    public static MarkupOffer? Read(IDocument document, ProductSelectors? selectors, MarkupOffer? markup, List<ExtractionProblem> problems)
    {
        if (selectors is null)
            return null;
        MarkupOffer offer = (markup ?? new MarkupOffer { Place = "selectors" }) with { };
        if (selectors.Title is string title && Find(document, title, problems) is { Count: > 0 } titles)
            offer = offer with { Title = titles[0] };
        if (selectors.Availability is string availability && Find(document, availability, problems) is { Count: > 0 } states)
            offer = offer with { Availability = states[0] };
        return selectors.Price is string price ? WithPrice(document, price, offer, problems) : offer;
    }

    private static MarkupOffer WithPrice(IDocument document, string selector, MarkupOffer offer, List<ExtractionProblem> problems)
    {
        string place = ScrapedText.Line(selector, 100);
        string[] texts = [.. Find(document, selector, problems).Distinct(StringComparer.Ordinal)];
        // The owner pointed at the price, so where it is gone nothing else is believed instead.
        MarkupOffer pointed = offer with { Place = place, Price = null, PriceIsText = true, Currency = null, Problem = null };
        return texts switch
        {
            [string text] => pointed with { Price = text },
            [] => pointed with { Problem = new(ProblemCodes.NoPrice, $"the selector '{place}' found nothing; the page may have changed", place) },
            _ => pointed with
            {
                Problem = new(
                    ProblemCodes.AmbiguousPrice,
                    $"the selector '{place}' found several prices: {ScrapedText.Line(string.Join("; ", texts.Take(5)), 300)}",
                    place),
            },
        };
    }

    /// <summary>What an element says: its field for machines, else its text.</summary>
    public static string TextOf(IElement element) => ScrapedText.Line(element.GetAttribute("content") ?? VisibleText.Of(element, 2000), 500);

    private static List<string> Find(IDocument document, string selector, List<ExtractionProblem> problems)
    {
        try
        {
            return
            [
                .. document.QuerySelectorAll(selector).Take(ElementLimit)
                    .Select(TextOf)
                    .Where(text => text.Length > 0),
            ];
        }
        catch (DomException e)
        {
            problems.Add(new(ProblemCodes.BadSelector, $"'{selector}' is no CSS selector: {e.Message}", selector));
            return [];
        }
    }
}
