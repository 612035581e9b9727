using Dapper;
using Tracker.Contracts;
using Tracker.Hosting;
using Tracker.Storage;

namespace Tracker.Collector.Observations;

/// <summary>Stores an offer and its message.</summary>
internal static class PolledOfferStore
{
    /// <param name="scope">The transaction.</param>
    /// <param name="sourceId">Whose it is.</param>
    /// <param name="row">The offer.</param>
    /// <param name="observedAt">When it was true.</param>
    /// <param name="knownAt">When it could be believed: its fetch, or its release from quarantine.</param>
    public static void Insert(WriteScope scope, string sourceId, PolledOffer row, DateTimeOffset observedAt, DateTimeOffset knownAt)
    {
        string key = FactKey.Of("polled", sourceId, row.GpuId, row.ItemKey, Instant.ToText(observedAt), row.AmountMinor?.ToString(), row.Currency, row.Availability);
        long id = scope.Connection.ExecuteScalar<long>(
            """
            INSERT INTO offers (fact_key, gpu_id, source_id, venue, title, url, item_key, amount_minor, currency, unit, condition, availability,
                                basis, observed_at, known_at, recorded_at, confidence, evidence)
            VALUES (@key, @GpuId, @sourceId, @Venue, @Title, @Url, @ItemKey, @AmountMinor, @Currency, @Unit, @Condition, @Availability,
                    @Basis, @observedAt, @knownAt, @knownAt, @Confidence, @Evidence)
            RETURNING id
            """,
            new
            {
                key,
                sourceId,
                observedAt,
                knownAt,
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
            ObservedAt = observedAt,
            KnownAt = knownAt,
        });
    }
}
