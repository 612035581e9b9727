namespace Tracker.Notifier.Email;

/// <summary>The two forms of a mail's content; both say the same.</summary>
internal sealed record MailContent(string Text, string Html);

/// <summary>Renders the alerts of one rule.</summary>
internal interface IMailBody
{
    /// <summary>The rule, one of <see cref="Alerts.AlertRules"/>.</summary>
    string Rule { get; }

    /// <summary>Renders from what was stored with the alert, so that every attempt says the same.</summary>
    Task<MailContent> RenderAsync(Alerts.Alert alert);
}
