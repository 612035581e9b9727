using System.Text.Json;
using Tracker.Catalog;
using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;
using Tracker.Collector.Extraction.Matching;
using Tracker.Collector.Sources;
using Tracker.Contracts;

namespace Tracker.Collector.Tests;

public sealed class TryPages
{
    [Fact]
    public void Try()
    {
        TrackerCatalog c = CatalogLoader.Load("/work/main/deploy/config").Catalog!;
        ProductMatcher m = new(c);
        StringWriter w = new();
        void Run(string file, string? url, SourceEntry? s)
        {
            string text = File.ReadAllText("/work/shared/pages/" + file);
            IExtractor e = s is null ? SourceKinds.Recognise(text) : SourceKinds.Of(s.Kind)!;
            ExtractionReport r = e.Extract(text, new() { Url = url, Source = s, Matcher = m });
            w.WriteLine($"=== {file} {s?.Id}: offers {r.Offers.Count} rates {r.Rates.Count} problems {r.Problems.Count} matched {string.Join(";", r.Offers.Where(o => o.GpuId != null).Select(o => o.Title + "=>" + o.GpuId + "@" + o.Price?.Amount))}");
            w.WriteLine(JsonSerializer.Serialize(r with { Offers = [.. r.Offers.Take(3)], Rates = [.. r.Rates.Take(1)] }, ContractJson.Indented));
        }
        Run("structured_extruct_product_microdata.html", null, null);
        Run("structured_extruct_schemaorg_product.html", "http://example.com/", null);
        Run("cloud_nebius_prices_2026-09_excerpt.html", null, null);
        Run("cloud_runpod_graphql_2026-10_subset.json", null, null);
        Run("cloud_runpod_graphql_2026-10_subset.json", null, c.Sources["runpod-rates"]);
        Run("retail_shopify_wamatek_products_2025-07.json", null, null);
        Run("retail_shopify_wamatek_products_2025-07.json", "https://www.wamatek.com/products.json", c.Sources["runpod-rates"] with { Id = "shop", Unit = PriceUnit.Each, Json = null });
        File.WriteAllText("/tmp/try.txt", w.ToString());
    }
}
