using System.Net;
using System.Net.Sockets;
using System.Text;
using Tracker.Hosting.Http;

namespace Tracker.Collector.Fetching.Rendering;

/// <summary>
/// A proxy on loopback for one page's browser: the address that a name resolves to is checked and is the one connected to,
/// as for the program's own requests, so that a page's scripts cannot reach into the owner's network.
/// </summary>
internal sealed class GuardedProxy : IAsyncDisposable
{
    private const int HeadLimit = 32 * 1024;

    /// <summary>Bytes that one page may load in all.</summary>
    public const long TrafficLimit = 64L * 1024 * 1024;

    private readonly bool _allowPrivate;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _connections = [];
    private readonly Task _accepting;
    private long _traffic;

    public GuardedProxy(bool allowPrivate)
    {
        _allowPrivate = allowPrivate;
        _listener.Start();
        Address = new($"http://{_listener.LocalEndpoint}");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
                await ServeAsync(client.GetStream());
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The page gets no answer to this one request.
        }
    }

    private async Task ServeAsync(NetworkStream browser)
    {
        (string head, byte[] body) = await ReadHeadAsync(browser);
        string[] request = head.Split("\r\n")[0].Split(' ');
        if (request.Length != 3 || !Uri.TryCreate(request[0] == "CONNECT" ? $"https://{request[1]}" : request[1], UriKind.Absolute, out Uri? target)
            || target.Scheme is not ("http" or "https"))
        {
            await SayAsync(browser, "400 Bad Request");
            return;
        }
        Stream site;
        try
        {
            site = await GuardedHttpClients.ConnectAsync(new(target.IdnHost, target.Port), _allowPrivate, _end.Token);
        }
        catch (Exception e) when (e is AddressRefusedException or SocketException)
        {
            await SayAsync(browser, e is AddressRefusedException ? "403 Forbidden" : "502 Bad Gateway");
            return;
        }
        await using (site)
        {
            if (request[0] == "CONNECT")
                await SayAsync(browser, "200 Connection Established", close: false);
            else
                await site.WriteAsync(Encoding.Latin1.GetBytes(OriginForm(head, request, target)), _end.Token);
            await site.WriteAsync(body, _end.Token);
            await Task.WhenAny(RelayAsync(browser, site), RelayAsync(site, browser));
        }
    }

    // One request a connection: a second one might be for another host.
    private static string OriginForm(string head, string[] request, Uri target) => string.Join(
        "\r\n",
        head.Split("\r\n").Skip(1)
            .Where(line => line.Length > 0 && !line.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase) && !line.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase))
            .Prepend($"{request[0]} {target.PathAndQuery} HTTP/1.1")
            .Append("Connection: close")
            .Append("\r\n"));

    private async Task<(string Head, byte[] Body)> ReadHeadAsync(NetworkStream browser)
    {
        byte[] buffer = new byte[HeadLimit];
        int length = 0;
        while (length < buffer.Length)
        {
            int read = await browser.ReadAsync(buffer.AsMemory(length), _end.Token);
            if (read == 0)
                break;
            length += read;
            int end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
                return (Encoding.Latin1.GetString(buffer, 0, end), buffer[(end + 4)..length]);
        }
        throw new IOException("no whole request");
    }

    private async Task RelayAsync(Stream from, Stream to)
    {
        byte[] buffer = new byte[32 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer, _end.Token)) > 0 && Interlocked.Add(ref _traffic, read) <= TrafficLimit)
            await to.WriteAsync(buffer.AsMemory(0, read), _end.Token);
    }

    private Task SayAsync(NetworkStream browser, string status, bool close = true) => browser.WriteAsync(
        Encoding.Latin1.GetBytes($"HTTP/1.1 {status}\r\n{(close ? "Content-Length: 0\r\nConnection: close\r\n" : "")}\r\n"), _end.Token).AsTask();
}
