using System.Buffers;

namespace Tracker.Collector.Extraction.Prices;

/// <summary>A number in a price text, with the currency mark beside it.</summary>
internal sealed class PriceNumber
{
    /// <summary>Digits and separators.</summary>
    public required string Raw { get; init; }

    public required int Start { get; init; }

    /// <summary>Behind the last digit and a dash that stands for the cents.</summary>
    public required int End { get; init; }

    /// <summary>Whether a dash stands for its cents, as only behind money.</summary>
    public bool HasCentsDash { get; init; }

    public CurrencyMark? Before { get; set; }

    public CurrencyMark? After { get; set; }

    /// <summary>Where the number begins together with its mark.</summary>
    public int OuterStart { get; set; }

    /// <summary>Where the number ends together with its mark.</summary>
    public int OuterEnd { get; set; }

    public bool HasMark => Before is not null || After is not null;
}

/// <summary>Finds the numbers and currency marks of a normalised text.</summary>
internal static class PriceTokens
{
    private static readonly SearchValues<char> s_grouped = SearchValues.Create("0123456789 ");

    private static readonly string[] s_abbreviations =
        ["k", "tsd", "tsd.", "mio", "mln", "million", "millions", "lakh", "lakhs", "lac", "crore", "cr", "thousand", "thousands", "grand", "tys", "тыс"];

