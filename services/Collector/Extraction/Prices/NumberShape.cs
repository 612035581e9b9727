using System.Globalization;

namespace Tracker.Collector.Extraction.Prices;

/// <summary>Reads a number by its shape: which sign groups thousands, and which one begins the decimals.</summary>
internal static class NumberShape
{
    /// <summary>More digits than any price has.</summary>
    private const int DigitLimit = 15;

    /// <summary>Currencies of thousandths whose country writes a decimal point, so that a comma groups.</summary>
    private static readonly HashSet<string> s_pointThousandths = ["KWD", "BHD", "OMR", "JOD"];

    /// <summary>Currencies of thousandths whose country writes a decimal comma.</summary>
    private static readonly HashSet<string> s_commaThousandths = ["TND", "LYD"];

    /// <summary>The amount; null with the problem where the shape allows none or two.</summary>
    /// <param name="raw">Digits and single separators between them.</param>
    /// <param name="currency">The currency, where the text tells it.</param>
    /// <param name="isRate">Whether it is a rate, which may have more decimals than money.</param>
    public static decimal? Read(string raw, string? currency, bool isRate, out string? problem)
    {
        problem = null;
        if (raw.Count(char.IsAsciiDigit) > DigitLimit)
            problem = "a number too long for a price";
        else if (Split(raw, currency, isRate, out problem) is (string whole, string fraction))
            return decimal.Parse(fraction.Length == 0 ? whole : $"{whole}.{fraction}", CultureInfo.InvariantCulture);
        return null;
    }

    private static (string Whole, string Fraction)? Split(string raw, string? currency, bool isRate, out string? problem)
    {
        problem = null;
        char[] signs = [.. raw.Where(c => !char.IsAsciiDigit(c))];
        if (signs.Length == 0)
            return (raw, "");
        char last = signs[^1];
        string[] groups = raw.Split(signs);
        bool same = Array.TrueForAll(signs, sign => sign == last);

        if (same && signs.Length == 1 && last is '.' or ',')
            return SplitSingle(groups[0], groups[1], last, currency, isRate, out problem);
        // Spaniards write 12'95 as well.
        bool apostrophe = last is '\'' && groups[^1].Length == 2 && signs.Count(sign => sign == last) == 1;
        if (last is PriceText.DecimalMark || apostrophe)
            return WithFraction(signs, groups, out problem);
        if (same)
            return WithoutFraction(groups, last, out problem);
        return last is '.' or ',' && signs.Count(sign => sign == last) == 1
            ? WithFraction(signs, groups, out problem)
            : Unreadable(out problem);
    }

    // One point or comma: decimals or thousands?
    private static (string Whole, string Fraction)? SplitSingle(
        string whole, string rest, char sign, string? currency, bool isRate, out string? problem)
    {
        problem = null;
        if (rest.Length <= 2)
            return (whole, rest);
        if (whole.Length == 0)
            return Unreadable(out problem);
        // Wholesalers price to the hundredth of a cent; five digits may be a thousand and cents that were small print.
        if (rest.Length > 3 && (isRate || (sign == '.' && rest.Length != 5)))
            return (whole, rest);
        if (rest.Length > 3)
            return Unreadable(out problem);
        // Three digits behind it. A group of thousands has one to three digits before it, and none that begins with 0.
        if (whole.Length > 3 || whole[0] == '0')
            return (whole, rest);
        // No money but the dinars and the rial has thousandths; a rate may.
        bool fraction = sign == '.'
            ? isRate || s_pointThousandths.Contains(currency ?? "")
            : s_commaThousandths.Contains(currency ?? "");
        if (fraction)
            return (whole, rest);
        if (isRate || (sign == '.' && s_commaThousandths.Contains(currency ?? "")))
        {
            problem = $"ambiguous: {whole}{sign}{rest} may be {whole}{rest} or {whole} and a fraction";
            return null;
        }
        return (whole + rest, "");
    }

    private static (string Whole, string Fraction)? WithFraction(char[] signs, string[] groups, out string? problem)
    {
        string fraction = groups[^1];
        char[] grouping = signs[..^1];
        if (Array.Exists(grouping, sign => sign != grouping[0] || sign == PriceText.DecimalMark)
            || fraction.Length > 3
            || (grouping.Length > 0 && !IsGrouped(groups[..^1], grouping[0])))
            return Unreadable(out problem);
        problem = null;
        return (string.Concat(groups[..^1]), fraction);
    }

    private static (string Whole, string Fraction)? WithoutFraction(string[] groups, char sign, out string? problem)
    {
        if (!IsGrouped(groups, sign))
            return Unreadable(out problem);
        problem = null;
        return (string.Concat(groups), "");
    }

    // Threes, or as in India: three at the end and twos before. China's fours are not seen in shops.
    private static bool IsGrouped(string[] groups, char sign)
    {
        if (groups.Length == 1)
            return true;
        bool first = groups[0].Length is >= 1 and <= 3 && (groups[0][0] != '0' || groups[0].Length == 1);
        if (!first || groups[^1].Length != 3)
            return false;
        string[] middle = groups[1..^1];
        return Array.TrueForAll(middle, g => g.Length == 3)
            || (sign == ',' && groups[0].Length <= 2 && Array.TrueForAll(middle, g => g.Length == 2));
    }

    private static (string Whole, string Fraction)? Unreadable(out string? problem)
    {
        problem = "a number whose separators make no sense";
        return null;
    }
}
