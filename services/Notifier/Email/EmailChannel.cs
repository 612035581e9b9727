using MimeKit;
using Tracker.Catalog;
using Tracker.Catalog.Settings;
using Tracker.Notifier.Alerts;
using Tracker.Notifier.Deliveries;

namespace Tracker.Notifier.Email;

/// <summary>Sends alerts as mail, the way the settings say now.</summary>
internal sealed class EmailChannel(LiveCatalog catalog, MailComposer composer, IEnumerable<IMailTransport> transports) : IDeliveryChannel
{
    public string Channel => DeliveryChannels.Email;

    public async Task<AttemptResult> SendAsync(Delivery delivery, Alert alert, CancellationToken cancellationToken)
    {
        EmailSettings settings = catalog.Current.Settings.Email;
        if (settings.Mode == EmailMode.Off)
            return AttemptResult.Dead("e-mail is switched off: email.mode is off");
        MimeMessage message;
        try
        {
            message = await composer.ComposeAsync(alert, settings);
        }
        catch (FormatException e)
        {
            return AttemptResult.Failed(e.Message);
        }
        using (message)
            return await transports.Single(t => t.Mode == settings.Mode).SendAsync(message, delivery.Id, settings, cancellationToken);
    }
}
