using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Tracker.Catalog;
using Tracker.Collector.Extraction;
using Tracker.Collector.Extraction.Claims;
using Tracker.Collector.Extraction.Matching;
using Tracker.Collector.Observations;
using Tracker.Contracts;
using Tracker.Hosting;
using Tracker.Storage;

namespace Tracker.Collector.Sources.Facts;

/// <summary>Imports files of dated facts: each file is read as a whole and written in one transaction.</summary>
internal sealed class FactImporter(LiveCatalog catalog, LiveMatcher matcher, TrackerDatabase database, Writer writer, TimeProvider time)
{
    /// <summary>The source of facts that the owner imported himself. All files share it, so that a later file can carry on a series.</summary>
    public const string SourceId = "facts";

    private const int SizeLimit = 64 * 1024 * 1024;

    public async Task<ImportReport> ImportAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            long size = new FileInfo(file).Length;
            if (size > SizeLimit)
                return Whole(file, $"the file has {size:N0} bytes; at most {SizeLimit:N0} are read, so split it");
            return await ImportAsync(file, await File.ReadAllBytesAsync(file, cancellationToken), SourceId, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Whole(file, $"the file cannot be read: {e.Message}");
        }
    }

    /// <summary>Imports what a file or a fetched document holds.</summary>
    /// <param name="file">Its name or address; the ending tells YAML from CSV.</param>
    public async Task<ImportReport> ImportAsync(string file, byte[] content, string sourceId, CancellationToken cancellationToken)
    {
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        if (FindUnchanged(sha256) is long rows)
            return new() { File = file, Accepted = 0, Duplicate = (int)rows, Refused = [] };

        using StreamReader reader = new(new MemoryStream(content), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        string text = await reader.ReadToEndAsync(cancellationToken);
        FactTable table = IsYaml(file) ? YamlFacts.Read(text) : CsvFacts.Read(text);
        return await writer.WriteAsync(scope => Write(scope, file, sha256, sourceId, table), cancellationToken);
    }

    private static bool IsYaml(string file) => Path.GetExtension(file) is ".yaml" or ".yml";

    private static ImportReport Whole(string file, string reason) =>
        new() { File = file, Accepted = 0, Duplicate = 0, Refused = [new(0, reason)] };

    // A file with refused rows is read again: the reasons are told again, and a GPU may have been added since.
    private long? FindUnchanged(string sha256)
    {
        using SqliteConnection connection = database.Connect();
        return connection.QuerySingleOrDefault<long?>(
            "SELECT accepted + duplicate FROM imported_files WHERE sha256 = @sha256 AND refused = 0", new { sha256 });
    }

    private ImportReport Write(WriteScope scope, string file, string sha256, string sourceId, FactTable table)
    {
        DateTimeOffset now = time.GetUtcNow();
        string recordedAt = Instant.ToText(now);
        FactDateReader dates = new(now);
        List<RefusedRow> refused = [.. table.Refused];
        int accepted = table.Kind?.Name switch
        {
            "prices" => WritePrices(scope, sourceId, table, dates, recordedAt, refused),
            "roadmap" => WriteRoadmap(scope, sourceId, table, dates, recordedAt, refused),
            "specs" => WriteSpecs(scope, sourceId, table, dates, recordedAt, refused),
            _ => 0,
        };
        ImportReport report = new()
        {
            File = file,
            Accepted = accepted,
            Duplicate = table.Rows.Count - accepted - (refused.Count - table.Refused.Count),
            Refused = [.. refused.OrderBy(r => r.Line)],
        };
        Record(scope, report, sha256, now);
        return report;
    }

    private int WritePrices(WriteScope scope, string sourceId, FactTable table, FactDateReader dates, string recordedAt, List<RefusedRow> refused)
    {
        using RowInsert offers = RowInsert.Offers(scope);
        int accepted = 0;
        foreach (FactRow row in table.Rows)
        {
            if (PriceFacts.Read(row, catalog.Current, dates, sourceId, out string? reason) is not OfferRow offer)
                refused.Add(new(row.Line, reason!));
            else if (offers.Add(offer, recordedAt))
                accepted++;
        }
        return accepted;
    }

    private int WriteRoadmap(WriteScope scope, string sourceId, FactTable table, FactDateReader dates, string recordedAt, List<RefusedRow> refused)
    {
        using RowInsert announcements = RowInsert.Announcements(scope);
        ClaimReader claims = new(matcher.Current);
        int accepted = 0;
        foreach (FactRow row in table.Rows)
        {
            if (RoadmapFacts.Read(row, catalog.Current, dates, out string? reason) is not RoadmapFact fact)
            {
                refused.Add(new(row.Line, reason!));
                continue;
            }
            bool isNew = announcements.Add(
                fact.FactKey, sourceId, ScrapedText.Line(fact.Evidence, 200), fact.Kind, fact.Vendor, fact.Product, fact.Title,
                ScrapedText.Link(fact.Evidence), null, fact.PublishedAt, fact.KnownAt, recordedAt, fact.Confidence, fact.Evidence);
            if (!isNew)
                continue;
            accepted++;
            long id = AnnouncementStore.Link(scope, fact.GpuId is string gpu ? [gpu] : []);
            ClaimStore.Record(scope, id, RoadmapFacts.Claims(fact, claims, matcher.Current));
            StoryOrigins.Record(scope, id, fact.Title, ScrapedText.Link(fact.Evidence), [], Instant.Parse(fact.PublishedAt));
        }
        return accepted;
    }

    private int WriteSpecs(WriteScope scope, string sourceId, FactTable table, FactDateReader dates, string recordedAt, List<RefusedRow> refused)
    {
        using RowInsert specs = RowInsert.Specs(scope);
        int accepted = 0;
        foreach (FactRow row in table.Rows)
        {
            if (SpecFacts.Read(row, catalog.Current, dates, out string? reason) is not SpecFact fact)
                refused.Add(new(row.Line, reason!));
            else if (specs.Add(
                fact.FactKey, fact.GpuId, fact.Field, fact.Value, sourceId, fact.ObservedAt, fact.KnownAt, recordedAt, fact.Confidence, fact.Evidence))
                accepted++;
        }
        return accepted;
    }

    private static void Record(WriteScope scope, ImportReport report, string sha256, DateTimeOffset now)
    {
        scope.Connection.Execute(
            """
            INSERT INTO imported_files (sha256, file, accepted, duplicate, refused, imported_at)
            VALUES (@sha256, @File, @Accepted, @Duplicate, @refused, @now)
            ON CONFLICT (sha256) DO UPDATE SET
                file = excluded.file, accepted = accepted + excluded.accepted, duplicate = excluded.duplicate - accepted,
                refused = excluded.refused, imported_at = excluded.imported_at
            """,
            new { sha256, report.File, report.Accepted, report.Duplicate, refused = report.Refused.Count, now },
            scope.Transaction);
        if (report.Accepted == 0)
            return;
        scope.Publish(Roles.Collector, new FactsImported
        {
            File = report.File,
            Accepted = report.Accepted,
            Duplicate = report.Duplicate,
            Refused = report.Refused.Count,
        });
    }
}
