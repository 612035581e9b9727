using Dapper;
using Tracker.Catalog.Sources;
using Tracker.Catalog.Units;
using Tracker.Collector.Extraction;
using Tracker.Contracts;
using Tracker.Hosting;
using Tracker.Storage;

namespace Tracker.Collector.Observations;

/// <summary>
/// Stores what was read from a polled source. An offer is stored where it differs from the item's last one, or that is of
/// an earlier day: the same page read twice adds nothing, and an unchanged price stays fresh.
/// </summary>
internal sealed class ObservationRecorder(TimeProvider time)
{
    private const string LatestOfItem =
        """
        SELECT amount_minor AS AmountMinor, currency AS Currency, availability AS Availability, condition AS Condition, observed_at AS ObservedAt
        FROM offers WHERE source_id = @sourceId AND gpu_id = @gpuId AND item_key = @itemKey ORDER BY id DESC LIMIT 1
        """;

    /// <summary>Stores a report's offers and announcements, each with its message, and its exchange rates.</summary>
    /// <returns>How many were new.</returns>
    public int Record(WriteScope scope, SourceEntry source, ExtractionReport report)
    {
        int added = 0;
        foreach (ExtractedOffer offer in report.Offers.Where(o => o.GpuId is not null))
            added += RecordOffer(scope, source, offer) ? 1 : 0;
        foreach (ExtractedAnnouncement announcement in report.Announcements)
            added += AnnouncementStore.Record(scope, source, announcement, time.GetUtcNow()) ? 1 : 0;
        return added + ExchangeRateStore.Record(scope, source, report.ExchangeRates, time.GetUtcNow());
    }

    /// <summary>Stores the source's last offers again, where they are of an earlier day: the source said that nothing changed.</summary>
    /// <param name="lastSuccess">When the source was last read. What it showed then was stored that day, or stored again; older items were gone by then.</param>
    /// <returns>How many were stored.</returns>
    public int RecordUnchanged(WriteScope scope, SourceEntry source, DateTimeOffset? lastSuccess)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (lastSuccess is not DateTimeOffset last || last.UtcDateTime.Date >= now.UtcDateTime.Date)
            return 0;
        List<OfferCopy> rows = [.. scope.Connection.Query<OfferCopy>(
            """
            SELECT gpu_id AS GpuId, venue AS Venue, title AS Title, url AS Url, item_key AS ItemKey, amount_minor AS AmountMinor, currency AS Currency,
                   unit AS Unit, condition AS Condition, availability AS Availability, basis AS Basis, confidence AS Confidence, evidence AS Evidence
            FROM offers
            WHERE source_id = @Id AND substr(observed_at, 1, 10) = @day
              AND id IN (SELECT max(id) FROM offers WHERE source_id = @Id GROUP BY gpu_id, item_key)
            """,
            new { source.Id, day = Instant.ToText(last)[..10] },
            scope.Transaction)];
        foreach (OfferCopy row in rows)
            Insert(scope, source.Id, row, now);
        return rows.Count;
    }

    private bool RecordOffer(WriteScope scope, SourceEntry source, ExtractedOffer offer)
    {
        DateTimeOffset now = time.GetUtcNow();
        Money? price = offer.Price is { } value ? Money.From(value) : null;
        OfferCopy row = new()
        {
            GpuId = offer.GpuId!,
            Venue = source.Venue,
            Title = offer.Title,
            Url = offer.Url ?? source.Url,
            ItemKey = offer.ItemKey,
            AmountMinor = price?.MinorUnits,
            Currency = price?.Currency,
            Unit = StoredWords.Of(source.Unit),
            Condition = StoredWords.Of(offer.Condition),
            Availability = StoredWords.Of(offer.Availability),
            Basis = source.Unit == PriceUnit.Hour ? "rental" : "street",
            Confidence = StoredWords.Of(source.Trust),
            Evidence = offer.Evidence,
        };
        LatestOffer? last = scope.Connection.QueryFirstOrDefault<LatestOffer>(
            LatestOfItem, new { sourceId = source.Id, gpuId = row.GpuId, itemKey = row.ItemKey }, scope.Transaction);
        bool same = last is not null && last.AmountMinor == row.AmountMinor && last.Currency == row.Currency
            && last.Availability == row.Availability && last.Condition == row.Condition;
        if (same && last!.ObservedAt.UtcDateTime.Date == now.UtcDateTime.Date)
            return false;
        Insert(scope, source.Id, row, now);
        return true;
    }

    private static void Insert(WriteScope scope, string sourceId, OfferCopy row, DateTimeOffset now)
    {
        string key = FactKey.Of("polled", sourceId, row.GpuId, row.ItemKey, Instant.ToText(now), row.AmountMinor?.ToString(), row.Currency, row.Availability);
        long id = scope.Connection.ExecuteScalar<long>(
            """
            INSERT INTO offers (fact_key, gpu_id, source_id, venue, title, url, item_key, amount_minor, currency, unit, condition, availability,
                                basis, observed_at, known_at, recorded_at, confidence, evidence)
            VALUES (@key, @GpuId, @sourceId, @Venue, @Title, @Url, @ItemKey, @AmountMinor, @Currency, @Unit, @Condition, @Availability,
                    @Basis, @now, @now, @now, @Confidence, @Evidence)
            RETURNING id
            """,
            new
            {
                key,
                sourceId,
                now,
                row.GpuId,
                row.Venue,
                row.Title,
                row.Url,
                row.ItemKey,
                row.AmountMinor,
                row.Currency,
                row.Unit,
                row.Condition,
                row.Availability,
                row.Basis,
                row.Confidence,
                row.Evidence,
            },
            scope.Transaction);
        scope.Publish(Roles.Collector, new OfferObserved
        {
            OfferId = id,
            GpuId = row.GpuId,
            Price = row.AmountMinor is long minor ? new() { MinorUnits = minor, Currency = row.Currency! } : null,
            Unit = row.Unit == "hour" ? PriceUnit.Hour : PriceUnit.Each,
            SourceId = sourceId,
            ObservedAt = now,
            KnownAt = now,
        });
    }

    private sealed class LatestOffer
    {
        public long? AmountMinor { get; init; }

        public string? Currency { get; init; }

        public string Availability { get; init; } = "";

        public string Condition { get; init; } = "";

        public DateTimeOffset ObservedAt { get; init; }
    }

    private sealed class OfferCopy
    {
        public string GpuId { get; init; } = "";

        public string Venue { get; init; } = "";

        public string? Title { get; init; }

        public string? Url { get; init; }

        public string ItemKey { get; init; } = "";

        public long? AmountMinor { get; init; }

        public string? Currency { get; init; }

        public string Unit { get; init; } = "";

        public string Condition { get; init; } = "";

        public string Availability { get; init; } = "";

        public string Basis { get; init; } = "";

        public string Confidence { get; init; } = "";

        public string Evidence { get; init; } = "";
    }
}
