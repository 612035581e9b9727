using Microsoft.Data.Sqlite;
using Tracker.Catalog;
using Tracker.Contracts;
using Tracker.Notifier.Alerts;
using Tracker.Notifier.Mail;

namespace Tracker.Notifier.Digest;

/// <summary>Puts a week into words.</summary>
internal sealed class DigestViewBuilder(LiveCatalog catalog, DigestCalendar calendar, VerdictViewBuilder verdicts)
{
    private const int StaleLines = 20;

    /// <param name="connection">To read from.</param>
    /// <param name="week">The week to tell of.</param>
    /// <param name="asOf">The moment whose verdict and scoreboard are shown: when the digest is due, or now where that is earlier.</param>
    /// <returns>Null where nothing was ever evaluated.</returns>
    public DigestView? Build(SqliteConnection connection, IsoWeek week, DateTimeOffset asOf)
    {
        // A week before the first evaluation has its news all the same; the scoreboard says its own date.
        Evaluation? shown = Evaluations.At(connection, asOf) ?? Evaluations.First(connection);
        if (shown is null)
            return null;
        DateTimeOffset comparedAt = calendar.DueAt(week.Previous);
        Evaluation? compared = Evaluations.At(connection, comparedAt);
        if (compared?.Id == shown.Id)
            compared = null;
        VerdictView verdict = verdicts.Build(shown.Scoreboard, compared: compared?.Scoreboard);
        (string summary, IReadOnlyList<string> troubles) = new SourceLines(catalog.Current).Build(WeekReader.Sources(connection), WeekReader.Switches(connection));
        DateTimeOffset start = calendar.Start(week);
        DateTimeOffset end = calendar.Start(week.Next);
        return new()
        {
            Title = $"GPU digest {week}: {verdict.Title}",
            Period = $"Week {week}, {week.Monday:yyyy-MM-dd} to {week.Monday.AddDays(6):yyyy-MM-dd}"
                + (asOf < end ? ", so far" : ""),
            Verdict = verdict with { Scoreboard = verdict.Scoreboard with { Notes = [] } },
            Comparison = compared is null
                ? "There is no earlier evaluation to compare with yet."
                : $"Changes are against {Wording.Moment(compared.AsOf, catalog.Current.Settings.Owner.Zone)}.",
            Movement = Movement(connection, comparedAt, asOf, shown, compared),
            Price = PriceBars.Build(shown.Scoreboard.SecondCard.Forecast),
            News = new NewsGroups(catalog.Current).Build(WeekReader.News(connection, start, end), shown.Scoreboard),
            Claims = ClaimLines.Open(shown.Scoreboard),
            ClaimsRecord = ClaimLines.Record(shown.Scoreboard, week),
            Specs = SpecLines.Build(catalog.Current, WeekReader.Specs(connection, asOf)),
            SourceSummary = summary,
            SourceTroubles = troubles,
            Alerts = Alerts(WeekReader.Alerts(connection, start, end)),
            Stale = Stale(shown.Scoreboard),
        };
    }

    private List<string> Movement(
        SqliteConnection connection, DateTimeOffset from, DateTimeOffset upTo, Evaluation shown, Evaluation? compared)
    {
        List<string> lines = [];
        foreach (PastVerdict change in Evaluations.Between(connection, from, upTo))
            lines.Add($"{Wording.Day(change.ReachedAt)}: {new Headline(catalog.Current, change.Scoreboard).Text}");
        if (lines.Count == 0)
        {
            lines.Add(Evaluations.InForce(connection, upTo) is PastVerdict standing
                ? $"The verdict stands since {Wording.Day(standing.ReachedAt)}."
                : "There was no verdict in this week yet.");
        }
        Verdict? then = compared?.Scoreboard.Verdict;
        Verdict now = shown.Scoreboard.Verdict;
        if (then is null || then.Action != now.Action || then.Subject != now.Subject)
            return lines;
        if (then.Probability is double before && now.Probability is double after && Wording.Percent(before) != Wording.Percent(after))
            lines.Add($"Its probability went from {Wording.Percent(before)} to {Wording.Percent(after)}.");
        if (then.ExpectedGain is MoneyValue little && now.ExpectedGain is MoneyValue much && Wording.Gain(little) != Wording.Gain(much))
            lines.Add($"Its expected gain went from {Wording.Gain(little)} to {Wording.Gain(much)}.");
        return lines;
    }

    private static List<string> Alerts(IReadOnlyList<AlertRow> rows) =>
    [
        .. rows.GroupBy(row => row.Id).Select(alert =>
        {
            AlertRow first = alert.First();
            string[] deliveries = [.. alert.Where(d => d.Channel is not null).Select(d => $"{(d.Target!.Length > 0 ? d.Target : d.Channel)} {State(d.Status)}")];
            return $"{Wording.Day(first.RaisedAt)}: {first.Title} ({(deliveries.Length > 0 ? string.Join(", ", deliveries) : "no channel")})";
        }),
    ];

    private static string State(string? status) => status switch
    {
        "dead" => "given up",
        "pending" => "not sent yet",
        _ => "sent",
    };

    private static List<string> Stale(Scoreboard board)
    {
        string[] all = [.. board.Candidates.Where(c => c.Stale.Count > 0).Select(c => $"{c.Name}: {string.Join("; ", c.Stale)}")];
        return all.Length <= StaleLines
            ? [.. all]
            : [.. all.Take(StaleLines), $"and {all.Length - StaleLines} more candidates; \"tracker score\" lists all."];
    }
}
