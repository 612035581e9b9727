using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Tracker.Notifier.Alerts;
using Tracker.Storage;

namespace Tracker.Notifier.Digest;

/// <summary>
/// Publishes the digest that is due, once a week. It asks what is due, not what the clock strikes: a missed week is made
/// up whenever it is called next, and a second call does nothing.
/// </summary>
internal sealed class DigestSchedule(
    TrackerDatabase database, DigestCalendar calendar, DigestPublisher publisher, TimeProvider time, ILogger<DigestSchedule> logger)
{
    /// <returns>The week that was published; null where none was due.</returns>
    public async Task<IsoWeek?> PublishDueAsync(CancellationToken cancellationToken)
    {
        if (FindDue() is not IsoWeek week)
            return null;
        RenderedDigest digest = await publisher.RenderAsync(week, cancellationToken);
        // Saved before it is recorded: a crash between the two saves the same files again.
        await publisher.SaveAsync(digest, folder: null, cancellationToken);
        if (!await publisher.SendAsync(digest, force: false, cancellationToken))
            return null;
        logger.LogInformation("Digest of {Week} published: {Subject}", week, digest.Subject);
        return week;
    }

    private IsoWeek? FindDue()
    {
        if (calendar.LatestDue(time.GetUtcNow()) is not IsoWeek week)
            return null;
        using SqliteConnection connection = database.Connect();
        // Weeks as text sort as weeks do.
        if (connection.ExecuteScalar<string?>("SELECT max(week) FROM digests") is string last && string.CompareOrdinal(last, week.ToString()) >= 0)
            return null;
        // A tracker that was not there when the digest was due has nothing to make up: its first mail says where he stands.
        return Evaluations.FirstMadeAt(connection) is DateTimeOffset first && first <= calendar.DueAt(week) ? week : null;
    }
}
