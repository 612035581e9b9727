using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Tracker.Catalog.Sources;

namespace Tracker.Collector.Sources.Json;

/// <summary>Reads a listing by the JSON paths of its source.</summary>
internal static class PathItems
{
    private const int ItemLimit = 10_000;

    /// <exception cref="JsonException">A path is not one.</exception>
    public static IEnumerable<JsonItem> Read(JToken root, JsonPaths paths) => root.SelectTokens(paths.Items)
        // A path to the list itself means its items.
        .SelectMany(token => token is JArray list ? list.Children() : Enumerable.Repeat(token, 1))
        .Take(ItemLimit)
        .Select(item => new JsonItem
        {
            Place = item.Path,
            Title = First(root, item, paths.Title),
            Prices = [.. All(root, item, paths.Price).Distinct(StringComparer.Ordinal)],
            Currency = First(root, item, paths.Currency),
            Url = First(root, item, paths.Url),
            Sku = First(root, item, paths.Sku),
            Mpn = First(root, item, paths.Mpn),
            Availability = First(root, item, paths.Availability),
        });

    private static string? First(JToken root, JToken item, string? path) => path is null ? null : All(root, item, path).FirstOrDefault();

    // A path from the root ("$.currency") says something for all items.
    private static IEnumerable<string> All(JToken root, JToken item, string path) =>
        (path.StartsWith('$') ? root : item).SelectTokens(path).Select(JsonTexts.Of).OfType<string>();
}
