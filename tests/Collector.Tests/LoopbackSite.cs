using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tracker.Collector.Tests;

/// <summary>A web site on this machine that answers as a test tells it to.</summary>
internal sealed class LoopbackSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<HttpRequestSummary> _requests = [];

    private LoopbackSite(WebApplication app) => _app = app;

    /// <summary>What to answer; may be changed at any time.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    /// <summary>What to answer for robots.txt, which is left out of <see cref="Requests"/> unless a test says this; null answers 404.</summary>
    public Func<HttpContext, Task>? Robots { get; set; }

    /// <summary>Whether <see cref="Answer"/> answers for robots.txt too.</summary>
    public bool AnswersRobots { get; set; }

    public string Url => _app.Urls.First();

    public IReadOnlyList<HttpRequestSummary> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    public static async Task<LoopbackSite> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        LoopbackSite site = new(app);
        app.Run(site.HandleAsync);
        await app.StartAsync();
        return site;
    }

    /// <summary>Answers every request with this text.</summary>
    public LoopbackSite Says(string text, string contentType = "text/html; charset=utf-8", int status = 200)
    {
        Answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = contentType;
            return context.Response.WriteAsync(text);
        };
        return this;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        if (context.Request.Path == "/robots.txt" && Robots is null && !AnswersRobots)
        {
            context.Response.StatusCode = 404;
            return;
        }
        lock (_requests)
            _requests.Add(new(context.Request.Path + context.Request.QueryString, context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        await (context.Request.Path == "/robots.txt" && Robots is not null ? Robots : Answer)(context);
    }
}

internal sealed record HttpRequestSummary(string Path, IReadOnlyDictionary<string, string> Headers);
