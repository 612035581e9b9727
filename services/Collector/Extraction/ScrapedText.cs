using System.Globalization;
using System.Text;

namespace Tracker.Collector.Extraction;

/// <summary>Makes text of others safe to keep and show: no control or bidirectional characters, white space collapsed, length capped.</summary>
internal static class ScrapedText
{
    private const string Ellipsis = "…";

    /// <summary>One line of at most <paramref name="limit"/> characters; empty for null.</summary>
    public static string Line(string? text, int limit)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        if (text.Length <= limit && IsClean(text))
            return text;
        StringBuilder clean = new(Math.Min(text.Length, limit + 1));
        bool space = false;
        for (int i = 0; i < text.Length && clean.Length <= limit; i++)
        {
            char c = text[i];
            if (char.IsWhiteSpace(c))
            {
                space = clean.Length > 0;
                continue;
            }
            bool pair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (IsUnwanted(c, pair))
                continue;
            if (space)
                clean.Append(' ');
            space = false;
            clean.Append(c);
            if (pair)
                clean.Append(text[++i]);
        }
        if (clean.Length <= limit)
            return clean.ToString();
        int end = limit - Ellipsis.Length;
        if (char.IsHighSurrogate(clean[end - 1]))
            end--;
        return clean.ToString(0, end).TrimEnd() + Ellipsis;
    }

    /// <summary><see cref="Line"/>, or null where nothing is left.</summary>
    public static string? OptionalLine(string? text, int limit) => Line(text, limit) is { Length: > 0 } line ? line : null;

    /// <summary>An absolute http or https address; null for anything else, such as <c>javascript:</c>.</summary>
    /// <param name="baseUrl">What a relative address is relative to; null where it must be absolute.</param>
    public static string? Link(string? text, string? baseUrl = null)
    {
        string trimmed = text?.Trim() ?? "";
        if (trimmed.Length is 0 or > 2000 || trimmed.Any(char.IsControl))
            return null;
        Uri? uri = null;
        bool absolute = Uri.TryCreate(baseUrl, UriKind.Absolute, out Uri? page)
            ? Uri.TryCreate(page, trimmed, out uri)
            : Uri.TryCreate(trimmed, UriKind.Absolute, out uri);
        if (!absolute || uri is not { Scheme: "http" or "https" } || uri.UserInfo.Length > 0)
            return null;
        return uri.AbsoluteUri is { Length: <= 2000 } link ? link : null;
    }

    private static bool IsClean(string text)
    {
        char before = ' ';
        foreach (char c in text)
        {
            if (c is (< ' ' or > '~') || (c == ' ' && before == ' '))
                return false;
            before = c;
        }
        return before != ' ';
    }

    // Format characters hold the bidirectional controls and the zero-width ones.
    private static bool IsUnwanted(char c, bool pair) => !pair && char.GetUnicodeCategory(c) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
