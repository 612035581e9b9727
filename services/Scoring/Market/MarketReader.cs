using Dapper;
using Microsoft.Data.Sqlite;
using Tracker.Catalog.Units;
using Tracker.Contracts;
using Tracker.Storage;

namespace Tracker.Scoring.Market;

/// <summary>Reads the collector's tables as of a moment. It never writes.</summary>
internal sealed class MarketReader(TrackerDatabase database)
{
    private const string Columns =
        """
        o.gpu_id AS GpuId, o.source_id || ' ' || o.venue || ' ' || o.item_key AS ItemKey, o.venue AS Venue,
        o.amount_minor AS AmountMinor, o.currency AS Currency, o.unit AS Unit, o.condition AS Condition,
        o.availability AS Availability, o.basis AS Basis, o.observed_at AS ObservedAt, o.known_at AS KnownAt,
        o.confidence AS Confidence
        """;

    private static readonly string[] s_key = ["gpu_id", "unit", "condition", "source_id", "venue", "item_key"];

    // The first row after all of o's thing. SQLite uses one column of a row comparison only, so it is asked column by
    // column: another item of the same venue, else another venue of the same source, and so on.
    private static readonly string s_nextThing = $"coalesce({string.Join(", ", Enumerable.Range(0, s_key.Length).Reverse().Select(NextBy))})";

    /// <summary>The years that the street price and its trend look back.</summary>
    private const int Years = 3;

    /// <summary>
    /// Reads what the evaluation needs: of each thing offered its last word in each month of the last three years. It steps
    /// from thing to thing and from month to month along an index, so that it takes as long for a thing that was observed a
    /// thousand times as for one that was observed once a month. The evidence is read of the last words only.
    /// </summary>
    /// <param name="asOf">Nothing observed or known later is read.</param>
    /// <param name="now">The present: the sources' health is known of it only.</param>
    /// <param name="currency">What offers are converted to; those without an exchange rate are left aside.</param>
    public MarketSnapshot Read(DateTimeOffset asOf, DateTimeOffset now, string currency)
    {
        using SqliteConnection connection = database.Connect();
        List<Offer> offers = WithLastPrice(connection.Query<OfferRow>(
            $"""
            WITH RECURSIVE
            thing (id) AS (
                SELECT (SELECT id FROM offers ORDER BY gpu_id, unit, condition, source_id, venue, item_key LIMIT 1)
                UNION ALL
                SELECT {s_nextThing}
                FROM thing JOIN offers o ON o.id = thing.id
            ),
            word (gpu_id, unit, condition, source_id, venue, item_key, is_last, at) AS (
                SELECT o.gpu_id, o.unit, o.condition, o.source_id, o.venue, o.item_key, 1,
                       (SELECT n.observed_at FROM offers n INDEXED BY offers_by_thing
                        WHERE n.gpu_id = o.gpu_id AND n.unit = o.unit AND n.condition = o.condition AND n.source_id = o.source_id
                          AND n.venue = o.venue AND n.item_key = o.item_key AND n.observed_at <= @asOf AND n.known_at <= @asOf
                        ORDER BY n.observed_at DESC LIMIT 1)
                FROM thing JOIN offers o ON o.id = thing.id
                UNION ALL
                SELECT w.gpu_id, w.unit, w.condition, w.source_id, w.venue, w.item_key, 0,
                       (SELECT n.observed_at FROM offers n INDEXED BY offers_by_thing
                        WHERE n.gpu_id = w.gpu_id AND n.unit = w.unit AND n.condition = w.condition AND n.source_id = w.source_id
                          AND n.venue = w.venue AND n.item_key = w.item_key AND n.observed_at < substr(w.at, 1, 7)
                          AND n.observed_at >= @from AND n.known_at <= @asOf
                        ORDER BY n.observed_at DESC LIMIT 1)
                FROM word w WHERE w.at IS NOT NULL
            )
            SELECT {Columns}, CASE WHEN w.is_last THEN (SELECT evidence FROM offers WHERE id = o.id) ELSE '' END AS Evidence, max(o.id)
            FROM word w CROSS JOIN offers o INDEXED BY offers_by_thing
                ON o.gpu_id = w.gpu_id AND o.unit = w.unit AND o.condition = w.condition AND o.source_id = w.source_id
               AND o.venue = w.venue AND o.item_key = w.item_key AND o.observed_at = w.at AND o.known_at <= @asOf
            WHERE +w.at >= @from
            GROUP BY w.gpu_id, w.unit, w.condition, w.source_id, w.venue, w.item_key, w.at
            ORDER BY o.observed_at, o.id
            """,
            new { asOf, from = asOf.AddYears(-Years) }));
        (ExchangeRates rates, Dictionary<string, string> leftAside) = (ReadRates(connection, asOf, offers, currency), []);
        List<Offer> converted = [];
        foreach (Offer offer in offers)
        {
            if (rates.Convert(offer, currency) is { } usable)
                converted.Add(usable);
            else
                leftAside[offer.GpuId] = $"an offer of {offer.Price} ({offer.Venue}, {offer.ObservedAt:yyyy-MM-dd}) is left aside: no exchange rate of that time is known";
        }
        return new()
        {
            AsOf = asOf,
            Offers = converted.ToLookup(o => o.GpuId, StringComparer.Ordinal),
            LeftAside = leftAside,
            RumourSources = connection.Query<RumourRow>(
                """
                SELECT g.gpu_id AS GpuId, count(DISTINCT a.evidence) AS Sources
                FROM announcements a JOIN announcement_gpus g ON g.announcement_id = a.id
                WHERE a.kind = 'rumour' AND a.known_at <= @asOf GROUP BY g.gpu_id
                """,
                new { asOf }).ToDictionary(r => r.GpuId, r => (int)r.Sources, StringComparer.Ordinal),
            UnhealthySources = asOf < now.AddDays(-1)
                ? []
                : [.. connection.Query<string>("SELECT source_id FROM source_state WHERE healthy = 0 ORDER BY source_id")],
        };
    }

