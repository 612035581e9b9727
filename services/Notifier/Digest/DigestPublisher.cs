using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Tracker.Contracts;
using Tracker.Hosting;
using Tracker.Notifier.Alerts;
using Tracker.Notifier.Deliveries;
using Tracker.Notifier.Mail;
using Tracker.Storage;

namespace Tracker.Notifier.Digest;

/// <summary>Renders, saves and sends the weekly digest. Safe to share.</summary>
public sealed class DigestPublisher
{
    private readonly TrackerDatabase _database;
    private readonly Writer _writer;
    private readonly AlertStore _alerts;
    private readonly DigestCalendar _calendar;
    private readonly DigestViewBuilder _views;
    private readonly HtmlPages _pages;
    private readonly DeliverySignal _signal;
    private readonly TrackerPaths _paths;
    private readonly TimeProvider _time;

    internal DigestPublisher(
        TrackerDatabase database,
        Writer writer,
        AlertStore alerts,
        DigestCalendar calendar,
        DigestViewBuilder views,
        HtmlPages pages,
        DeliverySignal signal,
        TrackerPaths paths,
        TimeProvider time)
    {
        _database = database;
        _writer = writer;
        _alerts = alerts;
        _calendar = calendar;
        _views = views;
        _pages = pages;
        _signal = signal;
        _paths = paths;
        _time = time;
    }

    /// <summary>Renders the digest of a week from what is stored; it writes nothing.</summary>
    /// <param name="week">Null for the newest week whose digest is due, or the running week where nothing was evaluated by then.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InvalidOperationException">Nothing was evaluated yet, so there is nothing to tell.</exception>
    public async Task<RenderedDigest> RenderAsync(IsoWeek? week, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        DateTimeOffset now = _time.GetUtcNow();
        using SqliteConnection connection = _database.Connect();
        IsoWeek chosen = week ?? DefaultWeek(connection, now);
        DateTimeOffset due = _calendar.DueAt(chosen);
        DigestView view = _views.Build(connection, chosen, due < now ? due : now)
            ?? throw new InvalidOperationException("there is no evaluation yet, so there is nothing to tell; 'tracker run --once' makes one");
        return new()
        {
            Week = chosen,
            Subject = view.Title,
            Html = await _pages.RenderAsync<WeeklyDigest>(view),
            Text = DigestText.Render(view),
            Preliminary = now < due,
        };
    }

    /// <summary>Saves a digest as <c>2026-W47.html</c> and <c>2026-W47.txt</c>; files of that name are replaced.</summary>
    /// <param name="digest">What to save.</param>
    /// <param name="folder">Null for the data folder's <c>digests</c>.</param>
    /// <param name="cancellationToken">Ends the work; a file is there whole or not at all.</param>
    /// <returns>The files, absolute.</returns>
    public async Task<string[]> SaveAsync(RenderedDigest digest, string? folder, CancellationToken cancellationToken)
    {
        string path = Path.Combine(Path.GetFullPath(folder ?? _paths.Digests), digest.Week.ToString());
        (string File, string Content)[] files = [($"{path}.html", digest.Html), ($"{path}.txt", digest.Text)];
        foreach ((string file, string content) in files)
            await AtomicFile.WriteAsync(file, stream => stream.WriteAsync(Encoding.UTF8.GetBytes(content), cancellationToken).AsTask());
        return [.. files.Select(f => f.File)];
    }

    /// <summary>Puts a digest among the deliveries; <see cref="AlertNotifier"/> sends it.</summary>
    /// <param name="digest">What to send.</param>
    /// <param name="force">Whether to send it where the week's digest was sent already.</param>
    /// <param name="cancellationToken">Ends the work before anything is written.</param>
    /// <returns>False where the week's digest was sent already: nothing was added.</returns>
    public async Task<bool> SendAsync(RenderedDigest digest, bool force, CancellationToken cancellationToken)
    {
        DateTimeOffset now = _time.GetUtcNow();
        Alert alert = CreateAlert(digest, force, now);
        bool added = await _writer.WriteAsync(
            scope =>
            {
                // A digest has no webhook: it is a letter, not an event.
                if (!_alerts.Raise(scope, alert, webhooks: false))
                    return false;
                if (!digest.Preliminary)
                {
                    scope.Connection.Execute(
                        "INSERT INTO digests (week, alert_id, published_at) VALUES (@week, @id, @now) ON CONFLICT DO NOTHING",
                        new { week = digest.Week.ToString(), id = alert.Id, now },
                        scope.Transaction);
                }
                return true;
            },
            cancellationToken);
        if (added)
            _signal.Wake();
        return added;
    }

    private static Alert CreateAlert(RenderedDigest digest, bool force, DateTimeOffset now)
    {
        string subject = digest.Week.ToString();
        // The week so far is one letter, the whole week another.
        string occurrence = (digest.Preliminary ? "preliminary" : "full") + (force ? $" {Instant.ToText(now)}" : "");
        return new()
        {
            Id = AlertIdentity.ForAlert(AlertRules.Digest, subject, occurrence),
            Rule = AlertRules.Digest,
            Subject = subject,
            Occurrence = occurrence,
            Follows = null,
            Title = digest.Subject,
            Payload = JsonSerializer.Serialize(new DigestDocument { Html = digest.Html, Text = digest.Text }, ContractJson.Compact),
            RaisedAt = now,
        };
    }

    private IsoWeek DefaultWeek(SqliteConnection connection, DateTimeOffset now) =>
        _calendar.LatestDue(now) is IsoWeek due && Evaluations.At(connection, _calendar.DueAt(due)) is not null
            ? due
            : _calendar.WeekOf(now);
}
