using MimeKit;
using Tracker.Catalog.Settings;
using Tracker.Notifier.Deliveries;

namespace Tracker.Notifier.Email;

/// <summary>A way a mail leaves.</summary>
internal interface IMailTransport
{
    EmailMode Mode { get; }

    /// <summary>Makes one attempt.</summary>
    Task<AttemptResult> SendAsync(MimeMessage message, string deliveryId, EmailSettings settings, CancellationToken cancellationToken);
}
