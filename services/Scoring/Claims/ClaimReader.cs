using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;
using Tracker.Catalog.Units;
using Tracker.Contracts;
using Tracker.Storage;

namespace Tracker.Scoring.Claims;

/// <summary>Reads the collector's claims, and the fact rows that decide some, as of a moment. It never writes.</summary>
internal sealed partial class ClaimReader(TrackerDatabase database)
{
    /// <summary>Claims on candidates, oldest first.</summary>
    public IReadOnlyList<Claim> ReadClaims(DateTimeOffset asOf)
    {
        using SqliteConnection connection = database.Connect();
        return
        [
            .. connection.Query<ClaimRow>(
                """
                SELECT c.id AS Id, c.gpu_id AS GpuId, c.kind AS Kind, c.value AS Value, c.qualifier AS Qualifier,
                       c.amount_minor AS AmountMinor, c.currency AS Currency, c.date_from AS DateFrom, c.date_to AS DateTo,
                       c.sentence AS Sentence, a.kind AS AnnouncementKind, a.vendor AS Vendor, a.venue AS Venue,
                       a.confidence AS Confidence, a.known_at AS KnownAt, coalesce(o.origin_id, a.id) AS OriginId
                FROM announcement_claims c
                JOIN announcements a ON a.id = c.announcement_id
                LEFT JOIN announcement_origins o ON o.announcement_id = a.id
                WHERE a.known_at <= @asOf AND c.gpu_id IS NOT NULL
                ORDER BY a.known_at, c.id
                """,
                new { asOf }).Select(ToClaim),
        ];
    }

    /// <summary>Rows of the kind <c>claim-resolution</c>, oldest first. Their title begins with the kind of claim and what became of it: <c>memory false: it came with 256 GB</c>.</summary>
    public IReadOnlyList<ResolutionFact> ReadResolutions(DateTimeOffset asOf)
    {
        using SqliteConnection connection = database.Connect();
        return
        [
            .. connection.Query<ResolutionRow>(
                """
                SELECT g.gpu_id AS GpuId, a.title AS Title, a.known_at AS KnownAt, a.evidence AS Evidence
                FROM announcements a JOIN announcement_gpus g ON g.announcement_id = a.id
                WHERE a.kind = 'claim-resolution' AND a.known_at <= @asOf
                ORDER BY a.known_at, a.id
                """,
                new { asOf }).Select(ToResolution).OfType<ResolutionFact>(),
        ];
    }

    private static Claim ToClaim(ClaimRow row)
    {
        bool rumour = row.AnnouncementKind == "rumour";
        return new()
        {
            Id = row.Id,
            GpuId = row.GpuId,
            Kind = Enum.Parse<ClaimKind>(row.Kind, ignoreCase: true),
            Value = row.Value,
            Qualifier = row.Qualifier,
            Price = row is { AmountMinor: long minor, Currency: string currency } ? new Money(minor, currency) : null,
            Dates = row is { DateFrom: string from, DateTo: string to } ? new DateRange(Day(from), Day(to)) : null,
            Sentence = row.Sentence,
            Source = SourceOf(row, rumour),
            Trust = Enum.Parse<Confidence>(row.Confidence, ignoreCase: true),
            IsRumour = rumour,
            OriginId = row.OriginId,
            KnownAt = row.KnownAt,
        };
    }

    // A maker's own announcement is the maker's claim, whoever passed it on; hearsay is its publisher's.
    private static string SourceOf(ClaimRow row, bool rumour) =>
        row.AnnouncementKind is "announcement" or "launch" or "cancellation" && !rumour && !string.IsNullOrEmpty(row.Vendor) && row.Vendor != "market"
            ? row.Vendor
            : Publisher(row.Venue);

    // The first of several citations, without its path and date: "tweaktown.com/news/109576; …" is tweaktown.com.
    private static string Publisher(string venue)
    {
        string first = venue.Split(';')[0].Trim();
        string plain = PathAndDate().Replace(first, "").Trim();
        return plain.Length > 0 ? plain : first;
    }

    private static ResolutionFact? ToResolution(ResolutionRow row) =>
        ResolutionTitle().Match(row.Title) is { Success: true } match && Enum.TryParse(match.Groups["kind"].Value, ignoreCase: true, out ClaimKind kind)
            ? new(row.GpuId, kind, match.Groups["outcome"].Value == "true", row.KnownAt, $"{match.Groups["reason"].Value} ({row.Evidence})")
            : null;

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<=\.[a-z]{2,4})/.*$|(?<=[^/:]/[^/:@]+)[:@].*$|\s+\d{4}(-\d{2})*.*$", RegexOptions.CultureInvariant)]
    private static partial Regex PathAndDate();

    [GeneratedRegex(@"^(?<kind>[a-z]+) (?<outcome>true|false): (?<reason>.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex ResolutionTitle();

    private sealed class ClaimRow
    {
        public long Id { get; init; }

        public string GpuId { get; init; } = "";

        public string Kind { get; init; } = "";

        public double? Value { get; init; }

        public string? Qualifier { get; init; }

        public long? AmountMinor { get; init; }

        public string? Currency { get; init; }

        public string? DateFrom { get; init; }

        public string? DateTo { get; init; }

        public string Sentence { get; init; } = "";

        public string AnnouncementKind { get; init; } = "";

        public string? Vendor { get; init; }

        public string Venue { get; init; } = "";

        public string Confidence { get; init; } = "";

        public DateTimeOffset KnownAt { get; init; }

        public long OriginId { get; init; }
    }

    private sealed class ResolutionRow
    {
        public string GpuId { get; init; } = "";

        public string Title { get; init; } = "";

        public DateTimeOffset KnownAt { get; init; }

        public string Evidence { get; init; } = "";
    }
}
