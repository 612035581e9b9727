using System.Text;
using System.Text.RegularExpressions;

namespace Tracker.Collector.Extraction.Matching;

/// <summary>
/// Finds a name in a text as whole words, whatever the case, spaces and hyphens: "RTX-PRO 6000" and "rtxpro6000" are the
/// same name; "RTX PRO 6000D" and "RTX 5090 Ti" are others.
/// </summary>
internal sealed class NameMatcher
{
    // Words that makers add to a name to name another product.
    private const string Successor = "(?![\\s-]{0,2}(?:ti|super|xt|xtx|mobile|(?-i:D))(?![\\p{L}\\p{N}]))";

    private readonly Regex _pattern;

    public NameMatcher(string name)
    {
        string[] words = Words(name);
        Length = words.Sum(word => word.Length);
        // "Qualcomm's AI200" names the Qualcomm AI200.
        string body = string.Join("(?:['’]s)?[^\\p{L}\\p{N}]{0,3}", words.Select(Regex.Escape));
        _pattern = new Regex(
            words.Length == 0 ? "(?!)" : $"(?<![\\p{{L}}\\p{{N}}]){body}(?![\\p{{L}}\\p{{N}}]){Successor}",
            RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
            TimeSpan.FromSeconds(1));
    }

    /// <summary>Letters and digits of the name: the longer, the more specific.</summary>
    public int Length { get; }

    /// <summary>Where the name stands in a text made by <see cref="Normalise"/>.</summary>
    public List<Range> Find(string text)
    {
        List<Range> spans = [];
        foreach (ValueMatch match in _pattern.EnumerateMatches(text))
            spans.Add(match.Index..(match.Index + match.Length));
        return spans;
    }

    public bool IsIn(string text) => _pattern.IsMatch(text);

    /// <summary>The text without trade mark signs, which stand within names, and at most as long as a title and a summary are.</summary>
    public static string Normalise(string? text)
    {
        string line = ScrapedText.Line(text, 4000);
        StringBuilder plain = new(line.Length);
        foreach (char c in line)
        {
            if (c is not ('™' or '®' or '©'))
                plain.Append(c);
        }
        return plain.Replace("(TM)", "").Replace("(R)", "").ToString();
    }

    /// <summary>Only its letters and digits, in capitals: how part numbers compare.</summary>
    public static string Compact(string? text) => text is null ? "" : string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static string[] Words(string name) =>
        Regex.Split(Normalise(name), "[^\\p{L}\\p{N}]+").Where(word => word.Length > 0).ToArray();
}
