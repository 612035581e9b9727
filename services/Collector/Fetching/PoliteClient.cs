using System.Net;
using System.Net.Http.Headers;
using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;

namespace Tracker.Collector.Fetching;

/// <summary>
/// Makes one GET: in the host's turn, at its pace, saying who asks, following few redirects, within a size and a time.
/// Never throws for what a server does.
/// </summary>
internal sealed class PoliteClient(SourceClients clients, HostGate gate, UserAgent agent, TimeProvider time)
{
    private const int RedirectLimit = 5;

    public async Task<HttpExchange> GetAsync(SourceEntry source, Uri start, HttpAsk ask, CancellationToken cancellationToken)
    {
        Uri address = start;
        for (int hop = 0; hop <= RedirectLimit; hop++)
        {
            Permission permission = ask.Permit is null ? new(null, source.Delay) : await ask.Permit(address, cancellationToken);
            if (permission.Refusal is not null)
                return new() { Address = address, Problem = permission.Refusal, Hops = hop };
            (HttpExchange exchange, Uri? next) = await AskAsync(source, start, address, permission.Delay, ask, cancellationToken);
            if (next is null)
                return exchange with { Hops = hop };
            address = next;
        }
        return Failed(start, "too-many-redirects", $"more than {RedirectLimit} redirects") with { Hops = RedirectLimit };
    }

    private async Task<(HttpExchange Exchange, Uri? Next)> AskAsync(
        SourceEntry source, Uri start, Uri address, TimeSpan delay, HttpAsk ask, CancellationToken cancellationToken)
    {
        using IDisposable turn = await gate.EnterAsync(address, delay, cancellationToken);
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(source.Timeout);
        try
        {
            using HttpRequestMessage request = Request(source, start, address, ask);
            using HttpResponseMessage response = await clients.Of(source, address).SendAsync(request, deadline.Token);
            if (!IsRedirect(response.StatusCode))
                return (await ReadAsync(address, response, ask, deadline.Token), null);
            return Target(address, response) is Uri target
                ? (new() { Address = address, Status = (int)response.StatusCode }, target)
                : (Failed(address, "bad-redirect", "the server sends on to no usable address"), null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (Failed(address, "timeout", $"no whole answer in {source.Timeout.TotalSeconds:0.#} s"), null);
        }
        catch (InvalidOperationException e)
        {
            // A secret of a header or of the proxy is not there.
            return (Failed(address, "not-asked", e.Message), null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            // The handler wraps what the connection threw.
            return (e as Hosting.Http.AddressRefusedException ?? e.InnerException as Hosting.Http.AddressRefusedException) is { } refused
                ? (Failed(address, "address-refused", refused.Message), null)
                : (Failed(address, "unreachable", e.Message), null);
        }
    }

    private static HttpExchange Failed(Uri address, string code, string message) =>
        new() { Address = address, Problem = new(code, message, address.ToString()) };

    private HttpRequestMessage Request(SourceEntry source, Uri start, Uri address, HttpAsk ask)
    {
        HttpRequestMessage request = new(HttpMethod.Get, address) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        request.Headers.TryAddWithoutValidation("User-Agent", agent.Text);
        request.Headers.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.5");
        if (ask.ETag is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", ask.ETag);
        if (ask.LastModified is not null)
            request.Headers.TryAddWithoutValidation("If-Modified-Since", ask.LastModified);
        // A key meant for one site is not for the one it sends on to.
        if (address.Authority != start.Authority)
            return request;
        foreach ((string name, HeaderValue value) in source.Headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value.Resolve());
        }
        return request;
    }

    private static bool IsRedirect(HttpStatusCode status) => status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found
        or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    private static Uri? Target(Uri from, HttpResponseMessage response) =>
        response.Headers.Location is Uri location && Uri.TryCreate(from, location, out Uri? target) && target.Scheme is "http" or "https"
            ? target
            : null;

    private async Task<HttpExchange> ReadAsync(Uri address, HttpResponseMessage response, HttpAsk ask, CancellationToken cancellationToken)
    {
        MediaTypeHeaderValue? type = response.Content.Headers.ContentType;
        HttpExchange exchange = new()
        {
            Address = address,
            Status = (int)response.StatusCode,
            Reason = response.ReasonPhrase,
            MediaType = type?.MediaType,
            Charset = type?.CharSet?.Trim('"'),
            ETag = response.Headers.TryGetValues("ETag", out IEnumerable<string>? tags) ? tags.FirstOrDefault() : null,
            LastModified = response.Content.Headers.TryGetValues("Last-Modified", out IEnumerable<string>? dates) ? dates.FirstOrDefault() : null,
            RetryAfter = RetryAfter(response),
        };
        if (response.StatusCode != HttpStatusCode.OK)
            return exchange;
        if (ask.BeforeBody is not null)
            await ask.BeforeBody(cancellationToken);
        byte[]? content = await BoundedBody.ReadAsync(response.Content, ask.SizeLimit, ask.CutAtLimit, cancellationToken);
        return content is null
            ? exchange with { Problem = new(ProblemCodes.TooLarge, $"the answer is larger than {ask.SizeLimit / 1024 / 1024} MiB", address.ToString()) }
            : exchange with { Content = content };
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: TimeSpan delta } => delta,
        { Date: DateTimeOffset date } => date - time.GetUtcNow(),
        _ => null,
    };
}
