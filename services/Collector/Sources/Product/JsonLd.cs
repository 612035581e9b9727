using AngleSharp.Dom;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Tracker.Collector.Extraction;
using Tracker.Collector.Extraction.Offers;

namespace Tracker.Collector.Sources.Product;

/// <summary>Reads the JSON-LD blocks of a page. A block that cannot be read is a problem; the others are still read.</summary>
internal static class JsonLd
{
    private const int BlockLimit = 50;

    public static IReadOnlyList<MarkupOffer> Read(IDocument document, List<ExtractionProblem> problems, bool lists = false)
    {
        List<MarkupOffer> offers = [];
        // Graphs may be spread over blocks, so all are one tree.
        JArray blocks = [];
        int index = 0;
        foreach (IElement script in document.QuerySelectorAll("script[type*='ld+json' i]").Take(BlockLimit))
        {
            if (Parse(script.TextContent, $"json-ld[{index}]", problems) is JToken block)
                blocks.Add(block);
            else
                blocks.Add(JValue.CreateNull());
            index++;
        }
        offers.AddRange(SchemaProducts.Read(blocks, "json-ld", lists));
        return offers;
    }

    private static JToken? Parse(string text, string place, List<ExtractionProblem> problems)
    {
        string json = text.Replace("//<![CDATA[", "", StringComparison.Ordinal).Replace("//]]>", "", StringComparison.Ordinal)
            .Replace("<![CDATA[", "", StringComparison.Ordinal).Replace("]]>", "", StringComparison.Ordinal).Trim().TrimEnd(';');
        if (json.Length == 0)
            return null;
        try
        {
            using JsonTextReader reader = new(new StringReader(json))
            {
                FloatParseHandling = FloatParseHandling.Decimal,
                DateParseHandling = DateParseHandling.None,
                MaxDepth = 64,
            };
            return JToken.ReadFrom(reader);
        }
        catch (Exception e) when (e is JsonException or FormatException or OverflowException or ArgumentException)
        {
            problems.Add(new(ProblemCodes.MalformedJsonLd, ScrapedText.Line(e.Message, 300), place));
            return null;
        }
    }
}
