using System.Text.RegularExpressions;

namespace Tracker.Collector.Extraction.Claims;

/// <summary>Cuts a text into sentences, and sentences into clauses.</summary>
internal static partial class Sentences
{
    private const int Limit = 40;

    public static IEnumerable<string> Of(string text) =>
        End().Split(text).Select(sentence => sentence.Trim()).Where(sentence => sentence.Length > 2).Take(Limit);

    /// <summary>The parts of a sentence that may each be about something else.</summary>
    public static IEnumerable<string> Clauses(string sentence) => Join().Split(sentence).Where(clause => clause.Length > 2);

    [GeneratedRegex(@"(?<=[!?。！？]|(?<!\b(?:approx|ca|vs|inc|corp|no|mr|st|bzw|etc|usw|fig|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|env|approx|т|г|руб))[.…])\s+(?=[\p{Lu}\p{Lo}\d""“„«(])|(?<=[。！？])", RegexOptions.CultureInvariant, 500)]
    private static partial Regex End();

    [GeneratedRegex(@";\s|,?\s(?=(?:but|while|whereas|although|compared (?:to|with)|versus|vs\.?|than|unlike|aber|während|gegenüber|als die|tandis que|contre|mientras(?: que)?|frente a|pero|в то время как|тогда как|но)\s)|(?<=\p{L}),\s(?=(?:and|und|et|y|и) (?:the|die|das|der|la|le|el)?\s?\p{Lu})|\s[–—]\s|，而|，但", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 500)]
    private static partial Regex Join();
}
