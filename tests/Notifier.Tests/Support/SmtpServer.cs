using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Tracker.Catalog.Settings;

namespace Tracker.Notifier.Tests.Support;

/// <summary>A small SMTP server on loopback: RFC 5321's dialogue without TLS, as far as a client needs it.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public SmtpServer()
    {
        _listener.Start();
        _loop = AcceptAsync();
    }

    /// <summary>Mails it was handed, accepted or not.</summary>
    public ConcurrentQueue<string> Mails { get; } = new();

    /// <summary>Every command line it was sent.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    /// <summary>Closes the connection where the answer to the content should come.</summary>
    public bool DropAfterData { get; set; }

    /// <summary>Closes the connection in place of asking for the content.</summary>
    public bool DropBeforeData { get; set; }

    /// <summary>Its answer to a login.</summary>
    public string LoginAnswer { get; set; } = "235 welcome";

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public EmailSettings Settings(SecretReference? password = null) => new()
    {
        Mode = EmailMode.Smtp,
        From = "GPU Tracker <tracker@example.org>",
        To = ["owner@example.org"],
        Smtp = new()
        {
            Host = "127.0.0.1",
            Port = Port,
            Security = SmtpSecurity.None,
            Username = password is null ? null : "tracker",
            Password = password,
        },
    };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await TalkAsync(client.GetStream());
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or IOException)
            {
                // The client went, or the test is over.
            }
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using StreamReader reader = new(stream, Encoding.Latin1);
        await SayAsync("220 loopback ready");
        while (await reader.ReadLineAsync(_stop.Token) is string line)
        {
            Commands.Enqueue(line);
            string verb = line.Split(' ')[0].ToUpperInvariant();
            if (verb == "DATA" && DropBeforeData)
                return;
            if (verb == "DATA")
            {
                await SayAsync("354 go on");
                Mails.Enqueue(await ReadMailAsync(reader));
                if (DropAfterData)
                    return;
            }
            await SayAsync(verb switch
            {
                "EHLO" => "250-loopback\r\n250-AUTH PLAIN\r\n250 8BITMIME",
                "AUTH" => LoginAnswer,
                "QUIT" => "221 bye",
                _ => "250 fine",
            });
            if (verb == "QUIT")
                return;
        }

        Task SayAsync(string text) => stream.WriteAsync(Encoding.Latin1.GetBytes(text + "\r\n"), _stop.Token).AsTask();
    }

    private async Task<string> ReadMailAsync(StreamReader reader)
    {
        StringBuilder mail = new();
        while (await reader.ReadLineAsync(_stop.Token) is string line && line != ".")
            mail.Append(line).Append("\r\n");
        return mail.ToString();
    }
}
