using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace Tracker.Hosting.Http;

/// <summary>
/// The program's HTTP clients. The address that a name resolves to is checked at connect time and is the one connected
/// to, for the first request and every redirect.
/// </summary>
public static class GuardedHttpClients
{
    /// <summary>Client that reaches public addresses only.</summary>
    public const string Public = "public";

    /// <summary>Client that also reaches loopback and private addresses; for what the configuration allows by name.</summary>
    public const string AnyAddress = "any-address";

    /// <summary>The name of the client to create.</summary>
    public static string Name(bool allowPrivate) => allowPrivate ? AnyAddress : Public;

    /// <summary>
    /// A handler that asks through a proxy. The proxy resolves names, so that the address check is the proxy's to make: the
    /// configuration names it on purpose, and it may be on a private address.
    /// </summary>
    public static SocketsHttpHandler CreateProxied(IWebProxy proxy) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        MaxResponseHeadersLength = 64,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
        Proxy = proxy,
    };

    internal static void AddGuardedHttpClients(this IServiceCollection services)
    {
        foreach (bool allowPrivate in new[] { false, true })
        {
            services.AddHttpClient(Name(allowPrivate))
                .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
                .ConfigurePrimaryHttpMessageHandler(() => CreateHandler(allowPrivate))
                .RemoveAllLoggers();
        }
    }

    private static SocketsHttpHandler CreateHandler(bool allowPrivate) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        MaxResponseHeadersLength = 64,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
        // A proxy would resolve names itself, beyond the check below.
        UseProxy = false,
        ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, allowPrivate, cancellationToken),
    };

    /// <summary>Connects to a host whose address is checked, to that very address.</summary>
    /// <exception cref="AddressRefusedException">The name resolves to no address that is allowed.</exception>
    /// <exception cref="SocketException">The name does not resolve, or nobody answers.</exception>
    public static async ValueTask<Stream> ConnectAsync(DnsEndPoint endpoint, bool allowPrivate, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = await Dns.GetHostAddressesAsync(endpoint.Host, cancellationToken);
        IPAddress[] allowed = allowPrivate ? addresses : [.. addresses.Where(AddressGuard.IsPublic)];
        if (allowed.Length == 0)
            throw new AddressRefusedException(endpoint.Host);
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, endpoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A name resolved to no public address, and the configuration does not allow others.</summary>
public sealed class AddressRefusedException(string host)
    : HttpRequestException($"{host} is not on the public internet; say allow_private: true where that is meant");
