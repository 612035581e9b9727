using Tracker.Catalog;
using Tracker.Catalog.Sources;
using Tracker.Contracts;
using Tracker.Notifier.Alerts;
using Tracker.Notifier.Email;

namespace Tracker.Notifier.Mail;

/// <summary>The mail about sources that became unhealthy or healthy again.</summary>
internal sealed class SourceHealthMailBody(LiveCatalog catalog, HtmlPages pages) : IMailBody
{
    public string Rule => AlertRules.SourceHealth;

    public async Task<MailContent> RenderAsync(Alert alert)
    {
        SourceHealthChanged change = SourceHealthAlert.Read(alert);
        SourceHealthView view = new()
        {
            Title = alert.Title,
            Moment = $"Seen {Wording.Moment(change.ChangedAt, catalog.Current.Settings.Owner.Zone)}.",
            Unhealthy = [.. change.Changes.Where(c => !c.Healthy).Select(Line)],
            Healthy = [.. change.Changes.Where(c => c.Healthy).Select(Line)],
        };
        return new(SourceHealthText.Render(view), await pages.RenderAsync<SourceHealthMail>(view));
    }

    private SourceLine Line(SourceHealthChange change) => new()
    {
        Id = change.SourceId,
        Venue = catalog.Current.Sources.TryGetValue(change.SourceId, out SourceEntry? source) ? $"({source.Venue})" : "",
        Problem = HeaderText.OneLine(change.Problem ?? "no details", 300),
    };
}
