using Tracker.Catalog.Units;
using Tracker.Storage;

namespace Tracker.Collector.Sources.Facts;

/// <summary>When a fact was true and when it could be known, as the texts of the database.</summary>
internal readonly record struct FactDates(string ObservedAt, string KnownAt);

/// <summary>Reads the two dates of fact rows. Files repeat dates, so what was read once is kept; one reader per file.</summary>
/// <param name="now">The moment of the import.</param>
internal sealed class FactDateReader(DateTimeOffset now)
{
    private readonly Dictionary<(string, string?), (FactDates Dates, string? Reason)> _read = [];

    /// <summary>Reads <c>yyyy</c>, <c>yyyy-mm</c> or <c>yyyy-mm-dd</c> each.</summary>
    /// <returns>Null, or why the row must be refused.</returns>
    public string? Read(string column, string? observed, string? known, out FactDates dates)
    {
        dates = default;
        if (observed is null)
            return $"'{column}' is missing";
        if (!_read.TryGetValue((observed, known), out (FactDates Dates, string? Reason) result))
        {
            result.Reason = Interpret(column, observed, known, out result.Dates);
            _read.Add((observed, known), result);
        }
        dates = result.Dates;
        return result.Reason;
    }

    private string? Interpret(string column, string observed, string? known, out FactDates dates)
    {
        dates = default;
        if (!DateRange.TryParsePartial(observed, out DateRange period) || period.To == DateOnly.MaxValue)
            return $"'{column}' must be a date such as 2026-09-15, 2026-09 or 2026, found '{observed}'";
        DateRange publication = period;
        if (known is not null && (!DateRange.TryParsePartial(known, out publication) || publication.To == DateOnly.MaxValue))
            return $"'known' must be a date such as 2026-09-15, 2026-09 or 2026, found '{known}'";
        if (publication.To < period.From)
            return $"'known' ({known}) is before '{column}' ({observed}): nothing is known before it is true";

        DateTimeOffset knownAt = EndOf(publication);
        DateTimeOffset observedAt = EndOf(period);
        dates = new(Instant.ToText(observedAt < knownAt ? observedAt : knownAt), Instant.ToText(knownAt));
        return null;
    }

    // A period that is still running is known now, not at its end.
    private DateTimeOffset EndOf(DateRange period)
    {
        DateTimeOffset end = Instant.EndOf(period.To);
        bool running = new DateTimeOffset(period.From, TimeOnly.MinValue, TimeSpan.Zero) <= now && now < end;
        return running ? now : end;
    }
}
