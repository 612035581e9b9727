using System.Net;
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

    private static readonly JsonLoadSettings s_settings = new() { CommentHandling = CommentHandling.Ignore };

    public static IReadOnlyList<MarkupOffer> Read(IDocument document, List<ExtractionProblem> problems, bool lists = false)
    {
        List<MarkupOffer> offers = [];
        // Graphs may be spread over blocks, so all are one tree.
        JArray blocks = [];
        int index = 0;
        foreach (IElement script in document.QuerySelectorAll("script[type*='ld+json' i]").Take(BlockLimit))
        {
            blocks.Add(Parse(script.TextContent, $"json-ld[{index}]", problems) ?? JValue.CreateNull());
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
        // Some templates escape the block as if it were text.
        if (json.AsSpan(0, Math.Min(json.Length, 20)).Contains("&quot;", StringComparison.Ordinal) || json.AsSpan(0, Math.Min(json.Length, 20)).Contains("&#34;", StringComparison.Ordinal))
            json = WebUtility.HtmlDecode(json);
        try
        {
            using JsonTextReader reader = new(new StringReader(json))
            {
                FloatParseHandling = FloatParseHandling.Decimal,
                DateParseHandling = DateParseHandling.None,
                MaxDepth = 64,
                SupportMultipleContent = true,
            };
            // Others put several objects into one block, or comments around it.
            JArray values = [];
            while (values.Count < BlockLimit && reader.Read())
            {
                if (reader.TokenType != JsonToken.Comment)
                    values.Add(JToken.ReadFrom(reader, s_settings));
            }
            return values.Count switch { 0 => null, 1 => values[0], _ => values };
        }
        catch (Exception e) when (e is JsonException or FormatException or OverflowException or ArgumentException)
        {
            problems.Add(new(ProblemCodes.MalformedJsonLd, ScrapedText.Line(e.Message, 300), place));
            return null;
        }
    }
}
