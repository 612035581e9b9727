using System.Collections.Concurrent;
using System.Net;
using Tracker.Catalog.Sources;
using Tracker.Hosting.Http;

namespace Tracker.Collector.Fetching;

/// <summary>The client that a source asks with: the process's own, or one for its proxy. Safe to share.</summary>
internal sealed class SourceClients(IHttpClientFactory factory) : IDisposable
{
    private readonly ConcurrentDictionary<(string Proxy, string Credentials), HttpMessageInvoker> _proxied = new();
    private readonly ConcurrentDictionary<string, HttpClient> _direct = new();

    /// <exception cref="InvalidOperationException">The secret of the proxy is not there.</exception>
    /// <exception cref="AddressRefusedException">The source may not ask this address, and no connect-time check of ours would see it behind a proxy.</exception>
    public SourceClient Of(SourceEntry source, Uri address)
    {
        if (source.Proxy is not { } proxy)
            return new(_direct.GetOrAdd(GuardedHttpClients.Name(source.AllowPrivate), name => factory.CreateClient(name)));
        // The proxy resolves names; what can be seen to be private without resolving is refused here.
        if (!source.AllowPrivate && (address.IsLoopback || (IPAddress.TryParse(address.IdnHost, out IPAddress? literal) && !AddressGuard.IsPublic(literal))))
            throw new AddressRefusedException(address.Host);
        string credentials = proxy.Credentials?.Resolve() ?? "";
        return new(_proxied.GetOrAdd((proxy.Url.ToString(), credentials), _ => Create(proxy.Url, credentials)));
    }

    public void Dispose()
    {
        foreach (HttpMessageInvoker invoker in _proxied.Values)
            invoker.Dispose();
    }

    private static HttpMessageInvoker Create(Uri proxy, string credentials)
    {
        string[] parts = credentials.Split(':', 2);
        return new(GuardedHttpClients.CreateProxied(new WebProxy(proxy)
        {
            Credentials = credentials.Length > 0 ? new NetworkCredential(parts[0], parts.Length > 1 ? parts[1] : "") : null,
        }));
    }
}

/// <summary>Sends requests and hands over answers once their headers are there.</summary>
internal readonly struct SourceClient(HttpMessageInvoker invoker)
{
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => invoker is HttpClient client
        ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
        : invoker.SendAsync(request, cancellationToken);
}
