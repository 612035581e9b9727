using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Tracker.Catalog.Settings;
using Tracker.Notifier.Deliveries;

namespace Tracker.Notifier.Email;

/// <summary>Hands mails to an SMTP server.</summary>
internal sealed class SmtpTransport(TimeProvider time) : IMailTransport
{
    /// <summary>Shorter than a claim, so that nobody else takes the delivery meanwhile.</summary>
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(60);

    public EmailMode Mode => EmailMode.Smtp;

    public async Task<AttemptResult> SendAsync(
        MimeMessage message, string deliveryId, EmailSettings settings, CancellationToken cancellationToken)
    {
        SmtpSettings server = settings.Smtp!;
        string? password = null;
        using DataPhase data = new();
        using CancellationTokenSource deadline = new(s_timeout, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            password = server.Password?.Resolve();
            using SmtpClient client = new(data);
            await client.ConnectAsync(server.Host, server.Port, Options(server.Security), either.Token);
            if (server.Username is string username && password is not null)
                await client.AuthenticateAsync(username, password, either.Token);
            await client.SendAsync(message, either.Token);
            await SayGoodbyeAsync(client, either.Token);
            return AttemptResult.Sent($"accepted by {server.Host}:{server.Port}");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && !data.Unanswered)
        {
            throw;
        }
        catch (Exception e) when (IsExpected(e))
        {
            string problem = e is OperationCanceledException ? $"no answer within {s_timeout.TotalSeconds:0} s" : e.Message;
            string detail = Redact(HeaderText.OneLine($"{server.Host}:{server.Port}: {problem}", 300), password);
            return data.Unanswered && e is not SmtpCommandException
                ? AttemptResult.Ambiguous($"{detail} (after the whole mail was handed over)")
                : AttemptResult.Failed(detail);
        }
    }

    private static async Task SayGoodbyeAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception e) when (IsExpected(e))
        {
            // The mail is accepted; how the connection ends changes nothing.
        }
    }

    private static SecureSocketOptions Options(SmtpSecurity security) => security switch
    {
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        SmtpSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    // InvalidOperationException: the secret is not where the settings say. NotSupportedException: the server has no STARTTLS or no login.
    private static bool IsExpected(Exception e) => e is IOException or SocketException or CommandException or ProtocolException
        or AuthenticationException or SslHandshakeException or OperationCanceledException or InvalidOperationException
        or NotSupportedException or TimeoutException;

    // A server may quote what it was told.
    private static string Redact(string text, string? secret) =>
        string.IsNullOrEmpty(secret) ? text : text.Replace(secret, "***", StringComparison.Ordinal);
}
