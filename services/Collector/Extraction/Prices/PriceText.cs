using System.Globalization;
using System.Text;

namespace Tracker.Collector.Extraction.Prices;

/// <summary>Brings the many ways to write digits, spaces and signs to one, without changing what is said.</summary>
internal static class PriceText
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
                bool cents = plain.Length > 0 && char.IsAsciiDigit(plain[^1]) && IsRaisedPair(text, i);
                if (cents)
                    plain.Append(DecimalMark).Append((char)('0' + raised)).Append((char)('0' + Superscripts.IndexOf(text[++i], StringComparison.Ordinal)));
                else
                    plain.Append(' ');
                continue;
            }
            if (Plain(c) is char kept)
                plain.Append(kept);
        }
        return plain.ToString();
    }

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
            '’' or '‘' or 'ʼ' or '´' or '`' => '\'',
            '−' => '-',
            _ => char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Control ? null : c,
        };
    }
}
