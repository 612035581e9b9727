using System.Text.RegularExpressions;

namespace Tracker.Catalog;

/// <summary>Finds the entry that a person's spelling of its name means.</summary>
public static partial class EntryNames
{
    private const int ShortestPart = 4;

    /// <summary>
    /// The entries that the first of three rules with an answer finds: a name spelt alike but for case; a name alike but for case,
    /// punctuation, spaces and the maker; a name with all the words asked for, in their order, where these are at least four
    /// characters with a digit among them. Empty where none does; several where the name does not tell them apart.
    /// </summary>
    /// <param name="asked">What the person wrote.</param>
    /// <param name="entries">The entries to choose from.</param>
    /// <param name="names">All names of an entry, its id among them.</param>
    /// <param name="maker">Who makes an entry; may stand before any name of it.</param>
    public static IReadOnlyList<T> Find<T>(string asked, IEnumerable<T> entries, Func<T, IEnumerable<string>> names, Func<T, string> maker)
    {
        List<T> all = [.. entries];
        List<T> found = [.. all.Where(e => names(e).Contains(asked, StringComparer.OrdinalIgnoreCase))];
        if (found.Count == 0)
            found = [.. all.Where(e => Compact(asked, maker(e)) is { Length: > 0 } wanted && names(e).Any(n => Compact(n, maker(e)) == wanted))];
        if (found.Count == 0 && asked.Length >= ShortestPart && asked.Any(char.IsAsciiDigit))
            found = [.. all.Where(e => names(e).Any(n => HasInOrder(Words(n, maker(e)), Words(asked, maker(e)))))];
        return found;
    }

    private static string Compact(string name, string maker) => string.Concat(Words(name, maker)).Replace(".", "", StringComparison.Ordinal);

    private static List<string> Words(string name, string maker)
    {
        bool made = name.StartsWith(maker, StringComparison.OrdinalIgnoreCase) && name.Length > maker.Length && !char.IsLetterOrDigit(name[maker.Length]);
        return [.. Word().Matches(made ? name[maker.Length..] : name).Select(m => m.Value.ToLowerInvariant())];
    }

    private static bool HasInOrder(List<string> words, List<string> wanted)
    {
        int next = 0;
        foreach (string word in words)
        {
            if (next < wanted.Count && word == wanted[next])
                next++;
        }
        return wanted.Count > 0 && next == wanted.Count;
    }

    // A point between digits stays in its word: 3 is no part of 3.1.
    [GeneratedRegex(@"[\p{L}\p{Nd}]+(?:(?<=\d)\.(?=\d)[\p{L}\p{Nd}]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
