using System.Globalization;
using System.Text.RegularExpressions;

namespace Tracker.Collector.Sources.Table;

/// <summary>A column of technical figures: which figure of a GPU entry it is, and what its unit is worth.</summary>
/// <param name="Field">The name of the figure, such as <c>memory_gb</c>.</param>
/// <param name="Unit">The unit of cells that name none: <c>GB</c>, <c>GB/s</c>, <c>W</c>, <c>TFLOPS</c>; null where the header has none.</param>
internal sealed partial record SpecColumn(string Field, string? Unit)
{
    /// <summary>The figure that a header names; null for any other column. System memory is not the card's.</summary>
    public static SpecColumn? Of(string header)
    {
        Match unit = UnitPattern().Match(header);
        string? named = unit.Success ? unit.Value.ToUpperInvariant().Replace(" ", "", StringComparison.Ordinal) : null;
        if (Bandwidth().IsMatch(header))
            return new("bandwidth_gb_per_s", named);
        if (Memory().IsMatch(header) && !SystemMemory().IsMatch(header))
            return new("memory_gb", named);
        if (Power().IsMatch(header))
            return new("tdp_watts", named);
        return Compute().Match(header) is { Success: true } compute && !header.Contains("spars", StringComparison.OrdinalIgnoreCase)
            ? new($"{compute.Groups[1].Value.ToLowerInvariant()}_{(compute.Groups[1].Value.StartsWith("INT", StringComparison.OrdinalIgnoreCase) ? "tops" : "tflops")}", named)
            : null;
    }

    /// <summary>The figure of a cell in the field's unit; null where the cell has none, or several, or no unit is known.</summary>
    public string? Read(string cell)
    {
        MatchCollection figures = Figure().Matches(cell);
        if (figures is not [Match figure] || !decimal.TryParse(figure.Groups[1].Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number))
            return null;
        string? unit = figure.Groups[2].Success && figure.Groups[2].Length > 0 ? figure.Groups[2].Value.ToUpperInvariant().Replace(" ", "", StringComparison.Ordinal) : Unit;
        decimal? scale = (Field, unit) switch
        {
            ("memory_gb", "GB" or "GIB") => 1,
            ("memory_gb", "TB") => 1000,
            ("bandwidth_gb_per_s", "GB/S" or "GBPS") => 1,
            ("bandwidth_gb_per_s", "TB/S" or "TBPS") => 1000,
            ("tdp_watts", "W" or "WATT" or "WATTS") => 1,
            ("tdp_watts", "KW") => 1000,
            (_, "TFLOPS" or "TFLOP/S" or "TOPS") when Field.EndsWith("ops", StringComparison.Ordinal) => 1,
            (_, "PFLOPS" or "POPS") when Field.EndsWith("ops", StringComparison.Ordinal) => 1000,
            _ => null,
        };
        return scale is decimal factor && number > 0 ? (number * factor).ToString("G29", CultureInfo.InvariantCulture) : null;
    }

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private const int Milliseconds = 250;

    [GeneratedRegex(@"\b(memory|vram|gpu ram|speicher|mémoire|memoria|память|显存|メモリ)\b|显存|メモリ", Options, Milliseconds)]
    private static partial Regex Memory();

    [GeneratedRegex(@"\b(system|host|cpu|type|clock|bus|interface|typ|arbeitsspeicher)\b", Options, Milliseconds)]
    private static partial Regex SystemMemory();

    [GeneratedRegex(@"bandwidth|bandbreite|bande passante|ancho de banda|пропускная способность|带宽|帯域", Options, Milliseconds)]
    private static partial Regex Bandwidth();

    [GeneratedRegex(@"\b(tdp|tgp|tbp|board power|power|leistungsaufnahme|consommation|consumo)\b|功耗", Options, Milliseconds)]
    private static partial Regex Power();

    [GeneratedRegex(@"\b(bf16|fp8|fp4|int8)\b.*\b(?:tflops|tops|pflops|performance|dense|tensor)\b", Options, Milliseconds)]
    private static partial Regex Compute();

    [GeneratedRegex(@"(?<![\p{L}])(?:[TG]B\s?/\s?s|[TG]Bps|[TG]i?B|kW|W(?:atts?)?|[TP]FLOPS|[TP]OPS)(?![\p{L}])", Options, Milliseconds)]
    private static partial Regex UnitPattern();

    [GeneratedRegex(@"(?<![\p{L}\d.,])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s?([TG]B\s?/\s?s|[TG]Bps|[TG]i?B|kW|W(?:atts?)?|[TP]FLOPS|[TP]OPS)?(?![\p{L}\d])", Options, Milliseconds)]
    private static partial Regex Figure();
}
