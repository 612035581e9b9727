using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Tracker.Benchmarks;

/// <summary>A shop on loopback: pages of about 280 kB as shops write them, most of it not the product, each with a mark for conditional requests.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private const int Size = 280_000;
    private readonly WebApplication _app;

    private PageServer(WebApplication app) => _app = app;

    public static async Task<PageServer> StartAsync(int pages)
    {
        byte[][] bodies = [.. Enumerable.Range(0, pages).Select(i => Encoding.UTF8.GetBytes(Html(i)))];
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        app.Run(async context =>
        {
            if (!int.TryParse(context.Request.Path.Value![1..], NumberStyles.None, CultureInfo.InvariantCulture, out int page))
            {
                context.Response.StatusCode = 404;
                return;
            }
            string tag = $"\"{page}\"";
            context.Response.Headers.ETag = tag;
            if (context.Request.Headers.IfNoneMatch == tag)
            {
                context.Response.StatusCode = 304;
                return;
            }
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.ContentLength = bodies[page].Length;
            await context.Response.Body.WriteAsync(bodies[page]);
        });
        await app.StartAsync();
        return new(app);
    }

    public string Page(int i) => $"{_app.Urls.First()}/{i}";

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static string Html(int i)
    {
        StringBuilder html = new(Size + 1000);
        html.Append(CultureInfo.InvariantCulture, $$"""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Invented RTX PRO 6000 Blackwell, offer {{i}}</title>
            <script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"NVIDIA RTX PRO 6000 Blackwell Workstation Edition","sku":"card-{{i}}","offers":{"@type":"Offer","price":"{{9000 + i}}.00","priceCurrency":"USD","availability":"https://schema.org/InStock"} }</script>
            </head><body><h1>NVIDIA RTX PRO 6000 Blackwell Workstation Edition</h1><p class="price">${{9000 + i}}.00</p>
            """);
        for (int row = 0; html.Length < Size; row++)
        {
            html.Append(CultureInfo.InvariantCulture, $"""
                <div class="card col-md-4" data-id="{row}"><a class="link" href="/product/{row}"><img src="/img/{row}.webp" alt="thing {row}" loading="lazy"></a>
                <div class="body"><h3 class="title">Garden hose number {row}</h3><span class="rating" aria-label="4 of 5">★★★★☆</span><ul><li>sturdy</li><li>green</li><li>{row} metres</li></ul></div></div>
                """);
        }
        return html.Append("</body></html>").ToString();
    }
}
