using System.Globalization;
using System.Text.RegularExpressions;

namespace Tracker.Collector.Extraction.Claims;

/// <summary>Reads memory, bandwidth, compute and power from a clause, in one unit each.</summary>
internal static partial class MeasureReader
{
    /// <summary>The measures of a clause; none where it compares, or speaks of something beside the card.</summary>
    /// <param name="terse">Whether the text is a list of figures: "32 GB, 608 GB/s, $949".</param>
    public static IEnumerable<ExtractedClaim> Read(string clause, bool terse)
    {
        foreach (Match match in Figure().Matches(clause))
        {
            string before = clause[..match.Index];
            string after = clause[(match.Index + match.Length)..];
            // "Up from 96 GB" and "48 GB more" are of the other one.
            if (Other().IsMatch(before) || Difference().IsMatch(after) || Total().IsMatch(clause))
                continue;
            if (Number(match.Groups["number"].Value) is decimal number && Of(number, match.Groups["unit"].Value, before, after, terse) is ExtractedClaim claim)
                yield return UpTo().IsMatch(before) ? claim with { Qualifier = claim.Qualifier is null ? "up to" : $"up to {claim.Qualifier}" } : claim;
        }
    }

    private static ExtractedClaim? Of(decimal number, string unit, string before, string after, bool terse)
    {
        string plain = unit.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        string near = $"{Last(Cut().Split(before)[^1], 32)} | {First(Cut().Split(after)[0], 32)}";
        if (plain.EndsWith("/S", StringComparison.Ordinal) || plain.EndsWith("/С", StringComparison.Ordinal) || plain.EndsWith("PS", StringComparison.Ordinal) && plain[1] == 'B' || plain.Contains("PER", StringComparison.Ordinal))
            return Link().IsMatch(near) ? null : Claim(ClaimKinds.Bandwidth, number * (plain[0] is 'T' or 'Т' ? 1000 : 1), "GB/s");
        switch (plain)
        {
            case "GB" or "GIB" or "TB" or "TIB" or "GBYTE" or "TBYTE" or "GO" or "TO" or "ГБ" or "ТБ":
                bool isMemory = MemoryAfter().IsMatch(after) || MemoryBefore().IsMatch(before) || ((terse || Having().IsMatch(before)) && ListEnd().IsMatch(after));
                return !isMemory || Storage().IsMatch(near) ? null : Claim(ClaimKinds.Memory, number * (plain[0] is 'T' or 'Т' ? 1000 : 1), "GB");
            case "W" or "KW" or "WATT" or "WATTS" or "ВТ":
                decimal watts = number * (plain[0] == 'K' ? 1000 : 1);
                return Supply().IsMatch(near) || watts is < 10 or > 200_000 ? null : Claim(ClaimKinds.Power, watts, "W");
            default:
                bool whole = plain.EndsWith("OPS", StringComparison.Ordinal) && !plain.Contains("FL", StringComparison.Ordinal);
                decimal scale = plain[0] switch { 'P' => 1000m, 'E' => 1_000_000m, _ => 1m };
                return Claim(ClaimKinds.Compute, number * scale, whole ? "TOPS" : "TFLOPS") with { Qualifier = Precision(before, after) };
        }
    }

    // The number format and whether it counts sparse zeros, where the words beside the figure say so.
    private static string? Precision(string before, string after)
    {
        string behind = First(Cut().Split(after)[0], 40);
        string ahead = Last(Cut().Split(before)[^1], 24);
        Match format = Format().Match(behind) is { Success: true } found ? found : Format().Match(ahead);
        Match zeros = Sparsity().Match(behind) is { Success: true } said ? said : Sparsity().Match(ahead);
        string?[] parts = [format.Success ? format.Value.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant() : null, zeros.Success ? (zeros.Value[0] is 'd' or 'D' ? "dense" : "sparse") : null];
        return string.Join(' ', parts.Where(part => part is not null)) is { Length: > 0 } text ? text : null;
    }

    private static ExtractedClaim Claim(string kind, decimal value, string unit) => new()
    {
        Kind = kind,
        Value = value.ToString("G29", CultureInfo.InvariantCulture),
        Unit = unit,
        From = null,
        To = null,
        Sentence = "",
    };

