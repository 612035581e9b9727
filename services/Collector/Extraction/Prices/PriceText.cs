using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Tracker.Collector.Extraction.Prices;

/// <summary>Brings the many ways to write digits, spaces and signs to one, without changing what is said.</summary>
internal static partial class PriceText
{
    /// <summary>Stands before cents that are written raised, and is the decimal sign of Arabic texts.</summary>
    public const char DecimalMark = '٫';

    /// <summary>Stands for a space that only a number holds together.</summary>
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    public static string Normalise(string text)
    {
        StringBuilder plain = new(text.Length + 1);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            int raised = Superscripts.IndexOf(c, StringComparison.Ordinal);
            if (raised >= 0)
            {
                // "1299⁹⁹": raised digits behind a digit are its cents; elsewhere they mark a footnote.
                bool pointed = plain.Length > 1 && plain[^1] is '.' or ',' && char.IsAsciiDigit(plain[^2]);
                bool cents = plain.Length > 0 && (pointed || char.IsAsciiDigit(plain[^1])) && IsRaisedPair(text, i);
                if (cents)
                    plain.Remove(plain.Length - (pointed ? 1 : 0), pointed ? 1 : 0).Append(DecimalMark).Append((char)('0' + raised)).Append((char)('0' + Superscripts.IndexOf(text[++i], StringComparison.Ordinal)));
                else
                    plain.Append(' ');
                continue;
            }
            if (Plain(c) is char kept)
                plain.Append(kept);
        }
        return plain.ToString();
    }

    /// <summary>
    /// Brings cents to their number that a page's layout parts from it: <c>1299€99</c>, <c>1.299, 99 €</c>, and
    /// <c>$1,299 99</c> where the cents were small print; <c>$1,299.99$1,29999</c> says it once for screen readers.
    /// </summary>
    public static string JoinCents(string plain) =>
        RaisedCents().Replace(PartedCents().Replace(CentsBehindSymbol().Replace(WithoutRepetition(plain), "٫$2$1"), "٫$1"), "$1٫$2");

    private static string WithoutRepetition(string plain)
    {
        if (Repeated().Match(plain) is not { Success: true } match)
            return plain;
        string spoken = match.Groups["spoken"].Value;
        return string.Concat(spoken.Where(char.IsAsciiDigit)) == string.Concat(match.Groups["shown"].Value.Where(char.IsAsciiDigit)) ? spoken : plain;
    }

    [GeneratedRegex(@"^(?<spoken>(?<symbol>[$€£¥₹])\s?\d[\d.,]*[.,]\d{2})\s?\k<symbol>(?<shown>\d[\d.,]*)$", RegexOptions.CultureInvariant, 250)]
    private static partial Regex Repeated();

    [GeneratedRegex(@"(?<=\d)(?:[.,] | [.,] ?)(\d{2})(?=\s?($|[^\w\s%.,:/-])|\s(zł|Kč|kr|lei|EUR|USD)\b)", RegexOptions.CultureInvariant, 250)]
    private static partial Regex PartedCents();

    [GeneratedRegex(@"(?<=^[^€£$]*\d)(?<!\d[.,]\d{2})(\s?(?:[€£]|zł)(?:\s(?=\d{2}\s*$))?)(\d{2})(?![\d.,])", RegexOptions.CultureInvariant, 250)]
    private static partial Regex CentsBehindSymbol();

    [GeneratedRegex(@"([$€£]\s?(?:\d{1,3}(?:[.,']\d{3})+|\d{1,7})) [.,]?(\d{2})$", RegexOptions.CultureInvariant, 250)]
    private static partial Regex RaisedCents();

    private static bool IsRaisedPair(string text, int at) =>
        at + 1 < text.Length && Superscripts.Contains(text[at + 1]) && (at + 2 == text.Length || !Superscripts.Contains(text[at + 2]));

    // Null drops the character.
    private static char? Plain(char c)
    {
        if (c < 128)
            return char.IsControl(c) ? ' ' : c;
        if (char.IsDigit(c))
            return (char)('0' + (int)char.GetNumericValue(c));
        if (char.IsWhiteSpace(c))
            return ' ';
        return c switch
        {
            >= '！' and <= '～' => (char)(c - '！' + '!'),
            '￥' => '¥',
            '￦' => '₩',
            '￡' => '£',
            '’' or '‘' or 'ʼ' or '´' or '`' or '′' => '\'',
            '−' => '-',
            _ => char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Control ? null : c,
        };
    }
}
