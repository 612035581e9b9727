using System.Globalization;
using Newtonsoft.Json.Linq;
using Tracker.Collector.Extraction;
using Tracker.Collector.Extraction.Offers;

namespace Tracker.Collector.Sources.Product;

/// <summary>Reads the offers of schema.org products. JSON-LD, microdata and RDFa all come here as the same tree.</summary>
internal sealed class SchemaProducts
{
    /// <summary>Ends the name of a price that is text for people.</summary>
    public const string TextSuffix = "#text";

    private const int DepthLimit = 12;
    private const int OfferLimit = 500;

    private static readonly string[] s_gtins = ["gtin", "gtin13", "gtin14", "gtin12", "gtin8"];
    private static readonly string[] s_wrappers = ["@graph", "mainEntity", "mainEntityOfPage"];
    private static readonly string[] s_inherited = ["priceCurrency", "availability", "itemCondition", "seller"];

    private static readonly string[] s_lists = ["itemListElement", "item", "hasPart"];

    private readonly bool _lists;
    private string _root = "";
    private readonly List<MarkupOffer> _offers = [];
    private readonly Dictionary<string, JObject> _byId = new(StringComparer.Ordinal);

    private SchemaProducts(bool lists) => _lists = lists;

    /// <summary>The offers of all products of a tree; a product without any offer gives one without a price.</summary>
    /// <param name="lists">Whether the products of lists count; on a product's page they are others beside it.</param>
    public static IReadOnlyList<MarkupOffer> Read(JToken root, string place, bool lists = false)
    {
        SchemaProducts reader = new(lists);
        reader.Index(root, 0);
        reader.Walk(root, place, 0);
        return reader._offers;
    }

    // Graphs name their parts once and refer to them by @id.
    private void Index(JToken token, int depth)
    {
        if (depth > DepthLimit)
            return;
        if (token is JObject { Count: > 1 } node && Text(node, "@id") is string id)
            _byId.TryAdd(id, node);
        foreach (JToken child in token.Children())
            Index(child is JProperty property ? property.Value : child, depth + 1);
    }

    private void Walk(JToken? token, string place, int depth)
    {
        if (depth > DepthLimit || _offers.Count >= OfferLimit)
            return;
        switch (token)
        {
            case JArray array:
                for (int i = 0; i < array.Count; i++)
                    Walk(array[i], $"{place}[{i}]", depth + 1);
                break;
            case JObject node when IsType(node, "Product", "ProductModel", "IndividualProduct"):
                ReadProduct(node, null, place);
                break;
            case JObject node when IsType(node, "ProductGroup"):
                ReadGroup(node, place);
                break;
            case JObject node when IsType(node, "Offer") && Resolve(node["itemOffered"]) is JObject item:
                _root = place;
                ReadOffer(node, item, null, place, 0);
                break;
            case JObject node:
                // Not into every property: related and similar products are not what the page sells.
                foreach (string inner in _lists ? [.. s_wrappers, .. s_lists] : s_wrappers)
                    Walk(Resolve(node[inner]), $"{place}.{inner}", depth + 1);
                break;
        }
    }

    private void ReadGroup(JObject group, string place)
    {
        List<JToken> variants = Items(group["hasVariant"]);
        _root = place;
        if (variants.Count == 0)
            ReadProduct(group, null, place);
        for (int i = 0; i < variants.Count; i++)
        {
            if (variants[i] is JObject variant)
                ReadProduct(variant, group, $"{place}.hasVariant[{i}]");
        }
    }

    private void ReadProduct(JObject product, JObject? group, string place)
    {
        int before = _offers.Count;
        _root = group is null ? place : _root;
        List<JToken> offers = Items(product["offers"]);
        for (int i = 0; i < offers.Count; i++)
        {
            if (offers[i] is JObject offer)
                ReadOffer(offer, product, group, offers.Count == 1 ? $"{place}.offers" : $"{place}.offers[{i}]", 0);
        }
        // Groups and bare products may carry variants of their own without being called a group.
        if (offers.Count == 0 && group is null && Items(product["hasVariant"]).Count > 0)
            ReadGroup(product, place);
        // Some put the price where its offer belongs.
        if (_offers.Count == before && PriceText(product, "price").Text is not null)
            ReadOffer(product, product, group, place, 0);
        if (_offers.Count == before)
            _offers.Add(Describe(new JObject(), product, group) with { Place = place });
    }

    private void ReadOffer(JObject offer, JObject product, JObject? group, string place, int depth)
    {
        if (_offers.Count >= OfferLimit || depth > 3 || IsForSeveral(offer))
            return;
        MarkupOffer described = Describe(offer, product, group) with { Place = place };
        if (!IsType(offer, "AggregateOffer") && offer["lowPrice"] is null && offer["lowPrice" + TextSuffix] is null)
        {
            (string? text, bool isText, string? currency, ExtractionProblem? problem) = PriceSpecification.Read(offer, Items(offer["priceSpecification"]), place);
            _offers.Add(described with { Price = text, PriceIsText = isText, Currency = described.Currency ?? currency, Problem = problem });
            return;
        }
        List<JToken> inner = Items(offer["offers"]);
        if (inner.OfType<JObject>().Any())
        {
            for (int i = 0; i < inner.Count; i++)
            {
                // What the aggregate says for all, each of its offers says unless it knows better.
                if (inner[i] is JObject single)
                    ReadOffer(Inherit(single, offer), product, group, $"{place}.offers[{i}]", depth + 1);
            }
            return;
        }
        _offers.Add(ReadAggregate(offer, described));
    }

