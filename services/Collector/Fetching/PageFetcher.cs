using Tracker.Catalog.Sources;
using Tracker.Collector.Fetching.Rendering;
using Tracker.Collector.Fetching.Robots;

namespace Tracker.Collector.Fetching;

/// <summary>Fetches the document of a source: what robots.txt allows, politely, within limits, by script where the source needs it.</summary>
internal sealed class PageFetcher(PoliteClient client, RobotsFiles robots, PageRenderer renderer)
{
    /// <summary>Bytes of a document at most, after decompression.</summary>
    public const int SizeLimit = 8 * 1024 * 1024;

    /// <summary>Fetches what a source names, unless it is unchanged.</summary>
    /// <param name="source">Its limits and what it allows.</param>
    /// <param name="etag">The mark of the last answer; null asks without condition.</param>
    /// <param name="lastModified">The date of the last answer, as the server wrote it.</param>
    /// <param name="beforeBody">Awaited before a body is read, in the host's turn; null for nothing.</param>
    public async Task<FetchResult> FetchAsync(
        SourceEntry source, string? etag, string? lastModified, CancellationToken cancellationToken, Func<CancellationToken, Task>? beforeBody = null)
    {
        if (source.Render)
            return await RenderAsync(source, cancellationToken);
        HttpAsk ask = new() { ETag = etag, LastModified = lastModified, BeforeBody = beforeBody, Permit = (address, token) => PermitAsync(source, address, token) };
        return Result(await client.GetAsync(source, new(source.Url), ask, cancellationToken), conditional: etag is not null || lastModified is not null);
    }

    /// <summary>Fetches the one document that a person asks for by hand; robots.txt is for programs that come by themselves.</summary>
    public async Task<FetchResult> FetchByHandAsync(SourceEntry source, CancellationToken cancellationToken) =>
        Result(await client.GetAsync(source, new(source.Url), new(), cancellationToken), conditional: false);

    // A browser tells no status, so the page is asked for plainly first: what is no answer is not rendered. Without condition,
    // because a page that scripts build may be the same while what they load has changed.
    private async Task<FetchResult> RenderAsync(SourceEntry source, CancellationToken cancellationToken)
    {
        if (PageRenderer.Missing(new(source.Url)) is { } missing)
            return new() { Problem = missing };
        HttpExchange exchange = await client.GetAsync(source, new(source.Url), new() { Permit = (address, token) => PermitAsync(source, address, token) }, cancellationToken);
        FetchResult plain = Result(exchange, conditional: false);
        if (plain.Document is null)
            return plain;
        Permission permission = await PermitAsync(source, exchange.Address, cancellationToken);
        return await renderer.RenderAsync(source, exchange.Address, permission.Delay, cancellationToken) with { Hops = exchange.Hops };
    }

    private async Task<Permission> PermitAsync(SourceEntry source, Uri address, CancellationToken cancellationToken)
    {
        RobotsAnswer answer = await robots.OfAsync(source, address, cancellationToken);
        TimeSpan asked = answer.Rules?.CrawlDelay ?? TimeSpan.Zero;
        return new(answer.Forbids(address), asked > source.Delay ? asked : source.Delay);
    }

    private static FetchResult Result(HttpExchange exchange, bool conditional)
    {
        FetchResult result = new() { Status = exchange.Status, RetryAfter = exchange.RetryAfter, Hops = exchange.Hops };
        string url = exchange.Address.ToString();
        if (exchange.Problem is { } problem)
            return result with { Problem = problem };
        if (exchange.Status == 304)
            return conditional ? result : result with { Problem = new("http-304", "the server says that nothing changed, but was not asked whether", url) };
        if (exchange.Content is not { } content)
            return result with { Problem = new($"http-{exchange.Status}", $"the server answers {exchange.Status} {exchange.Reason}".TrimEnd(), url) };
        if (IsNoText(exchange.MediaType))
            return result with { Problem = new("wrong-type", $"the answer is {exchange.MediaType}, no text", url) };
        return result with
        {
            Document = new()
            {
                Url = url,
                Content = content,
                Charset = exchange.Charset,
                MediaType = exchange.MediaType,
                ETag = exchange.ETag,
                LastModified = exchange.LastModified,
            },
        };
    }

    private static bool IsNoText(string? mediaType) =>
        mediaType?.Split('/') is ["image" or "audio" or "video" or "font", not "svg+xml"] or ["application", "pdf" or "zip" or "gzip"];
}
