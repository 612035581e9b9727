using Newtonsoft.Json.Linq;

namespace Tracker.Collector.Sources.Json;

/// <summary>The listing that every Shopify shop has at <c>/products.json</c>: products, each with variants.</summary>
internal static class ShopifyProducts
{
    public static bool IsShape(JToken root) =>
        root is JObject answer && answer["products"] is JArray products && products.First is JObject first && first["variants"] is JArray;

    public static IEnumerable<JsonItem> Read(JToken root)
    {
        foreach (JObject product in ((JArray)root["products"]!).OfType<JObject>())
        {
            string? name = JsonTexts.Of(product["title"]);
            string? handle = JsonTexts.Of(product["handle"]);
            foreach (JObject variant in (product["variants"] as JArray ?? []).OfType<JObject>())
            {
                string? variantName = JsonTexts.Of(variant["title"]);
                yield return new()
                {
                    Place = variant.Path,
                    Title = variantName is null or "Default Title" ? name : $"{name} - {variantName}",
                    Prices = JsonTexts.Of(variant["price"]) is string price ? [price] : [],
                    Url = handle is null ? null : $"/products/{Uri.EscapeDataString(handle)}",
                    Sku = JsonTexts.Of(variant["sku"]),
                    Availability = JsonTexts.Of(variant["available"]),
                };
            }
        }
    }
}
