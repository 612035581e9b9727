using Microsoft.Data.Sqlite;
using Tracker.Storage;

namespace Tracker.Collector.Observations;

/// <summary>
/// One prepared <c>INSERT</c> that is run for row after row of a transaction. Binding by position to a kept statement is
/// what makes an import of thousands of rows about as fast as SQLite itself.
/// </summary>
internal sealed class RowInsert : IDisposable
{
    private readonly SqliteCommand _command;
    private readonly SqliteParameter[] _parameters;

    private RowInsert(WriteScope scope, string table, string[] columns, string key = "fact_key")
    {
        _command = scope.Connection.CreateCommand();
        _command.Transaction = scope.Transaction;
        string names = string.Join(", ", columns);
        string values = string.Join(", ", columns.Select(c => "@" + c));
        // Table and columns are this file's own words, never data.
#pragma warning disable CA2100
        _command.CommandText = $"INSERT INTO {table} ({names}) VALUES ({values}) ON CONFLICT ({key}) DO NOTHING";
#pragma warning restore CA2100
        _parameters = [.. columns.Select(c => new SqliteParameter("@" + c, SqliteType.Text))];
        _command.Parameters.AddRange(_parameters);
    }

    public static RowInsert Offers(WriteScope scope)
    {
        RowInsert insert = new(
            scope,
            "offers",
            [
                "fact_key", "gpu_id", "source_id", "venue", "title", "url", "item_key", "amount_minor", "currency", "unit", "condition",
                "availability", "basis", "observed_at", "known_at", "recorded_at", "confidence", "evidence", "note",
            ]);
        insert._parameters[7].SqliteType = SqliteType.Integer;
        insert._command.Prepare();
        return insert;
    }

    public static RowInsert Specs(WriteScope scope) => Prepared(new(
        scope,
        "specs",
        ["fact_key", "gpu_id", "field", "value", "source_id", "observed_at", "known_at", "recorded_at", "confidence", "evidence"]));

    public static RowInsert Announcements(WriteScope scope) => Prepared(new(
        scope,
        "announcements",
        [
            "fact_key", "source_id", "venue", "kind", "vendor", "product", "title", "url", "summary", "published_at", "known_at", "recorded_at",
            "confidence", "evidence",
        ]));

    public static RowInsert ExchangeRates(WriteScope scope) => Prepared(new(
        scope,
        "exchange_rates",
        ["source_id", "base", "currency", "rate_e9", "observed_at", "known_at", "recorded_at", "evidence"],
        "source_id, base, currency, observed_at, rate_e9"));

    /// <summary>Inserts an offer unless its key is there already.</summary>
    /// <returns>Whether it was new.</returns>
    public bool Add(OfferRow row, string recordedAt)
    {
        Set(0, row.FactKey);
        Set(1, row.GpuId);
        Set(2, row.SourceId);
        Set(3, row.Venue);
        Set(4, row.Title);
        Set(5, row.Url);
        Set(6, row.ItemKey);
        _parameters[7].Value = row.AmountMinor is long amount ? amount : DBNull.Value;
        Set(8, row.Currency);
        Set(9, row.Unit);
        Set(10, row.Condition);
        Set(11, row.Availability);
        Set(12, row.Basis);
        Set(13, row.ObservedAt);
        Set(14, row.KnownAt);
        Set(15, recordedAt);
        Set(16, row.Confidence);
        Set(17, row.Evidence);
        Set(18, row.Note);
        return _command.ExecuteNonQuery() == 1;
    }

    /// <summary>Inserts a row of texts, in the order of the columns, unless its key is there already.</summary>
    /// <returns>Whether it was new.</returns>
    public bool Add(params ReadOnlySpan<string?> values)
    {
        for (int i = 0; i < values.Length; i++)
            Set(i, values[i]);
        return _command.ExecuteNonQuery() == 1;
    }

    public void Dispose() => _command.Dispose();

    private static RowInsert Prepared(RowInsert insert)
    {
        insert._command.Prepare();
        return insert;
    }

    private void Set(int index, string? value) => _parameters[index].Value = (object?)value ?? DBNull.Value;
}
