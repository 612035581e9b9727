using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using Tracker.Collector.Extraction;

namespace Tracker.Collector.Sources.Product;

/// <summary>Chooses the price of an offer among its own and those of its price specifications.</summary>
internal static partial class PriceSpecification
{
    public static (string? Price, bool IsText, string? Currency, ExtractionProblem? Problem) Read(
        JObject offer, IReadOnlyList<JToken> specifications, string place)
    {
        (string? own, bool isText) = SchemaProducts.PriceText(offer, "price");
        if (own is not null)
            return (own, isText, null, null);
        List<JObject> usable = [.. Flatten(specifications, 0).Where(IsThePrice)];
        // The price of a litre beside that of the bottle.
        if (usable.Exists(s => s["referenceQuantity"] is null))
            usable.RemoveAll(s => s["referenceQuantity"] is not null);
        List<JObject> sale = [.. usable.Where(s => SchemaProducts.Text(s, "priceType")?.Contains("Sale", StringComparison.OrdinalIgnoreCase) == true)];
        JObject[] chosen = [.. (sale.Count > 0 ? sale : usable).DistinctBy(s => (SchemaProducts.PriceText(s, "price").Text, SchemaProducts.Text(s, "priceCurrency")))];
        switch (chosen)
        {
            case [JObject only]:
                (string? price, bool text) = SchemaProducts.PriceText(only, "price");
                return (price, text, SchemaProducts.Text(only, "priceCurrency"), null);
            case []:
                JObject? range = specifications.OfType<JObject>().FirstOrDefault(s => s["minPrice"] is not null || s["maxPrice"] is not null);
                return (null, false, null, range is null ? null : new(
                    ProblemCodes.PriceRange,
                    $"prices from {SchemaProducts.Text(range, "minPrice") ?? "?"} to {SchemaProducts.Text(range, "maxPrice") ?? "?"}: a range is no price",
                    place));
            default:
                string candidates = string.Join(", ", chosen.Select(s => $"{SchemaProducts.PriceText(s, "price").Text} {SchemaProducts.Text(s, "priceCurrency")}"));
                return (null, false, null, new(ProblemCodes.AmbiguousPrice, $"several price specifications: {candidates}", place));
        }
    }

    // A compound price is made of parts, each a specification.
    private static IEnumerable<JObject> Flatten(IEnumerable<JToken> specifications, int depth)
    {
        foreach (JObject specification in specifications.OfType<JObject>())
        {
            yield return specification;
            if (depth < 2 && specification["priceComponent"] is JToken parts && specification["price"] is null)
            {
                foreach (JObject part in Flatten(parts is JArray array ? array : [parts], depth + 1))
                    yield return part;
            }
        }
    }

    private static bool IsThePrice(JObject specification) =>
        SchemaProducts.PriceText(specification, "price").Text is not null
        && !OldPrice().IsMatch(SchemaProducts.Text(specification, "priceType") ?? "")
        && !IsForSome(specification);

    // Instalments, members' prices and prices for several at once are not what one card costs.
    private static bool IsForSome(JObject specification) =>
        specification["billingDuration"] is not null
        || specification["billingIncrement"] is not null
        || specification["validForMemberTier"] is not null
        || (SchemaProducts.Text(specification, "unitCode") is string unit && Period().IsMatch(unit))
        || SchemaProducts.IsForSeveral(specification);

    [GeneratedRegex("list|strike|msrp|srp|regular|minimumadvertised|invoice", RegexOptions.IgnoreCase, 250)]
    private static partial Regex OldPrice();

    // UN/CEFACT: month, week, year, day.
    [GeneratedRegex("^(MON|WEE|ANN|DAY)$", RegexOptions.IgnoreCase, 250)]
    private static partial Regex Period();
}
