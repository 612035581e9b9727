using Dapper;
using Tracker.Catalog.Sources;
using Tracker.Catalog.Units;
using Tracker.Collector.Extraction;
using Tracker.Contracts;
using Tracker.Storage;

namespace Tracker.Collector.Observations;

/// <summary>
/// Stores what was read from a polled source. An offer is stored where it differs from the item's last one, or that is of
/// an earlier day: the same page read twice adds nothing, and an unchanged price stays fresh. What jumps too far is held back.
/// </summary>
internal sealed class ObservationRecorder(Quarantine quarantine, TimeProvider time)
{
    private const string LatestOfItem =
        """
        SELECT amount_minor AS AmountMinor, currency AS Currency, availability AS Availability, condition AS Condition, observed_at AS ObservedAt
        FROM offers WHERE source_id = @sourceId AND gpu_id = @gpuId AND item_key = @itemKey ORDER BY id DESC LIMIT 1
        """;

    /// <summary>Stores a report's offers, figures and announcements, each with its message, and its exchange rates.</summary>
    /// <returns>How many were new.</returns>
    public int Record(WriteScope scope, SourceEntry source, ExtractionReport report)
    {
        int added = 0;
        foreach (ExtractedOffer offer in report.Offers.Where(o => o.GpuId is not null))
            added += RecordOffer(scope, source, offer) == OfferFate.Recorded ? 1 : 0;
        foreach (ExtractedSpec spec in report.Specs.Where(s => s.Candidate is not null))
            added += SpecStore.Record(scope, source, spec, time.GetUtcNow()) ? 1 : 0;
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
        int released = quarantine.SeenUnchanged(scope, source.Id, lastSuccess);
        if (lastSuccess is not DateTimeOffset last || last.UtcDateTime.Date >= now.UtcDateTime.Date)
            return released;
        List<PolledOffer> rows = [.. scope.Connection.Query<PolledOffer>(
            """
            SELECT gpu_id AS GpuId, venue AS Venue, title AS Title, url AS Url, item_key AS ItemKey, amount_minor AS AmountMinor, currency AS Currency,
                   unit AS Unit, condition AS Condition, availability AS Availability, basis AS Basis, confidence AS Confidence, evidence AS Evidence
            FROM offers
            WHERE source_id = @Id AND substr(observed_at, 1, 10) = @day
              AND id IN (SELECT max(id) FROM offers WHERE source_id = @Id GROUP BY gpu_id, item_key)
            """,
            new { source.Id, day = Instant.ToText(last)[..10] },
            scope.Transaction)];
        foreach (PolledOffer row in rows)
            PolledOfferStore.Insert(scope, source.Id, row, now, now);
        return released + rows.Count;
    }

    /// <summary>Stores an offer and says what came of it; for a dry run, which undoes it.</summary>
    public TrialOffer Try(WriteScope scope, SourceEntry source, ExtractedOffer offer) => offer.GpuId is null
        ? new(offer.Title, null, "leave", "it is no card of the catalogue")
        : RecordOffer(scope, source, offer) switch
        {
            OfferFate.Recorded => new(offer.Title, offer.GpuId, "record", "it is new, or differs from the last one"),
            OfferFate.Unchanged => new(offer.Title, offer.GpuId, "unchanged", "the same was recorded today"),
            _ => new(offer.Title, offer.GpuId, "quarantine", "its price is more than three times, or less than a third of, the last 90 days' price"),
        };

    private OfferFate RecordOffer(WriteScope scope, SourceEntry source, ExtractedOffer offer)
    {
        DateTimeOffset now = time.GetUtcNow();
        Money? price = offer.Price is { } value ? Money.From(value) : null;
        PolledOffer row = new()
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
        if (!quarantine.Accepts(scope, source.Id, row))
            return OfferFate.Quarantined;
        if (same && last!.ObservedAt.UtcDateTime.Date == now.UtcDateTime.Date)
            return OfferFate.Unchanged;
        PolledOfferStore.Insert(scope, source.Id, row, now, now);
        return OfferFate.Recorded;
    }

    private enum OfferFate
    {
        Recorded,
        Unchanged,
        Quarantined,
    }

    private sealed class LatestOffer
    {
        public long? AmountMinor { get; init; }

        public string? Currency { get; init; }

        public string Availability { get; init; } = "";

        public string Condition { get; init; } = "";

        public DateTimeOffset ObservedAt { get; init; }
    }
}
