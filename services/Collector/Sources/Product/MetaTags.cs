using System.Runtime.CompilerServices;
using AngleSharp.Dom;
using Tracker.Collector.Extraction.Offers;

namespace Tracker.Collector.Sources.Product;

/// <summary>Reads OpenGraph and product meta tags.</summary>
internal static class MetaTags
{
    private static readonly string[] s_names = ["property", "name", "itemprop"];
    private static readonly ConditionalWeakTable<IDocument, Dictionary<string, string>> s_tags = [];

    /// <summary>The page's product, where its tags name a price or an availability.</summary>
    public static IReadOnlyList<MarkupOffer> Read(IDocument document)
    {
        string? price = Content(document, "product:sale_price:amount", "product:price:amount", "og:price:amount");
        string? availability = Content(document, "product:availability", "og:availability");
        bool isText = price is null;
        price ??= TwitterPrice(document);
        if (price is null && availability is null)
            return [];
        return
        [
            new()
            {
                Place = "meta",
                Title = Content(document, "og:title", "twitter:title"),
                Price = price,
                PriceIsText = isText,
                Currency = Content(document, "product:sale_price:currency", "product:price:currency", "og:price:currency"),
                Availability = availability,
                Condition = Content(document, "product:condition"),
                Url = Content(document, "og:url"),
                Sku = Content(document, "product:retailer_item_id", "product:sku"),
                Mpn = Content(document, "product:mfr_part_no", "product:mpn"),
                Gtin = Content(document, "product:ean", "product:upc", "product:gtin"),
            },
        ];
    }

    // Twitter's product cards had two labels of the site's own choice.
    private static string? TwitterPrice(IDocument document)
    {
        foreach (string number in new[] { "1", "2" })
        {
            if (Content(document, $"twitter:label{number}") is string label && (label.Equals("price", StringComparison.OrdinalIgnoreCase) || label.Equals("preis", StringComparison.OrdinalIgnoreCase) || label.Equals("prix", StringComparison.OrdinalIgnoreCase)))
                return Content(document, $"twitter:data{number}");
        }
        return null;
    }

    /// <summary>The content of the first of these tags that the page has.</summary>
    public static string? Content(IDocument document, params ReadOnlySpan<string> names)
    {
        Dictionary<string, string> tags = s_tags.GetValue(document, Collect);
        foreach (string name in names)
        {
            if (tags.TryGetValue(name, out string? content))
                return content;
        }
        return null;
    }

    // Some twenty names are asked for, and a search of the page for each would cost as much as parsing it.
    private static Dictionary<string, string> Collect(IDocument document)
    {
        Dictionary<string, string> tags = new(StringComparer.OrdinalIgnoreCase);
        foreach (IElement tag in document.GetElementsByTagName("meta"))
        {
            if (tag.GetAttribute("content")?.Trim() is not { Length: > 0 } content)
                continue;
            foreach (string attribute in s_names)
            {
                if (tag.GetAttribute(attribute) is string name)
                    tags.TryAdd(name, content);
            }
        }
        return tags;
    }
}
