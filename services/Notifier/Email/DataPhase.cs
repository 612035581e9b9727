using MailKit;

namespace Tracker.Notifier.Email;

/// <summary>
/// Watches an SMTP dialogue for the one moment when nobody can tell whether a mail was accepted: it is handed over and
/// the server has not answered. It keeps nothing of what it sees.
/// </summary>
internal sealed class DataPhase : IProtocolLogger
{
    /// <summary>True while the content is handed over and the server's answer is awaited.</summary>
    public bool Unanswered { get; private set; }

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    public void LogConnect(Uri uri)
    {
    }

    public void LogClient(byte[] buffer, int offset, int count)
    {
    }

    public void LogServer(byte[] buffer, int offset, int count) =>
        // 354 asks for the content; any other answer ends the wait.
        Unanswered = buffer.AsSpan(offset, count).StartsWith("354"u8);

    public void Dispose()
    {
    }
}