    /// <summary>Whether it is the price of one where one takes several.</summary>
    internal static bool IsForSeveral(JObject node) =>
        node["eligibleQuantity"] is JObject quantity && decimal.TryParse(Text(quantity, "minValue") ?? Text(quantity, "value"), NumberStyles.Number, CultureInfo.InvariantCulture, out decimal least) && least > 1;

    private static MarkupOffer ReadAggregate(JObject offer, MarkupOffer described)
    {
        (string? low, bool isText) = PriceText(offer, "lowPrice");
        (string? high, _) = PriceText(offer, "highPrice");
        (string? price, bool priceIsText) = PriceText(offer, "price");
        bool single = low is not null && (low == high || (high is null && Text(offer, "offerCount") == "1") || SameNumber(low, high));
        if (single)
            return described with { Price = low, PriceIsText = isText };
        if (low is null && high is null)
            return described with { Price = price, PriceIsText = priceIsText };
        return described with
        {
            Problem = new(ProblemCodes.PriceRange, $"prices from {low ?? "?"} to {high ?? "?"} {described.Currency}: a range is no price", described.Place),
        };
    }

    private static bool SameNumber(string? a, string? b) =>
        decimal.TryParse(a, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal first)
        && decimal.TryParse(b, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal second)
        && first == second;

    private static JObject Inherit(JObject offer, JObject aggregate)
    {
        JObject merged = new(offer);
        foreach (string name in s_inherited)
        {
            if (merged[name] is null && aggregate[name] is JToken value)
                merged[name] = value.DeepClone();
        }
        return merged;
    }

    private MarkupOffer Describe(JObject offer, JObject product, JObject? group) => new()
    {
        Place = "",
        Root = _root,
        ProductUrl = Text(product, "url") ?? Text(group, "url") ?? Text(offer, "url"),
        Title = Text(product, "name") ?? Text(offer, "name") ?? Text(group, "name"),
        Currency = Text(offer, "priceCurrency"),
        Availability = Text(offer, "availability"),
        Condition = Text(offer, "itemCondition") ?? Text(product, "itemCondition") ?? Text(group, "itemCondition"),
        Seller = Resolve(offer["seller"] ?? offer["offeredBy"]) switch
        {
            JObject seller => Text(seller, "name"),
            JValue value => value.ToString(CultureInfo.InvariantCulture),
            _ => null,
        },
        Url = Text(offer, "url") ?? Text(product, "url"),
        Sku = Text(offer, "sku") ?? Text(product, "sku"),
        Mpn = Text(offer, "mpn") ?? Text(product, "mpn"),
        Gtin = Gtin(offer) ?? Gtin(product),
    };

    private static string? Gtin(JObject node) => s_gtins.Select(name => Text(node, name)).FirstOrDefault(text => text is not null);

    private JToken? Resolve(JToken? token) =>
        token is JObject { Count: 1 } reference && Text(reference, "@id") is string id && _byId.TryGetValue(id, out JObject? node) ? node : token;

    private List<JToken> Items(JToken? token) => token switch
    {
        null => [],
        JArray array => [.. array.Select(item => Resolve(item)!)],
        _ => [Resolve(token)!],
    };

    internal static bool IsType(JObject node, params ReadOnlySpan<string> types)
    {
        foreach (JToken token in node["@type"] is JArray array ? array : [node["@type"] ?? JValue.CreateNull()])
        {
            string type = token is JValue { Value: string text } ? text : "";
            string name = type[(type.LastIndexOfAny(['/', '#', ':']) + 1)..];
            foreach (string wanted in types)
            {
                if (name.Equals(wanted, StringComparison.OrdinalIgnoreCase))
                    return true;
            }
        }
        return false;
    }

    /// <summary>A price field and whether it is text for people.</summary>
    internal static (string? Text, bool IsText) PriceText(JObject node, string name) =>
        Text(node, name) is string machine ? (machine, false) : (Text(node, name + TextSuffix), true);

    /// <summary>A single value as text; the first of several.</summary>
    internal static string? Text(JObject? node, string name) => node?[name] switch
    {
        JArray { Count: > 0 } array when array[0] is JValue first => Text(first),
        JValue value => Text(value),
        JObject wrapped => wrapped["@value"] is JValue inner ? Text(inner) : wrapped["@id"] is JValue id ? Text(id) : null,
        _ => null,
    };

    private static string? Text(JValue value) =>
        value.ToString(CultureInfo.InvariantCulture).Trim() is { Length: > 0 } text ? text : null;
}
