using Dapper;
using Tracker.Storage;

namespace Tracker.Collector.Observations;

/// <summary>The rows of <c>quarantined_offers</c>, and the prices that they are compared with.</summary>
internal static class QuarantineStore
{
    /// <summary>Prices that a reference is the median of, at most.</summary>
    private const int ReferenceRows = 500;

    private const string Columns =
        """
        SELECT id AS Id, gpu_id AS GpuId, source_id AS SourceId, venue AS Venue, title AS Title, url AS Url, item_key AS ItemKey,
               amount_minor AS AmountMinor, currency AS Currency, unit AS Unit, condition AS Condition, availability AS Availability, basis AS Basis,
               confidence AS Confidence, evidence AS Evidence, reference_minor AS ReferenceMinor, first_seen_at AS FirstSeenAt,
               last_seen_at AS LastSeenAt, times_seen AS TimesSeen, status AS Status
        FROM quarantined_offers
        """;

    private const string SameKind = "gpu_id = @GpuId AND currency = @Currency AND unit = @Unit AND (condition = @Condition OR 'unknown' IN (condition, @Condition))";

    /// <summary>What is held, oldest first.</summary>
    public static IReadOnlyList<QuarantinedRow> Held(System.Data.IDbConnection connection) =>
        connection.Query<QuarantinedRow>($"{Columns} WHERE status = 'held' ORDER BY id").AsList();

    public static IReadOnlyList<QuarantinedRow> Held(WriteScope scope, string sourceId) =>
        scope.Connection.Query<QuarantinedRow>($"{Columns} WHERE source_id = @sourceId AND status = 'held' ORDER BY id", new { sourceId }, scope.Transaction).AsList();

    public static QuarantinedRow? Find(WriteScope scope, long id) =>
        scope.Connection.QuerySingleOrDefault<QuarantinedRow>($"{Columns} WHERE id = @id", new { id }, scope.Transaction);

    /// <summary>The latest of an item that has a status.</summary>
    public static QuarantinedRow? Latest(WriteScope scope, string sourceId, PolledOffer offer, string status, string? decidedBy = null) =>
        scope.Connection.QueryFirstOrDefault<QuarantinedRow>(
            $"{Columns} WHERE source_id = @sourceId AND gpu_id = @GpuId AND item_key = @ItemKey AND status = @status AND (@decidedBy IS NULL OR decided_by = @decidedBy) ORDER BY id DESC LIMIT 1",
            new { sourceId, offer.GpuId, offer.ItemKey, status, decidedBy },
            scope.Transaction);

    /// <summary>What other sources hold of the same card, condition and currency.</summary>
    public static IEnumerable<QuarantinedRow> HeldElsewhere(WriteScope scope, string sourceId, PolledOffer offer, DateTimeOffset since) =>
        scope.Connection.Query<QuarantinedRow>(
            $"{Columns} WHERE {SameKind} AND status = 'held' AND source_id <> @sourceId AND last_seen_at >= @since",
            new { sourceId, since, offer.GpuId, offer.Currency, offer.Unit, offer.Condition },
            scope.Transaction);

    /// <summary>What other sources asked lately for the same card, condition and currency.</summary>
    public static IEnumerable<long> RecentElsewhere(WriteScope scope, string sourceId, PolledOffer offer, DateTimeOffset since) =>
        scope.Connection.Query<long>(
            $"SELECT amount_minor FROM offers WHERE {SameKind} AND amount_minor IS NOT NULL AND source_id <> @sourceId AND known_at >= @since",
            new { sourceId, since, offer.GpuId, offer.Currency, offer.Unit, offer.Condition },
            scope.Transaction);

    /// <summary>What the item cost last, else what the card cost in that condition (the median); null where neither is known in that currency.</summary>
    public static long? Reference(WriteScope scope, string sourceId, PolledOffer offer, DateTimeOffset since)
    {
        long? own = scope.Connection.QueryFirstOrDefault<long?>(
            """
            SELECT amount_minor FROM offers
            WHERE source_id = @sourceId AND gpu_id = @GpuId AND item_key = @ItemKey AND amount_minor IS NOT NULL AND currency = @Currency AND unit = @Unit
              AND known_at >= @since
            ORDER BY id DESC LIMIT 1
            """,
            new { sourceId, since, offer.GpuId, offer.ItemKey, offer.Currency, offer.Unit },
            scope.Transaction);
        if (own is not null)
            return own;
        List<long> card = [.. scope.Connection.Query<long>(
            $"SELECT amount_minor FROM offers WHERE {SameKind} AND amount_minor IS NOT NULL AND known_at >= @since ORDER BY known_at DESC LIMIT {ReferenceRows}",
            new { since, offer.GpuId, offer.Currency, offer.Unit, offer.Condition },
            scope.Transaction).Order()];
        return card.Count == 0 ? null : card[card.Count / 2];
    }

    public static void Hold(WriteScope scope, string sourceId, PolledOffer offer, long reference, DateTimeOffset now) => scope.Connection.Execute(
        """
        INSERT INTO quarantined_offers (gpu_id, source_id, venue, title, url, item_key, amount_minor, currency, unit, condition, availability, basis,
                                        confidence, evidence, reference_minor, first_seen_at, last_seen_at)
        VALUES (@GpuId, @sourceId, @Venue, @Title, @Url, @ItemKey, @AmountMinor, @Currency, @Unit, @Condition, @Availability, @Basis,
                @Confidence, @Evidence, @reference, @now, @now)
        """,
        new
        {
            sourceId,
            reference,
            now,
            offer.GpuId,
            offer.Venue,
            offer.Title,
            offer.Url,
            offer.ItemKey,
            offer.AmountMinor,
            offer.Currency,
            offer.Unit,
            offer.Condition,
            offer.Availability,
            offer.Basis,
            offer.Confidence,
            offer.Evidence,
        },
        scope.Transaction);

    public static void SeenAgain(WriteScope scope, long id, DateTimeOffset now) => scope.Connection.Execute(
        "UPDATE quarantined_offers SET last_seen_at = @now, times_seen = times_seen + 1 WHERE id = @id", new { id, now }, scope.Transaction);

    public static void Decide(WriteScope scope, long id, string status, string decidedBy, DateTimeOffset now) => scope.Connection.Execute(
        "UPDATE quarantined_offers SET status = @status, decided_by = @decidedBy, decided_at = @now WHERE id = @id",
        new { id, status, decidedBy, now },
        scope.Transaction);
}