    // "1.8", "1,8" and "1,792": a comma before three digits groups.
    private static decimal? Number(string text)
    {
        string plain = text.Replace(" ", "", StringComparison.Ordinal).Replace("\u00a0", "", StringComparison.Ordinal);
        int comma = plain.IndexOf(',', StringComparison.Ordinal);
        plain = comma >= 0 && plain.Length - comma == 4 ? plain.Replace(",", "", StringComparison.Ordinal) : plain.Replace(',', '.');
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) && number > 0 ? number : null;
    }

    private static string First(string text, int length) => text.Length <= length ? text : text[..length];

    private static string Last(string text, int length) => text.Length <= length ? text : text[^length..];

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private const int Milliseconds = 250;

    [GeneratedRegex(@"(?<![\p{L}\d.,$€£-])(?<number>\d{1,3}(?:,\d{3})+|\d+(?:[.,]\d+)?)[\s-]?(?<unit>[TG]B\s?/\s?s(?:ec)?|[TG]Bps|[TG]B per second|(?-i:[TG]o)\s?/\s?s|[ГТ]Б/с|[TG]i?B(?:yte)?|(?-i:[TG]o)|[ГТ]Б|[PTE]FLOPS?|[PT]OPS|peta(?:flops?|ops)|tera(?:flops?|ops)|exaflops?|PF|TF|kW|W|watts?|Вт)(?![\p{L}\d/])", Options, Milliseconds)]
    private static partial Regex Figure();

    [GeneratedRegex(@"\+\s?$|(?:up from|down from|increased? from|instead of|rather than|than|not|versus|vs\.?|compared (?:to|with)|from (?:the )?\d[\d.,]*\s?\w* to|statt|au lieu de|en lugar de|вместо|predecessor'?s?|previous(?:ly)?|rival'?s?|more than the)\s(?:(?:the|its|an?|announced|previous|original|last|generation'?s?|only|just)\s){0,4}$", Options, Milliseconds)]
    private static partial Regex Other();

    [GeneratedRegex(@"^\s?(?:more|less|fewer|extra|additional|saved?|savings|increase|higher|lower|mehr|weniger|de plus|más|больше)\b", Options, Milliseconds)]
    private static partial Regex Difference();

    [GeneratedRegex(@"\b(?:combined|aggregate|in total|a total of|total(?:ing|ling)|across (?:all|the|\w+ (?:gpus|cards))|(?:two|three|four|six|eight|dual|quad|\d+)\s?(?:x|×)?\s?(?:gpus|cards|of them|accelerators)|per rack|zusammen|insgesamt|au total|en total|в сумме)\b|\b\d+\s?[x×]\s", Options, Milliseconds)]
    private static partial Regex Total();

    [GeneratedRegex(@"\b(?:up to|bis zu|jusqu'à|hasta|до|maximum of)\s$|(?:最高|最多)$", Options, Milliseconds)]
    private static partial Regex UpTo();

    [GeneratedRegex(@"nvlink|interconnect|(?:pcie|pci express)(?! (?:card|gpu|accelerator|board|form factor|version|model|variant|add-in))|ethernet|network|infiniband|ssd|nvme|link|chip-to-chip|c2c|usb|thunderbolt|fabric|scale-(?:up|out)", Options, Milliseconds)]
    private static partial Regex Link();

    [GeneratedRegex(@"^[\s-]{0,2}(?:of\s|de\s|d'|an\s|des\s)?(?:(?:the|fast|faster|on-?board|on-package|unified|coherent|total|gpu|graphics|video|ecc|shared|local|high-bandwidth)\s){0,3}(?:G?DDR\d|HBM\d?e?|LPDDR\d|V?RAM\b|memory|frame ?buffer|speicher|grafikspeicher|mémoire|memoria|памят|видеопамят|显存|内存|顯存)", Options, Milliseconds)]
    private static partial Regex MemoryAfter();

    [GeneratedRegex(@"(?:memory|vram|speicher|mémoire|memoria|памят\p{L}*|显存|内存|顯存)[\s:]{0,2}(?:of|is|capacity(?: of)?|size|at|von|de|容量)?[\s:为]{0,2}(?:up to\s)?$", Options, Milliseconds)]
    private static partial Regex MemoryBefore();

    [GeneratedRegex(@"\b(?:with|has|have|having|gets?|features?|packs?|offers?|carries|sports|includes?|mit|hat|bietet|avec|con|с)\s(?:up to\s|bis zu\s|only\s|an?\s)?$", Options, Milliseconds)]
    private static partial Regex Having();

    [GeneratedRegex(@"^\s?(?:[,.;/+)]|$|and\s(?:\d|draws|consumes|uses|runs|costs|offers|delivers|needs|a\s)|at\s\$|variant|version|model|PCIe|,?\s?not\s|option|base|card|pair)", Options, Milliseconds)]
    private static partial Regex ListEnd();

    [GeneratedRegex(@"\b(?:ssd|nvme|storage|hdd|disk|system (?:memory|ram)|download|model weights|weights|sram|cache|DDR[345]\b(?<!GDDR\d|LPDDR\d)|removed|host memory|festplatte)|\bDDR5", Options, Milliseconds)]
    private static partial Regex Storage();

    [GeneratedRegex(@"\b(?:psu|power supply|power supplies|netzteil|charger|adapter|alimentation|fuente|connector|usb|laptop|per rack|blocks?)\b|блок питания", Options, Milliseconds)]
    private static partial Regex Supply();

    [GeneratedRegex(@"\b(?:NVFP4|MXFP4|FP4|FP6|FP8|FP16|BF16|TF32|FP32|FP64|INT4|INT8|FP-4|FP-8|FP-16)\b", Options, Milliseconds)]
    private static partial Regex Format();

    [GeneratedRegex(@"\b(?:dense|dicht|sparse|sparsity|with sparsity|structured sparsity)\b", Options, Milliseconds)]
    private static partial Regex Sparsity();

    [GeneratedRegex(@"\d[\d.,]*\s?(?:[PTE]FLOPS?|[PT]OPS|PF|TF|GB|TB|W)\b|[,;]", Options, Milliseconds)]
    private static partial Regex Cut();
}
