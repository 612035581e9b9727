using System.Globalization;
using Dapper;
using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;
using Tracker.Storage;

namespace Tracker.Collector.Observations;

/// <summary>Keeps reference rates, each once; a corrected one is a further row.</summary>
internal static class ExchangeRateStore
{
    /// <summary>Rates are agreed on at about 14:10 and published at about 16:00, Frankfurt time (ecb.europa.eu, euro reference rates).</summary>
    private static readonly TimeOnly s_agreed = new(14, 10);
    private static readonly TimeOnly s_published = new(16, 0);
    private static readonly TimeZoneInfo s_frankfurt = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    /// <summary>Stores a source's rates.</summary>
    /// <returns>How many were new.</returns>
    public static int Record(WriteScope scope, SourceEntry source, IReadOnlyList<ExtractedExchangeRate> rates, DateTimeOffset now)
    {
        if (rates.Count == 0)
            return 0;
        string nowText = Instant.ToText(now);
        HashSet<(string Currency, string ObservedAt)> known =
        [
            .. scope.Connection.Query<(string, string)>(
                "SELECT currency, observed_at FROM exchange_rates WHERE source_id = @Id", new { source.Id }, scope.Transaction),
        ];
        using RowInsert insert = RowInsert.ExchangeRates(scope);
        int added = 0;
        foreach (ExtractedExchangeRate rate in rates)
        {
            DateTimeOffset observed = At(rate.Date, s_agreed);
            // A file of tomorrow's rates is a mistake.
            if (observed > now)
                continue;
            string observedAt = Instant.ToText(observed);
            // History could be known when it was published; a correction only when it was seen.
            DateTimeOffset published = At(rate.Date, s_published);
            bool correction = known.Contains((rate.Currency, observedAt));
            string knownAt = published < now && !correction ? Instant.ToText(published) : nowText;
            string billionths = decimal.Round(rate.Rate * 1_000_000_000m).ToString("F0", CultureInfo.InvariantCulture);
            if (insert.Add(source.Id, rate.Base, rate.Currency, billionths, observedAt, knownAt, nowText, source.Url))
                added++;
        }
        return added;
    }

    private static DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        DateTime local = day.ToDateTime(time);
        return new DateTimeOffset(local, s_frankfurt.GetUtcOffset(local)).ToUniversalTime();
    }
}
