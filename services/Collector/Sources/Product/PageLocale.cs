using AngleSharp.Dom;
using Tracker.Collector.Extraction.Offers;

namespace Tracker.Collector.Sources.Product;

/// <summary>Tells the country that a page is for.</summary>
internal static class PageLocale
{
    /// <summary>ISO 3166 code from the address's domain, else from the page's language; null where neither says.</summary>
    public static string? CountryOf(IDocument document, string? url) =>
        SiteCountry.Of(url) ?? Region(document.DocumentElement?.GetAttribute("lang")) ?? Region(MetaTags.Content(document, "og:locale"));

    private static string? Region(string? language)
    {
        string[] parts = (language ?? "").Split('-', '_');
        return parts.Length > 1 && parts[^1].Length == 2 && parts[^1].All(char.IsAsciiLetter) ? parts[^1].ToUpperInvariant() : null;
    }
}
