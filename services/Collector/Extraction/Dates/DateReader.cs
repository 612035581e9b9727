using System.Text.RegularExpressions;
using Tracker.Catalog.Units;

namespace Tracker.Collector.Extraction.Dates;

/// <summary>A date that a text names.</summary>
/// <param name="Start">Where its words begin.</param>
/// <param name="End">Behind its last word.</param>
internal readonly record struct FoundDate(DateRange Range, int Start, int End);

/// <summary>
/// Finds dates in words and gives the days they mean: "H2 2026", "by year end", "Anfang 2027", "третий квартал", 明年上半年.
/// What is no calendar date, such as a fiscal quarter, gives none.
/// </summary>
internal static class DateReader
{
    private const int YearsAhead = 15;
    private const int YearsBack = 12;

    /// <summary>The dates of a text, in order.</summary>
    /// <param name="published">What "next year" is relative to.</param>
    /// <param name="past">Whether the text tells of the past.</param>
    /// <param name="terse">Whether the text is of a few words, so that a bare month or year is a date: "MI500, 2027".</param>
    /// <exception cref="RegexMatchTimeoutException">The text is too intricate.</exception>
    public static IReadOnlyList<FoundDate> Find(string text, DateOnly published, bool past = false, bool terse = false)
    {
        List<DateToken> tokens = DateScanner.Scan(text);
        List<FoundDate> found = [];
        int at = 0;
        while (at < tokens.Count)
        {
            DateCursor cursor = new(tokens, at, published, terse);
            if (Phrase(cursor, published, past) is DateRange range && IsNear(range, published))
            {
                found.Add(new(range, tokens[at].Start, tokens[cursor.At - 1].End));
                at = cursor.At;
            }
            else
            {
                at++;
            }
        }
        return found;
    }

    private static bool IsNear(DateRange range, DateOnly published) =>
        range.From.Year >= published.Year - YearsBack && range.To.Year <= published.Year + YearsAhead;

    private static DateRange? Phrase(DateCursor cursor, DateOnly published, bool past)
    {
        if (cursor.IsAfter || cursor.Word is DateWord.Filler or DateWord.Join or DateWord.Other)
            return null;
        bool between = cursor.Take(DateWord.Between);
        (bool deadline, bool led) = cursor.Lead();
        if (cursor.Unit(led || between) is not DateUnit first)
            return null;
        int end = cursor.At;
        DateUnit? second = cursor.Take(DateWord.Join) ? cursor.AfterJoin(first) : null;
        if (second is null)
            cursor.At = end;
        // "July to September 2027": the year is said once.
        if (second is { Year: int year } && first is { Year: null, Fixed: null })
            first = first with { Year = year };
        if (cursor.TouchesFiscal || first.Resolve(published, past) is not DateRange range)
            return null;
        if (second?.Resolve(published, past) is DateRange until && until.To >= range.From)
            range = new(range.From, until.To);
        return deadline && second is null ? Until(range, published) : range;
    }

    // "By March" means any day from now on, at last in March.
    private static DateRange Until(DateRange range, DateOnly published) => new(published < range.To ? published : range.From, range.To);
}
