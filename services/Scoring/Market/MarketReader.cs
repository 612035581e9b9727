using Dapper;
using Microsoft.Data.Sqlite;
using Tracker.Catalog.Units;
using Tracker.Contracts;
using Tracker.Storage;

namespace Tracker.Scoring.Market;

/// <summary>Reads the collector's tables as of a moment. It never writes.</summary>
internal sealed class MarketReader(TrackerDatabase database)
{
    public MarketSnapshot Read(DateTimeOffset asOf, DateTimeOffset now)
    {
        using SqliteConnection connection = database.Connect();
        List<Offer> offers = [.. connection.Query<OfferRow>(
            """
            SELECT gpu_id AS GpuId, source_id || ' ' || venue || ' ' || item_key AS ItemKey, venue AS Venue,
                   amount_minor AS AmountMinor, currency AS Currency, unit AS Unit, condition AS Condition,
                   availability AS Availability, basis AS Basis, observed_at AS ObservedAt, known_at AS KnownAt,
                   confidence AS Confidence,
                   evidence AS Evidence
            FROM offers
            WHERE known_at <= @asOf AND amount_minor IS NOT NULL
            ORDER BY observed_at, id
            """,
            new { asOf }).Select(ToOffer)];
        Dictionary<string, int> rumours = connection.Query<RumourRow>(
            """
            SELECT g.gpu_id AS GpuId, count(DISTINCT a.evidence) AS Sources
            FROM announcements a JOIN announcement_gpus g ON g.announcement_id = a.id
            WHERE a.kind = 'rumour' AND a.known_at <= @asOf GROUP BY g.gpu_id
            """,
            new { asOf }).ToDictionary(r => r.GpuId, r => (int)r.Sources, StringComparer.Ordinal);
        return new()
        {
            AsOf = asOf,
            Offers = offers.ToLookup(o => o.GpuId, StringComparer.Ordinal),
            RumourSources = rumours,
            UnhealthySources = asOf < now.AddDays(-1)
                ? []
                : [.. connection.Query<string>("SELECT source_id FROM source_state WHERE healthy = 0 ORDER BY source_id")],
        };
    }

    /// <summary>Names the newest observation of each kind: equal texts mean that nothing was stored between them.</summary>
    public string ReadState()
    {
        using SqliteConnection connection = database.Connect();
        return connection.ExecuteScalar<string>(
            """
            SELECT 'offers ' || coalesce((SELECT max(id) FROM offers), 0)
                || ', specs ' || coalesce((SELECT max(id) FROM specs), 0)
                || ', announcements ' || coalesce((SELECT max(id) FROM announcements), 0)
                || ', unhealthy ' || coalesce((SELECT group_concat(source_id) FROM source_state WHERE healthy = 0), 'none')
            """)!;
    }

    private static Offer ToOffer(OfferRow row) => new()
    {
        GpuId = row.GpuId,
        ItemKey = row.ItemKey,
        Venue = row.Venue,
        Price = new Money(row.AmountMinor, row.Currency),
        Unit = row.Unit == "hour" ? PriceUnit.Hour : PriceUnit.Each,
        Condition = Enum.Parse<ItemCondition>(row.Condition, ignoreCase: true),
        OnSale = row.Availability is not ("out-of-stock" or "discontinued"),
        Basis = row.Basis,
        ObservedAt = row.ObservedAt,
        KnownAt = row.KnownAt,
        Confidence = Enum.Parse<Confidence>(row.Confidence, ignoreCase: true),
        Evidence = row.Evidence,
    };

    private sealed class OfferRow
    {
        public string GpuId { get; init; } = "";

        public string ItemKey { get; init; } = "";

        public string Venue { get; init; } = "";

        public long AmountMinor { get; init; }

        public string Currency { get; init; } = "";

        public string Unit { get; init; } = "";

        public string Condition { get; init; } = "";

        public string Availability { get; init; } = "";

        public string Basis { get; init; } = "";

        public DateTimeOffset ObservedAt { get; init; }

        public DateTimeOffset KnownAt { get; init; }

        public string Confidence { get; init; } = "";

        public string Evidence { get; init; } = "";
    }

    private sealed class RumourRow
    {
        public string GpuId { get; init; } = "";

        public long Sources { get; init; }
    }
}
