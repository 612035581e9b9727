using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tracker.Hosting.Tests.Http;

/// <summary>An HTTP server on a free port of 127.0.0.1.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LoopbackServer(WebApplication app) => _app = app;

    public int Port => new Uri(_app.Urls.First()).Port;

    /// <summary>The requests that came, each as its path and its cookies.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public static async Task<LoopbackServer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        LoopbackServer server = new(app);
        app.Use((context, next) =>
        {
            server.Requests.Enqueue($"{context.Request.Path} {context.Request.Headers.Cookie}".TrimEnd());
            return next(context);
        });
        app.MapGet("/hello", () => "hello");
        app.MapGet("/moved", () => Results.Redirect("/hello"));
        app.MapGet("/cookie", (HttpContext context) => context.Response.Cookies.Append("session", "1"));
        app.MapGet("/compressed", (HttpContext context) =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return Results.Bytes(Compress("hello"), "text/plain");
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public Uri Url(string path, string host = "127.0.0.1") => new($"http://{host}:{Port}{path}");

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static byte[] Compress(string text)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionMode.Compress))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return compressed.ToArray();
    }
}
