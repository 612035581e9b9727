using MimeKit;
using Tracker.Catalog.Settings;
using Tracker.Hosting;
using Tracker.Notifier.Deliveries;

namespace Tracker.Notifier.Email;

/// <summary>Leaves mails as files, for a newcomer without a server. The same delivery is the same file, so a second attempt overwrites the first.</summary>
internal sealed class PickupFolder(TrackerPaths paths) : IMailTransport
{
    public EmailMode Mode => EmailMode.Pickup;

    public async Task<AttemptResult> SendAsync(
        MimeMessage message, string deliveryId, EmailSettings settings, CancellationToken cancellationToken)
    {
        string file = Path.Combine(paths.Mail, deliveryId + ".eml");
        try
        {
            await AtomicFile.WriteAsync(file, stream => message.WriteToAsync(stream, cancellationToken));
            return AttemptResult.Sent($"written to {file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return AttemptResult.Failed($"{file} cannot be written: {e.Message}");
        }
    }
}
