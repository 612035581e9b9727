using Microsoft.Data.Sqlite;
using Tracker.Catalog;
using Tracker.Contracts;
using Tracker.Notifier.Alerts;
using Tracker.Notifier.Email;
using Tracker.Storage;

namespace Tracker.Notifier.Mail;

/// <summary>The mail of the first verdict and of each changed one.</summary>
internal sealed class VerdictMailBody(TrackerDatabase database, LiveCatalog catalog, VerdictViewBuilder views, HtmlPages pages) : IMailBody
{
    public string Rule => AlertRules.Verdict;

    public async Task<MailContent> RenderAsync(Alert alert)
    {
        VerdictView view = View(VerdictAlert.Read(alert));
        return new(VerdictText.Render(view), await pages.RenderAsync<VerdictMail>(view));
    }

    private VerdictView View(VerdictReached message)
    {
        using SqliteConnection connection = database.Connect();
        string before = Evaluations.Before(connection, message.VerdictId) is PastVerdict past
            ? $"Since {Wording.Day(past.ReachedAt)} the answer was: {new Headline(catalog.Current, past.Scoreboard).Text}"
            : "This is the first verdict. From now on you hear when the answer changes, and once a week.";
        return views.Build(Evaluations.Read(connection, null, message.EvaluationId), before);
    }
}
