using System.Text.RegularExpressions;

namespace Tracker.Collector.Extraction.Announcements;

/// <summary>The words of a title that tell its story, for comparing titles of different publishers.</summary>
internal sealed partial class TitleWords
{
    /// <summary>Fewer words in common say nothing.</summary>
    private const int LeastShared = 4;

    /// <summary>Words in common, of all words of both. Measured on pairs of headlines: retellings share half and more, other stories on a product a third.</summary>
    private const double LeastLikeness = 0.6;

    private static readonly HashSet<string> s_empty = new(StringComparer.Ordinal)
    {
        "the", "an", "of", "for", "to", "in", "on", "at", "with", "and", "or", "is", "are", "its", "it", "as", "by", "from", "will", "has", "have", "be", "this", "that",
        "new", "says", "report", "reports", "reportedly", "der", "die", "das", "und", "mit", "von", "le", "la", "les", "de", "des", "et", "el", "los", "и", "в", "на", "с",
    };

    private readonly HashSet<string> _words;
    private readonly HashSet<string> _numbers;

    public TitleWords(string title)
    {
        // " - Publisher" at the end is not of the story.
        string story = Publisher().Replace(title, "");
        _words = [.. Word().Matches(story.ToLowerInvariant()).Select(m => m.Value).Where(word => !s_empty.Contains(word))];
        _numbers = [.. _words.Where(word => word.Any(char.IsDigit))];
    }

    /// <summary>Whether two titles tell one story: the same figures, and most of their words in common.</summary>
    public bool IsCopyOf(TitleWords other)
    {
        // A story on 96 GB is not one on 72 GB, however alike the rest is.
        if (!_numbers.SetEquals(other._numbers))
            return false;
        int shared = _words.Count(other._words.Contains);
        return shared >= LeastShared && shared >= LeastLikeness * (_words.Count + other._words.Count - shared);
    }

    [GeneratedRegex(@"\s[-–—|·:]\s(?:[\p{L}'’.]+\s?){1,3}$", RegexOptions.CultureInvariant, 250)]
    private static partial Regex Publisher();

    [GeneratedRegex(@"[\p{IsCJKUnifiedIdeographs}]{2}|[\p{L}\d]{2,}(?:[.,]\d+)*|\d", RegexOptions.CultureInvariant, 250)]
    private static partial Regex Word();
}
