using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Tracker.Catalog.Settings;

namespace Tracker.Notifier.Tests.Support;

/// <summary>An endpoint on loopback that records what it is sent and answers as told.</summary>
internal sealed class WebhookServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebhookServer(WebApplication app) => _app = app;

    public ConcurrentQueue<ReceivedPost> Received { get; } = new();

    /// <summary>What it answers; 204 unless told otherwise.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = context =>
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    };

    public Uri Url => new(_app.Urls.Single() + "/hook");

    public static async Task<WebhookServer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebhookServer server = new(builder.Build());
        server._app.Run(server.HandleAsync);
        await server._app.StartAsync();
        return server;
    }

    public WebhookSettings Settings(string id = "ops", SecretReference? secret = null, bool allowPrivate = true) =>
        new() { Id = id, Url = Url, Secret = secret, AllowPrivate = allowPrivate };

    public void AnswerWith(int status, string? header = null, string? value = null) => Answer = context =>
    {
        context.Response.StatusCode = status;
        if (header is not null)
            context.Response.Headers[header] = value;
        return Task.CompletedTask;
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body);
        Received.Enqueue(new(
            context.Request.Method,
            context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray()));
        await Answer(context);
    }
}

/// <summary>A request as it came.</summary>
internal sealed record ReceivedPost(string Method, IReadOnlyDictionary<string, string> Headers, byte[] Body);
