using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tracker.Hosting;
using Tracker.Notifier.Alerts;
using Tracker.Notifier.Deliveries;
using Tracker.Notifier.Digest;
using Tracker.Notifier.Email;
using Tracker.Notifier.Mail;
using Tracker.Notifier.Webhooks;
using Tracker.Storage;

namespace Tracker.Notifier;

/// <summary>The notifier role.</summary>
public static class NotifierRegistration
{
    /// <summary>Adds alerts, deliveries and the weekly digest. In a process that does not stay up, <see cref="AlertNotifier"/> and <see cref="DigestPublisher"/> do nothing until they are called.</summary>
    public static RoleBuilder AddNotifier(this RoleBuilder roles)
    {
        IServiceCollection services = roles.Services;
        AddAlerts(services);
        AddChannels(services);
        AddDigest(services);
        roles.OnBus(bus =>
        {
            bus.AddConsumer<VerdictReachedConsumer, VerdictReachedConsumerDefinition>();
            bus.AddConsumer<SourceHealthChangedConsumer, SourceHealthChangedConsumerDefinition>();
        });
        roles.OnSchedule(DigestJob.Schedule);
        if (roles.Scheduled)
            services.AddHostedService<DeliveryWorker>();
        return roles;
    }

    private static void AddAlerts(IServiceCollection services)
    {
        services.AddSingleton<AlertStore>();
        services.AddSingleton<VerdictAlert>();
        services.AddSingleton<DeliverySignal>();
        services.AddSingleton<DeliveryStore>();
        services.AddSingleton(provider => new AlertNotifier(
            provider.GetRequiredService<TrackerDatabase>(),
            provider.GetRequiredService<DeliveryStore>(),
            provider.GetServices<IDeliveryChannel>(),
            provider.GetRequiredService<ILogger<AlertNotifier>>()));
    }

    private static void AddChannels(IServiceCollection services)
    {
        services.AddSingleton<HtmlPages>();
        services.AddSingleton<VerdictViewBuilder>();
        services.AddSingleton<IMailBody, VerdictMailBody>();
        services.AddSingleton<IMailBody, SourceHealthMailBody>();
        services.AddSingleton<IMailBody, DigestMailBody>();
        services.AddSingleton<MailComposer>();
        services.AddSingleton<IMailTransport, PickupFolder>();
        services.AddSingleton<IMailTransport, SmtpTransport>();
        services.AddSingleton<IDeliveryChannel, EmailChannel>();
        services.AddSingleton<DisabledWebhooks>();
        services.AddSingleton<IDeliveryChannel, WebhookChannel>();
    }

    private static void AddDigest(IServiceCollection services)
    {
        services.AddSingleton<DigestCalendar>();
        services.AddSingleton<DigestViewBuilder>();
        services.AddSingleton<DigestSchedule>();
        services.AddSingleton(provider => new DigestPublisher(
            provider.GetRequiredService<TrackerDatabase>(),
            provider.GetRequiredService<Writer>(),
            provider.GetRequiredService<AlertStore>(),
            provider.GetRequiredService<DigestCalendar>(),
            provider.GetRequiredService<DigestViewBuilder>(),
            provider.GetRequiredService<HtmlPages>(),
            provider.GetRequiredService<DeliverySignal>(),
            provider.GetRequiredService<TrackerPaths>(),
            provider.GetRequiredService<TimeProvider>()));
    }
}
