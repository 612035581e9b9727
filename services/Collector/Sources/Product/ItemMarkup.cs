using AngleSharp.Dom;
using Newtonsoft.Json.Linq;
using Tracker.Collector.Extraction;
using Tracker.Collector.Extraction.Offers;

namespace Tracker.Collector.Sources.Product;

/// <summary>Reads microdata and RDFa Lite, which are the same idea in other attributes, into the tree that JSON-LD gives.</summary>
internal sealed class ItemMarkup
{
    /// <summary>HTML microdata.</summary>
    public static readonly ItemMarkup Microdata = new("microdata", "itemscope", "itemtype", "itemprop");

    /// <summary>RDFa Lite.</summary>
    public static readonly ItemMarkup Rdfa = new("rdfa", "typeof", "typeof", "property");

    private const int DepthLimit = 8;
    private const int ElementLimit = 200_000;

    private readonly string _name;
    private readonly string _scope;
    private readonly string _type;
    private readonly string _property;

    private ItemMarkup(string name, string scope, string type, string property)
    {
        _name = name;
        _scope = scope;
        _type = type;
        _property = property;
    }

    public IReadOnlyList<MarkupOffer> Read(IDocument document)
    {
        JArray products = [];
        foreach (IElement element in document.QuerySelectorAll($"[{_scope}]"))
        {
            // A product that is a property of another item (a related one, a review's) is read with that item or not at all.
            if (IsProduct(element) && !element.HasAttribute(_property) && products.Count < 200)
                products.Add(ReadItem(element, 0));
        }
        return SchemaProducts.Read(products, _name);
    }

    private bool IsProduct(IElement element)
    {
        string type = element.GetAttribute(_type) ?? "";
        bool named = type.Split(' ').Any(t => t.EndsWith("Product", StringComparison.OrdinalIgnoreCase) || t.EndsWith("ProductGroup", StringComparison.OrdinalIgnoreCase));
        return named && !type.Contains("data-vocabulary", StringComparison.OrdinalIgnoreCase);
    }

    private JObject ReadItem(IElement item, int depth)
    {
        JObject node = new() { ["@type"] = new JArray((item.GetAttribute(_type) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Cast<object>().ToArray()) };
        // A stack and not recursion: hostile pages nest deeper than a thread's stack is.
        Stack<IElement> waiting = new(item.Children.Reverse());
        int seen = 0;
        while (waiting.TryPop(out IElement? element) && seen++ < ElementLimit)
        {
            bool isItem = element.HasAttribute(_scope);
            if (element.GetAttribute(_property) is string properties)
            {
                foreach (string property in properties.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    string name = property[(property.LastIndexOfAny([':', '/']) + 1)..];
                    if (isItem && depth < DepthLimit)
                        Add(node, name, ReadItem(element, depth + 1));
                    else if (!isItem)
                        AddValue(node, name, element);
                }
            }
            if (isItem)
                continue;
            foreach (IElement child in element.Children.Reverse())
                waiting.Push(child);
        }
        return node;
    }

    private static void AddValue(JObject node, string name, IElement element)
    {
        string? machine = element.GetAttribute("content") ?? element.LocalName switch
        {
            "link" or "a" or "area" => element.GetAttribute("href"),
            "img" or "source" or "iframe" => element.GetAttribute("src"),
            "time" => element.GetAttribute("datetime"),
            "data" or "meter" => element.GetAttribute("value"),
            _ => null,
        };
        bool isPrice = name is "price" or "lowPrice" or "highPrice";
        string key = machine is null && isPrice ? name + SchemaProducts.TextSuffix : name;
        Add(node, key, new JValue(machine ?? VisibleText.Of(element, 2000)));
    }

    private static void Add(JObject node, string name, JToken value)
    {
        switch (node[name])
        {
            case null:
                node[name] = value;
                break;
            case JArray several:
                several.Add(value);
                break;
            case JToken one:
                node[name] = new JArray(one, value);
                break;
        }
    }
}