    /// <summary>Reads every offer as it was asked, in the order of observation: for replaying history.</summary>
    public IReadOnlyList<Offer> ReadAllOffers(DateTimeOffset asOf)
    {
        using SqliteConnection connection = database.Connect();
        return WithLastPrice(connection.Query<OfferRow>(
            $"SELECT {Columns}, o.evidence AS Evidence FROM offers o WHERE o.known_at <= @asOf ORDER BY o.observed_at, o.id", new { asOf }));
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
                || ', rates ' || coalesce((SELECT max(id) FROM exchange_rates), 0)
                || ', unhealthy ' || coalesce((SELECT group_concat(source_id) FROM source_state WHERE healthy = 0), 'none')
            """)!;
    }

    private static string NextBy(int column) =>
        $"""
        (SELECT n.id FROM offers n INDEXED BY offers_by_thing
         WHERE {string.Concat(s_key.Take(column).Select(key => $"n.{key} = o.{key} AND "))}n.{s_key[column]} > o.{s_key[column]}
         ORDER BY {string.Join(", ", s_key.Skip(column).Select(key => $"n.{key}"))} LIMIT 1)
        """;

    // Rates of the currencies that offers are in, from a fortnight before the first of them.
    private static ExchangeRates ReadRates(SqliteConnection connection, DateTimeOffset asOf, List<Offer> offers, string currency)
    {
        List<Offer> foreign = [.. offers.Where(o => o.Price.Currency != currency)];
        if (foreign.Count == 0)
            return new([]);
        string[] currencies = [.. foreign.Select(o => o.Price.Currency).Append(currency).Distinct()];
        return new(connection.Query<RateRow>(
            """
            SELECT base AS Base, currency AS Currency, rate_e9 AS RateE9, observed_at AS ObservedAt FROM exchange_rates
            WHERE currency IN @currencies AND observed_at >= @from AND known_at <= @asOf ORDER BY base, id
            """,
            new { currencies, from = foreign.Min(o => o.ObservedAt).AddDays(-14), asOf })
            .Select(r => new Rate(r.Base, r.Currency, r.RateE9 / 1_000_000_000m, r.ObservedAt)));
    }

    // A row without an amount says that the thing was not on sale: it ends the price that it had.
    private static List<Offer> WithLastPrice(IEnumerable<OfferRow> rows)
    {
        Dictionary<(string Item, string Condition, string Unit), Money> last = [];
        List<Offer> offers = [];
        foreach (OfferRow row in rows)
        {
            (string, string, string) thing = (row.ItemKey, row.Condition, row.Unit);
            if (row.AmountMinor is long amount && row.Currency is string currency)
            {
                last[thing] = new(amount, currency);
                offers.Add(ToOffer(row, last[thing], row.Availability is not ("out-of-stock" or "discontinued")));
            }
            else if (last.TryGetValue(thing, out Money price))
            {
                offers.Add(ToOffer(row, price, onSale: false));
            }
        }
        return offers;
    }

    private static Offer ToOffer(OfferRow row, Money price, bool onSale) => new()
    {
        GpuId = row.GpuId,
        ItemKey = row.ItemKey,
        Venue = row.Venue,
        Price = price,
        Unit = row.Unit == "hour" ? PriceUnit.Hour : PriceUnit.Each,
        Condition = Enum.Parse<ItemCondition>(row.Condition, ignoreCase: true),
        OnSale = onSale,
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

        public long? AmountMinor { get; init; }

        public string? Currency { get; init; }

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

    private sealed class RateRow
    {
        public string Base { get; init; } = "";

        public string Currency { get; init; } = "";

        public long RateE9 { get; init; }

        public DateTimeOffset ObservedAt { get; init; }
    }
}
