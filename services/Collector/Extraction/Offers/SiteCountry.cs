using Tracker.Collector.Extraction.Prices;

namespace Tracker.Collector.Extraction.Offers;

/// <summary>Tells the country that a site is for, by its address.</summary>
internal static class SiteCountry
{
    // Country domains that the whole world uses for their sound.
    private static readonly HashSet<string> s_generic = ["co", "sc", "bz", "sr", "gy", "is", "sh", "tt"];

    /// <summary>ISO 3166 code of the address's domain; null where it is of no country.</summary>
    public static string? Of(string? url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) || uri.HostNameType != UriHostNameType.Dns)
            return null;
        string domain = uri.Host[(uri.Host.LastIndexOf('.') + 1)..].ToLowerInvariant();
        string country = domain == "uk" ? "GB" : domain.ToUpperInvariant();
        return domain.Length == 2 && !s_generic.Contains(domain) && Countries.CurrencyOf(country) is not null ? country : null;
    }
}