    /// <summary>The numbers that may be amounts, each with its mark, and all marks of the text.</summary>
    /// <param name="abbreviated">Whether a number is cut short, such as <c>1.3k</c>.</param>
    public static List<PriceNumber> Read(string text, out List<CurrencyMark> marks, out bool abbreviated)
    {
        List<object> tokens = [];
        abbreviated = false;
        int i = 0;
        while (i < text.Length)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                PriceNumber number = ScanNumber(text, i);
                abbreviated |= IsAbbreviated(text, number.End);
                if (!IsPartOfWord(text, i, number.End, tokens) && !IsPercentage(text, number.End))
                    tokens.Add(number);
                i = number.End;
            }
            else if (CurrencyMarks.At(text, i) is CurrencyMark mark && !IsQuarter(text, i))
            {
                tokens.Add(new PlacedMark(mark, i, i + mark.Text.Length));
                i += mark.Text.Length;
            }
            else
            {
                i++;
            }
        }
        MergeMarks(text, tokens);
        Assign(text, tokens);
        marks = [.. tokens.OfType<PlacedMark>().Select(t => t.Mark)];
        return [.. tokens.OfType<PriceNumber>()];
    }

    /// <summary>Whether two figures side by side may be one: <c>39 99000</c> is 39,990 and cents that were small print, or two numbers.</summary>
    public static bool MayBeSplit(string text, PriceNumber? previous, PriceNumber number) =>
        previous is { HasMark: false, Raw.Length: <= 3 } && number.Raw.Length == 5 && number.Raw.All(char.IsAsciiDigit)
        && number.Start == previous.End + 1 && text[previous.End] == ' ';

    private static PriceNumber ScanNumber(string text, int start)
    {
        int end = SkipDigits(text, start);
        // A point that begins a number (".99") belongs to it, unless it ends an abbreviation such as "Rs.".
        int from = start > 0 && text[start - 1] is '.' or ',' && (start == 1 || text[start - 2] is ' ' or '$' or '€' or '£') ? start - 1 : start;
        while (end + 1 < text.Length && IsSeparator(text[end]) && char.IsAsciiDigit(text[end + 1]))
        {
            int next = SkipDigits(text, end + 1);
            // A space groups threes and nothing else: "6000 1299" and "899.99 144" are two numbers.
            if (text[end] == ' ' && (next - end != 4 || end - GroupStart(text, end) > 3 || text.AsSpan(start, end - start).IndexOfAnyExcept(s_grouped) >= 0))
                break;
            end = next;
        }
        int tail = end;
        if (tail + 1 < text.Length && text[tail] is '.' or ',' or ':' && text[tail + 1] is '-' or '–' or '—')
        {
            tail += 2;
            while (tail < text.Length && text[tail] is '-' or '–' or '—')
                tail++;
        }
        return new() { Raw = text[from..end], Start = start, End = tail, OuterStart = start, OuterEnd = tail, HasCentsDash = tail > end };
    }

    private static int SkipDigits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return at;
    }

    private static int GroupStart(string text, int end)
    {
        while (end > 0 && char.IsAsciiDigit(text[end - 1]))
            end--;
        return end;
    }

    private static bool IsSeparator(char c) => c is '.' or ',' or '\'' or ' ' or '·' or '٬' or PriceText.DecimalMark;

    // "RTX6000", "H100", "96GB", "5th", "1.3k": digits with letters beside them that are no currency.
    private static bool IsPartOfWord(string text, int start, int end, List<object> tokens)
    {
        bool markBefore = tokens.Count > 0 && tokens[^1] is PlacedMark mark && mark.End == start;
        if (start > 0 && ((char.IsLetter(text[start - 1]) && !IsUnspaced(text[start - 1])) || text[start - 1] == '_') && !markBefore)
            return true;
        if (end == text.Length || !char.IsLetter(text[end]) || CurrencyMarks.At(text, end) is not null)
            return false;
        // "$1,299.99Sale": a badge that the layout parts and the text does not.
        bool badge = markBefore && char.IsUpper(text[end]) && end + 1 < text.Length && char.IsLower(text[end + 1]);
        return !badge;
    }

    // Scripts that put no spaces between words.
    private static bool IsUnspaced(char c) => c is (>= '\u0e00' and <= '\u0e7f') or (>= '\u3040' and <= '\u30ff') or (>= '\u3400' and <= '\u9fff') or (>= '\uac00' and <= '\ud7af');

    private static bool IsAbbreviated(string text, int end)
    {
        int at = end < text.Length && text[end] == ' ' ? end + 1 : end;
        if (at < text.Length && text[at] is '万' or '萬' or '億' or '亿' or '천' or '만')
            return true;
        int stop = at;
        while (stop < text.Length && (char.IsLetter(text[stop]) || text[stop] == '.'))
            stop++;
        return s_abbreviations.Contains(text[at..stop], StringComparer.OrdinalIgnoreCase);
    }

    private static bool IsPercentage(string text, int end)
    {
        int at = end < text.Length && text[end] == ' ' ? end + 1 : end;
        return at < text.Length && text[at] == '%';
    }

    // "USD $1,299" and "1 299 $ CAD" name one currency by two marks. Between two numbers they may be each one's own.
    private static void MergeMarks(string text, List<object> tokens)
    {
        for (int i = 0; i + 1 < tokens.Count; i++)
        {
            if (tokens[i] is not PlacedMark first || tokens[i + 1] is not PlacedMark second || !OnlySpace(text, first.End, second.Start))
                continue;
            bool between = i > 0 && tokens[i - 1] is PriceNumber left && OnlySpace(text, left.End, first.Start)
                && i + 2 < tokens.Count && tokens[i + 2] is PriceNumber right && OnlySpace(text, second.End, right.Start);
            string[] both = [.. first.Mark.Currencies.Intersect(second.Mark.Currencies)];
            if (between || both.Length == 0)
                continue;
            tokens[i] = new PlacedMark(new(text[first.Start..second.End], both), first.Start, second.End);
            tokens.RemoveAt(i + 1);
        }
    }

    private static void Assign(string text, List<object> tokens)
    {
        for (int i = 0; i < tokens.Count; i++)
        {
            if (tokens[i] is not PriceNumber number)
                continue;
            if (i > 0 && tokens[i - 1] is PlacedMark before && !before.Taken && Suits(before.Mark, number) && OnlySpace(text, before.End, number.Start))
            {
                number.Before = before.Mark;
                number.OuterStart = before.Start;
                before.Taken = true;
            }
            if (i + 1 == tokens.Count || tokens[i + 1] is not PlacedMark after || !Suits(after.Mark, number) || !OnlySpace(text, number.End, after.Start))
                continue;
            // Between two numbers a mark is the first one's, unless that has its own already, "$1,299 $1,499", or it is nearer to the second, "(12) $1,299".
            bool nextsOwn = i + 2 < tokens.Count && tokens[i + 2] is PriceNumber next && OnlySpace(text, after.End, next.Start)
                && (number.Before is not null || (next.Start - after.End < after.Start - number.End && !HasMarkBehind(text, tokens, i + 2)));
            if (nextsOwn)
                continue;
            number.After = after.Mark;
            number.OuterEnd = after.End;
            after.Taken = true;
        }
    }

    private static bool HasMarkBehind(string text, List<object> tokens, int index) =>
        index + 1 < tokens.Count && tokens[index + 1] is PlacedMark mark && OnlySpace(text, ((PriceNumber)tokens[index]).End, mark.Start);

    private static bool Suits(CurrencyMark mark, PriceNumber number) => !CurrencyMarks.IsWeak(mark) || number.Raw.Length >= 3;

    // "Q3 144 GB" is a quarter and no 3,144 quetzals.
    private static bool IsQuarter(string text, int at) =>
        at + 1 < text.Length && text[at] == 'Q' && text[at + 1] is >= '1' and <= '4' && (at + 2 == text.Length || !(char.IsAsciiDigit(text[at + 2]) || text[at + 2] is ',' or '.'));

    private static bool OnlySpace(string text, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            if (text[i] is not (' ' or ':' or '(' or ')' or '.' or '-'))
                return false;
        }
        return true;
    }

    private sealed record PlacedMark(CurrencyMark Mark, int Start, int End)
    {
        public bool Taken { get; set; }
    }
}
