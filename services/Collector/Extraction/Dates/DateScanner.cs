using System.Globalization;
using System.Text.RegularExpressions;

namespace Tracker.Collector.Extraction.Dates;

/// <summary>Cuts a text into the words that make dates.</summary>
internal static partial class DateScanner
{
    public static List<DateToken> Scan(string text)
    {
        List<DateToken> tokens = [];
        foreach (Match match in Piece().Matches(text))
            Add(tokens, text, match);
        return tokens;
    }

    private static void Add(List<DateToken> tokens, string text, Match match)
    {
        int start = match.Index;
        // A phrase may have taken this word already.
        if (tokens.Count > 0 && start < tokens[^1].End)
            return;
        int end = start + match.Length;
        if (match.Groups["day"].Success)
            tokens.Add(Day(match.Value, start, end));
        else if (match.Groups["month"].Success)
        {
            tokens.Add(new(DateWord.Year, Number(match.Value[..4]), start, start + 4));
            tokens.Add(new(DateWord.Month, Number(match.Value[5..]), start + 4, end));
        }
        else if (match.Groups["code"].Success)
            AddCode(tokens, match, start, end);
        else if (match.Groups["year"].Success)
            tokens.Add(new(IsMeasure(text, end) ? DateWord.Other : DateWord.Year, Number(match.Value), start, end));
        else if (match.Groups["short"].Success)
            tokens.Add(new(DateWord.ShortYear, 2000 + Number(match.Value[1..]), start, end));
        else if (match.Groups["ordinal"].Success)
            tokens.Add(new(IsMeasure(text, end) ? DateWord.Other : DateWord.Number, Number(match.Groups["ordinal"].Value), start, end));
        else if (match.Groups["sign"].Success)
            tokens.Add(new(match.Value is "," or "." ? DateWord.Filler : DateWord.Join, 0, start, end));
        else if (match.Groups["other"].Success)
            tokens.Add(new(DateWord.Other, 0, start, end));
        else if (match.Groups["chinese"].Success)
            AddChinese(tokens, text, start, end);
        else
            AddWord(tokens, text, match.Value, start, end);
    }

    private static void AddWord(List<DateToken> tokens, string text, string word, int start, int end)
    {
        if (DateVocabulary.PhraseAt(text, start) is (string phrase, DateWord kind, int meaning))
        {
            tokens.Add(new(kind, meaning, start, start + phrase.Length));
            return;
        }
        word = word.Replace('’', '\'');
        int apostrophe = word.IndexOf('\'', StringComparison.Ordinal);
        (DateWord found, int value) = DateVocabulary.Find(word);
        // French writes articles onto words: "l'automne", "d'avril".
        if (found == DateWord.Other && apostrophe is 1)
            (found, value) = DateVocabulary.Find(word[2..]);
        tokens.Add(new(found, value, start, end) { IsDoubtful = found == DateWord.Month && (word.Length == 3 || word is "march" or "mars") && char.IsLower(word[0]) });
    }

    // Q3, 3Q26, Q3'26, 2026Q3, H2, 2H26, T3, S2.
    private static void AddCode(List<DateToken> tokens, Match match, int start, int end)
    {
        if (match.Groups["front"].Success)
            tokens.Add(new(DateWord.Year, Number(match.Groups["front"].Value), start, start));
        string letter = match.Groups["letter"].Value.ToUpperInvariant();
        int number = Number(match.Groups["n1"].Success ? match.Groups["n1"].Value : match.Groups["n2"].Value);
        bool half = letter is "H" or "S";
        tokens.Add(half && number > 2 ? new(DateWord.Other, 0, start, end) : new(half ? DateWord.Half : DateWord.Quarter, number, start, end));
        if (match.Groups["back"].Success)
            tokens.Add(new(DateWord.ShortYear, 2000 + Number(match.Groups["back"].Value), end, end));
    }

    private static void AddChinese(List<DateToken> tokens, string text, int start, int end)
    {
        int at = start;
        while (at < end)
        {
            (string Text, DateWord Word, int Value) found = DateVocabulary.Chinese.FirstOrDefault(w => string.CompareOrdinal(text, at, w.Text, 0, w.Text.Length) == 0);
            int length = found.Text?.Length ?? 1;
            tokens.Add(new(found.Text is null ? DateWord.Other : found.Word, found.Value, at, at + length));
            at += length;
        }
    }

    // 18.03.2027 is the eighteenth; 3/4/2027 is two days, depending on the reader.
    private static DateToken Day(string text, int start, int end)
    {
        string[] parts = text.Split('-', '.', '/');
        (int year, int month, int day) = parts[0].Length == 4
            ? (Number(parts[0]), Number(parts[1]), Number(parts[2]))
            : (Number(parts[2]), Number(parts[1]), Number(parts[0]));
        if (text.Contains('/', StringComparison.Ordinal) && parts[0].Length < 4)
        {
            if (month > 12)
                (month, day) = (day, month);
            else if (day <= 12 && day != month)
                return new(DateWord.Other, 0, start, end);
        }
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new(DateWord.Day, 0, start, end) { Date = new(year, month, day) }
            : new(DateWord.Other, 0, start, end);
    }

    // "March 24 GB": the number is no day.
    private static bool IsMeasure(string text, int end) => Unit().IsMatch(text.AsSpan(end, Math.Min(12, text.Length - end)));

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"(?<day>(?<![\d./-])(?:20\d\d-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.20\d\d|\d{1,2}/\d{1,2}/20\d\d)(?![\d/-]))"
        + @"|(?<month>(?<![\d-])20\d\d-(?:0[1-9]|1[0-2])(?![\d-]))"
        + @"|(?<code>(?<![\p{L}\d])(?:(?<front>20\d\d)\s?)?(?:C?(?<letter>[QqHTS])(?<n1>[1-4])|(?<n2>[1-4])\s?(?<letter>[QqHTS]))(?:\s?['’/]?(?<back>2\d)(?!\d))?(?![\p{L}\d%]))"
        + @"|(?<other>[$€£¥₹]\s?\d[\d.,]*|\d+[.,]\d+[\d.,]*|\d{5,}|(?<!\d)[013-9]\d{2,3}(?!\d)|(?<!\d)2[1-9]\d\d(?!\d)|(?<!\d)2\d\d(?!\d)|\d+(?!(?:st|nd|rd|th|er|e|го|м|й)(?!\p{L}))[A-Za-zÀ-ɏЀ-ӿ]+)"
        + @"|(?<year>(?<!\d)20\d\d(?!\d))"
        + @"|(?<short>['’]2\d(?!\d))"
        + @"|(?<ordinal>(?<!\d)\d{1,2}(?!\d))(?:st|nd|rd|th|er|-?го|-?м|-?й|º)?(?!\p{L}(?<![年月日号至到]))"
        + @"|(?<chinese>[\u4e00-\u9fff]+)"
        + @"|(?<sign>[-–—/~,.])"
        + @"|[\p{L}](?:[\p{L}]|['’](?=\p{L}))*(?:-end)?"
        + @"|(?<other>\S)",
        RegexOptions.CultureInvariant,
        500)]
    private static partial Regex Piece();

    [GeneratedRegex(@"^\s?-?(GB|TB|MB|GiB|W|kW|watts?|%|x|×|nm|GHz|MHz|cores?|cards?|GPUs?|TFLOPS|TOPS|PFLOPS|USD|EUR|dollars?|euros?|€|\$|million|billion|percent)(?!\p{L})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 100)]
    private static partial Regex Unit();
}
