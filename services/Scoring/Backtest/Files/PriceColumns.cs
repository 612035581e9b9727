using Tracker.Catalog.Units;

namespace Tracker.Scoring.Backtest.Files;

/// <summary>Which column of a price file holds what, told by its header.</summary>
internal sealed record PriceColumns
{
    private static readonly string[] s_cards = ["gpu", "card", "product", "model", "gpu_id", "gpu_name", "name", "variant", "item"];
    private static readonly string[] s_dates = ["observed", "date", "month", "period", "day", "week", "observed_at", "timestamp", "time", "datetime", "datum", "monat", "woche"];

    // From the best figure of a period to the poorest.
    private static readonly string[] s_prices =
        ["amount", "price", "median", "median_price", "average", "avg", "avg_price", "mean", "mean_price", "close", "value", "min", "low", "lowest", "min_price", "max", "high", "max_price", "preis"];

    private static readonly string[] s_priceWords = ["price", "prices", "preis", "amount", "cost"];
    private static readonly string[] s_otherPrices = ["list", "msrp", "old", "launch", "change", "pct", "percent", "shipping", "per"];

    private static readonly string[] s_figures = ["basis", "kind"];

    public required int? Card { get; init; }

    /// <summary>When the price was true; null where the columns are dates.</summary>
    public required int? Date { get; init; }

    /// <summary>The price of a row; empty where <see cref="Wide"/> says which columns are cards.</summary>
    public required int? Price { get; init; }

    /// <summary>Columns of prices that are each a card or each a date, with its name; empty for a file with a price column.</summary>
    public required IReadOnlyList<(int Column, string Name)> Wide { get; init; }

    /// <summary>The currency that the price column's name says, such as <c>median_usd</c>.</summary>
    public required string? NamedCurrency { get; init; }

    public required int? Currency { get; init; }

    public required int? Condition { get; init; }

    public required int? Availability { get; init; }

    public required int? Figure { get; init; }

    public required int? Venue { get; init; }

    public required int? Known { get; init; }

    public required int? Unit { get; init; }

    /// <summary>Recognises the columns of a header.</summary>
    /// <returns>Null, with the reason, where there is no date or no price among them.</returns>
    public static PriceColumns? Recognise(IReadOnlyList<string> header, out string? reason)
    {
        string[] names = [.. header.Select(h => h.Trim().ToLowerInvariant().Replace(' ', '_'))];
        reason = null;
        if (names.FirstOrDefault(IsHourly) is string hourly)
            reason = $"'{hourly}' is a rate by the hour, not a price to buy at";
        int? card = First(names, s_cards);
        int? date = First(names, s_dates);
        (int? price, string? currency) = FindPrice(names);
        IReadOnlyList<(int Column, string Name)> wide = price is not null ? [] :
        [
            .. header.Select((name, i) => (Column: i, Name: name.Trim()))
                .Where(c => c.Name.Length > 0 && c.Column != date && c.Column != card)
                .Where(c => date is not null || DateRange.TryParsePartial(c.Name, out _)),
        ];
        if (date is null && (card is null || wide.Count == 0))
            reason ??= $"no column is a date ({string.Join(", ", s_dates)}); the header is '{Shown(header)}'";
        if (price is null && (wide.Count == 0 || (date is not null && card is not null)))
            reason ??= $"no column is a price (such as price, amount, median_usd); the header is '{Shown(header)}'";
        return reason is not null ? null : new()
        {
            Card = card,
            Date = date,
            Price = price,
            Wide = wide,
            NamedCurrency = currency,
            Currency = First(names, "currency"),
            Condition = First(names, "condition"),
            Availability = First(names, "availability"),
            Figure = First(names, s_figures),
            Venue = First(names, "venue", "seller", "shop", "store"),
            Known = First(names, "known", "known_at"),
            Unit = First(names, "unit"),
        };
    }

    private static (int? Column, string? Currency) FindPrice(string[] names)
    {
        foreach (string wanted in s_prices.Append(""))
        {
            for (int i = 0; i < names.Length; i++)
            {
                (string name, string? currency) = WithoutCurrency(names[i]);
                if (name == wanted && (wanted.Length > 0 || currency is not null))
                    return (i, currency);
            }
        }
        // "lowest_price_usd", where nothing else is a price.
        int[] likely = [.. Enumerable.Range(0, names.Length).Where(i => names[i].Split('_') is string[] words && words.Intersect(s_priceWords).Any() && !words.Intersect(s_otherPrices).Any())];
        return likely is [int only] && !IsHourly(names[only]) ? (only, WithoutCurrency(names[only]).Currency) : (null, null);
    }

    // "median_usd", "price (EUR)", "usd"
    private static (string Name, string? Currency) WithoutCurrency(string name)
    {
        string[] words = name.Split(['_', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
        string? currency = words.LastOrDefault(w => Tracker.Catalog.Units.Currency.IsKnown(w.ToUpperInvariant()))?.ToUpperInvariant();
        return (string.Join('_', words.Where(w => !string.Equals(w, currency, StringComparison.OrdinalIgnoreCase))), currency);
    }

    private static bool IsHourly(string name) => name.Contains("hour", StringComparison.Ordinal) || name.EndsWith("_hr", StringComparison.Ordinal);

    private static int? First(string[] names, params ReadOnlySpan<string> wanted)
    {
        foreach (string name in wanted)
        {
            int found = Array.IndexOf(names, name);
            if (found >= 0)
                return found;
        }
        return null;
    }

    private static string Shown(IEnumerable<string> header) => string.Join(',', header) is { Length: > 160 } text ? text[..160] + "…" : string.Join(',', header);
}
