using AngleSharp.Dom;
using Tracker.Collector.Extraction.Prices;

namespace Tracker.Collector.Sources.Product;

/// <summary>Tells the country that a page is for.</summary>
internal static class PageLocale
{
    // Country domains that the whole world uses for their sound.
    private static readonly HashSet<string> s_generic = ["co", "sc", "bz", "sr", "gy", "is", "sh", "tt"];

    /// <summary>ISO 3166 code from the address's domain, else from the page's language; null where neither says.</summary>
    public static string? CountryOf(IDocument? document, string? url)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri.HostNameType == UriHostNameType.Dns)
        {
            string domain = uri.Host[(uri.Host.LastIndexOf('.') + 1)..].ToLowerInvariant();
            string country = domain == "uk" ? "GB" : domain.ToUpperInvariant();
            if (domain.Length == 2 && !s_generic.Contains(domain) && Countries.CurrencyOf(country) is not null)
                return country;
        }
        if (document is null)
            return null;
        return Region(document.DocumentElement?.GetAttribute("lang")) ?? Region(MetaTags.Content(document, "og:locale"));
    }

    private static string? Region(string? language)
    {
        string[] parts = (language ?? "").Split('-', '_');
        return parts.Length > 1 && parts[^1].Length == 2 && parts[^1].All(char.IsAsciiLetter) ? parts[^1].ToUpperInvariant() : null;
    }
}
