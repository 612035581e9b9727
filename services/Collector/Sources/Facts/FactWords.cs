using System.Collections.Frozen;

namespace Tracker.Collector.Sources.Facts;

/// <summary>The words that fact files may use where a column has a fixed choice.</summary>
internal static class FactWords
{
    public static readonly FrozenSet<string> Units = Set("each", "hour");
    public static readonly FrozenSet<string> Conditions = Set("new", "used", "refurbished", "unknown");
    public static readonly FrozenSet<string> Availabilities =
        Set("in-stock", "out-of-stock", "pre-order", "back-order", "limited", "discontinued", "unknown");

    public static readonly FrozenSet<string> AnnouncementKinds =
        Set("announcement", "launch", "availability", "price", "rumour", "spec", "delay", "cancellation", "claim-resolution", "news");

    private static readonly FrozenSet<string> s_confidences = Set("unverified", "low", "medium", "high");

    /// <summary>The word of a column, or its default; null with the reason where it is none of the known.</summary>
    public static string? Read(FactRow row, FactColumn column, FrozenSet<string> known, string otherwise, out string? reason)
    {
        reason = null;
        string? found = row[column];
        if (found is null)
            return otherwise;
        if (known.TryGetValue(found, out string? word) || known.TryGetValue(found.ToLowerInvariant(), out word))
            return word;
        reason = $"'{FactKind.NameOf(column)}' must be one of {string.Join(", ", known.Order(StringComparer.Ordinal))}; found '{found}'";
        return null;
    }

    /// <summary>A fact that does not say how sure it is was not checked.</summary>
    public static string? Confidence(FactRow row, out string? reason)
    {
        reason = null;
        return row[FactColumn.Confidence] is "med" or "Med" ? "medium" : Read(row, FactColumn.Confidence, s_confidences, "unverified", out reason);
    }

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);
}
