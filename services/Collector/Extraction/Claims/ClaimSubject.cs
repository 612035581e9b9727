using System.Text.RegularExpressions;
using Tracker.Collector.Extraction.Matching;

namespace Tracker.Collector.Extraction.Claims;

/// <summary>
/// Tells whom a clause is about: the one candidate it names, else the one that the text last spoke of. A clause that names
/// several products, or one that is no candidate, is about none: a wrong attribution is worse than none.
/// </summary>
internal sealed partial class ClaimSubject(ProductMatcher matcher, IReadOnlyList<string> candidates, string? only)
{
    private string? _spokenOf = only ?? (candidates.Count == 1 ? candidates[0] : null);

    /// <summary>The candidate of a clause.</summary>
    /// <param name="sentence">The sentence it is part of; what a sentence speaks of goes on into the next.</param>
    public string? Of(string clause, string sentence)
    {
        (string? own, bool named) = Named(clause);
        if (named)
            return own;
        (string? whole, bool any) = Named(sentence);
        return any ? whole : _spokenOf;
    }

    /// <summary>Whether a text names any product.</summary>
    public bool Names(string text) => matcher.FindAll(text).Count > 0 || Product().IsMatch(text);

    /// <summary>Remembers what a sentence spoke of.</summary>
    public void Pass(string sentence)
    {
        (string? subject, bool named) = Named(sentence);
        if (named)
            _spokenOf = subject;
    }

    private (string? Subject, bool Named) Named(string text)
    {
        IReadOnlyList<string> found = candidates.Count == 0 ? [] : matcher.FindAll(text);
        bool others = only is null ? Product().Count(text) > 0 && HasOther(text, found) : false;
        if (only is not null && (found.Count == 0 || (found.Count == 1 && found[0] == only)))
            return (only, true);
        return found.Count == 1 && !others ? (found[0], true) : (null, found.Count > 0 || others);
    }

    // What is left once the names of the candidates are cut out names another product.
    private bool HasOther(string text, IReadOnlyList<string> found) =>
        Product().IsMatch(found.Count == 0 ? text : matcher.WithoutNames(text));

    [GeneratedRegex(@"\b(?:GeForce|Radeon|Quadro|Instinct|Arc|RTX|GTX|RX|Tesla)(?:\s|-)?(?:PRO\s?|AI\s?)*[A-Z]{0,2}\d{2,5}\w*|\b(?:MI|GB|GH|[ABHLRV])\d{2,4}[A-Z]{0,2}\b|\b(?:Gaudi|Trainium|TPU v|Ascend|Kunlun)\s?\d\w*|\bM\d (?:Ultra|Max|Pro)\b|\b(?:PlayStation|Xbox|Switch|iPhone|Ryzen|Core Ultra|Threadripper|EPYC|Xeon)\b", RegexOptions.CultureInvariant, 250)]
    private static partial Regex Product();
}
