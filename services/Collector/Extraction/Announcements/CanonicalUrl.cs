namespace Tracker.Collector.Extraction.Announcements;

/// <summary>The part of an address that says which page it is.</summary>
internal static class CanonicalUrl
{
    /// <summary>Without scheme, <c>www.</c>, fragment, trailing slash and the parameters that only track.</summary>
    public static string Of(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? uri))
            return url;
        IEnumerable<string> parameters = uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(p => !IsTracking(p[..(p.IndexOf('=', StringComparison.Ordinal) is int at and >= 0 ? at : p.Length)]))
            .Order(StringComparer.Ordinal);
        string query = string.Join('&', parameters);
        string host = uri.Host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? uri.Host[4..] : uri.Host;
        return $"{host.ToLowerInvariant()}{uri.AbsolutePath.TrimEnd('/')}{(query.Length > 0 ? "?" + query : "")}";
    }

    private static bool IsTracking(string name) =>
        name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase) || name is "fbclid" or "gclid" or "ref" or "ref_src" or "mc_cid" or "mc_eid" or "cmpid" or "ncid";
}
