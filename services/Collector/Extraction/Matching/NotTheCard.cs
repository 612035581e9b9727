using System.Text.RegularExpressions;

namespace Tracker.Collector.Extraction.Matching;

/// <summary>Tells a card from what is sold around it: machines that hold one, parts for one, a share of one.</summary>
internal static partial class NotTheCard
{
    /// <summary>Why an item is not the card itself; null where nothing says so.</summary>
    /// <param name="text">The title without the card's name, whose own words ("Workstation Edition") say nothing.</param>
    /// <param name="isSystem">Whether the product looked for is a machine itself.</param>
    public static string? Reason(string text, bool isSystem)
    {
        if (Part().IsMatch(text))
            return "a part or accessory, not the card";
        if (Share().IsMatch(text))
            return "a share of a card";
        if (isSystem)
            return null;
        bool system = Machine().IsMatch(text) || (Place().IsMatch(text) && !Card().IsMatch(text));
        return system ? "a system, not the card alone" : null;
    }

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private const int Milliseconds = 500;

    [GeneratedRegex(@"\b(water[\s-]?block|wasserk(ü|ue)hler|back[\s-]?plate|bracket|riser|heat ?sink|thermal pads?|shroud|anti-?sag|sticker|empty box|box only|nur (ovp|karton)|for parts|parts only|not working|defekt|defective|broken|replacement fan)\b", Options, Milliseconds)]
    private static partial Regex Part();

    [GeneratedRegex(@"\bMIG\b|\b\d+g\.\d+gb\b|\bvGPU\b|\b(1/2|1/4|1/8|half|quarter) (gpu|card)\b", Options, Milliseconds)]
    private static partial Regex Share();

    [GeneratedRegex(@"\b(laptop|notebook|gaming pc|desktop pc|desktop computer|tower pc|workstation pc|workstation computer|mobile workstation|pre-?built|bare-?bones?|mini pc|all-in-one|xeon|epyc|threadripper|ryzen [3579]|core[\s-]?i[3579]|core ultra|windows 1[01]|ddr[45]|ssd|nvme|rack ?mount|[1-8]u (rack|server|gpu))\b", Options, Milliseconds)]
    private static partial Regex Machine();

    [GeneratedRegex(@"\b(workstation|server|desktop|computer|pc|tower|komplett-?pc|rechner)\b(?! (graphics|gpu|video|card|edition|vga|accelerator))", Options, Milliseconds)]
    private static partial Regex Place();

    [GeneratedRegex(@"\b(graphics? card|graphics? board|video card|gpu card|grafikkarte|carte graphique|tarjeta gráfica|scheda (video|grafica)|karta graficzna|videokaart|видеокарта|グラフィックボード|显卡|vga card|accelerator card)\b", Options, Milliseconds)]
    private static partial Regex Card();
}
