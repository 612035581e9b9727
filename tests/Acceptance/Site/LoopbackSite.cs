using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tracker.Acceptance.Site;

/// <summary>
/// A shop, a press feed, a rental rate card and a webhook endpoint on loopback. Everything they say is invented.
/// </summary>
internal sealed class LoopbackSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LoopbackSite(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <summary>The shop's price of the second card, US dollars.</summary>
    public decimal Price { get; set; } = 8000;

    /// <summary>Bodies of the webhook calls so far.</summary>
    public ConcurrentQueue<string> Webhooks { get; } = new();

    /// <summary>Requests so far, by path.</summary>
    public ConcurrentDictionary<string, int> Requests { get; } = new();

    public static async Task<LoopbackSite> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        LoopbackSite site = new(app);
        app.Use((context, next) =>
        {
            site.Requests.AddOrUpdate(context.Request.Path, 1, (_, count) => count + 1);
            return next(context);
        });
        app.MapGet("/card", () => Results.Content(site.ProductPage(), "text/html; charset=utf-8"));
        app.MapGet("/news.xml", () => Results.Content(Feed(site.Address), "application/rss+xml; charset=utf-8"));
        app.MapGet("/rates.json", () => Results.Content(Rates, "application/json"));
        app.MapPost("/hook", async (HttpRequest request) =>
        {
            using StreamReader reader = new(request.Body);
            site.Webhooks.Enqueue(await reader.ReadToEndAsync());
            return Results.NoContent();
        });
        await app.StartAsync();
        return site;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private string ProductPage() =>
        $$$"""
        <!doctype html>
        <html lang="en"><head><title>RTX PRO 6000 Blackwell, invented shop</title>
        <script type="application/ld+json">
        {"@context": "https://schema.org", "@type": "Product", "name": "NVIDIA RTX PRO 6000 Blackwell Workstation Edition 96GB",
         "mpn": "900-5G144-2500-000", "sku": "INV-1",
         "offers": {"@type": "Offer", "price": "{{{Price:F2}}}", "priceCurrency": "USD",
                    "availability": "https://schema.org/InStock", "itemCondition": "https://schema.org/NewCondition"}}
        </script></head>
        <body><h1>RTX PRO 6000 Blackwell</h1><p>Free shipping over $99.</p></body></html>
        """;

    private static string Feed(string address) =>
        $"""
        <?xml version="1.0" encoding="utf-8"?>
        <rss version="2.0"><channel><title>Invented press</title><link>{address}/</link><description>Invented</description>
        <item><title>Invented: Instinct MI350P shown at a fair</title><link>{address}/news/1</link><guid>invented-1</guid>
        <pubDate>Mon, 02 Nov 2026 09:00:00 GMT</pubDate><description>Nothing of this is true.</description></item>
        <item><title>Invented: a recipe for soup</title><link>{address}/news/2</link><guid>invented-2</guid>
        <pubDate>Mon, 02 Nov 2026 10:00:00 GMT</pubDate><description>Carrots.</description></item>
        </channel></rss>
        """;

    private const string Rates =
        """
        {"cards": [{"title": "RTX PRO 6000 Blackwell", "usd_per_hour": 1.80}, {"title": "Invented card of nobody", "usd_per_hour": 0.10}]}
        """;
}
