using System.Globalization;
using Tracker.Catalog;
using Tracker.Catalog.Gpus;
using Tracker.Catalog.Units;
using Tracker.Contracts;
using Tracker.Scoring.Market;
using Tracker.Storage;

namespace Tracker.Scoring.Backtest.Files;

/// <summary>
/// Reads a file of dated prices for a backtest: fact files, one price a row with a card, a date and a price, or a table
/// with a column for each card or each date. What can't be read is named, and the rest is used.
/// </summary>
internal sealed class PriceFile(TrackerCatalog catalog, DateTimeOffset now)
{
    /// <summary>Above this, in any currency, a number is not the price of a card.</summary>
    private const decimal LargestPrice = 100_000_000;

    /// <summary>A price that is this many times off both its neighbours is a mistake.</summary>
    private const double Spike = 5;

    private const string DottedDate = "d.M.yyyy";
    private static readonly DateOnly s_firstDay = new(1995, 1, 1);

    private readonly List<BacktestProblem> _problems = [];

    /// <summary>How the file being read orders 01/02/2022, as far as its own dates tell; null where they do not.</summary>
    private string? _slashedDate;

    /// <summary>What was left out so far, of all files read.</summary>
    public IReadOnlyList<BacktestProblem> Problems => _problems;

    /// <summary>The series of a file; none where it can't be read at all.</summary>
    public IReadOnlyList<PriceSeries> Read(string path)
    {
        string file = Path.GetFileName(path);
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Unreadable(path, e.Message);
        }
        PriceTable table = PriceTable.Read(text);
        if (PriceColumns.Recognise(table.Header, out string? reason) is not { } columns)
            return Unreadable(file, table.Header.Count == 0 ? "the file is empty" : reason!);

        _problems.AddRange(table.Unreadable.Select(u => new BacktestProblem($"{file}:{u.Line}", u.Reason)));
        _slashedDate = columns.Date is int dates ? OrderOf(table.Rows.Select(row => row.Fields[dates])) : null;
        List<Row> rows = [];
        foreach (PriceTableRow row in table.Rows)
        {
            foreach ((string card, string date, string price) in Cells(columns, row, Path.GetFileNameWithoutExtension(path)))
            {
                if (Offer(columns, row, card, date, price, table.Delimiter, out string? refused) is { } offer)
                    rows.Add(new(card, offer, row.Line));
                else if (refused is not null)
                    _problems.Add(new($"{file}:{row.Line}", refused));
            }
        }
        return [.. rows.GroupBy(r => r.Card, StringComparer.OrdinalIgnoreCase).SelectMany(card => Series(card.Key, [.. card], file))];
    }

    private IEnumerable<PriceSeries> Series(string card, List<Row> rows, string file)
    {
        foreach (PriceSeries series in PriceSeries.Split(card, FindGpu(card), [.. rows.Select(r => r.Offer)], file))
        {
            List<Offer> kept = [.. series.Offers];
            foreach (Offer spike in Spikes(series.Offers))
            {
                kept.Remove(spike);
                _problems.Add(new(
                    $"{file}:{rows.First(r => ReferenceEquals(r.Offer, spike)).Line}",
                    $"{spike.Price} for the {card} is more than {Spike:0} times off the prices before and after it: taken for a mistake"));
            }
            yield return series with { Offers = kept };
        }
    }

    private static List<Offer> Spikes(IReadOnlyList<Offer> offers)
    {
        List<Offer> spikes = [];
        Offer[] ordered = [.. offers.OrderBy(o => o.ObservedAt)];
        for (int i = 1; i + 1 < ordered.Length; i++)
        {
            double before = Math.Log((double)(ordered[i].Price.Amount / ordered[i - 1].Price.Amount));
            double after = Math.Log((double)(ordered[i].Price.Amount / ordered[i + 1].Price.Amount));
            if (Math.Abs(before) > Math.Log(Spike) && Math.Abs(after) > Math.Log(Spike) && Math.Sign(before) == Math.Sign(after))
                spikes.Add(ordered[i]);
        }
        return spikes;
    }

    private static IEnumerable<(string Card, string Date, string Price)> Cells(PriceColumns columns, PriceTableRow row, string fileName)
    {
        string? named = columns.Card is int card ? row.Fields[card] : null;
        if (columns.Price is int price)
            return [(string.IsNullOrEmpty(named) ? fileName : named, row.Fields[columns.Date!.Value], row.Fields[price])];
        // An empty cell of a wide table is no price, and no mistake.
        IEnumerable<(string Name, string Text)> cells = columns.Wide.Select(w => (w.Name, row.Fields[w.Column])).Where(c => c.Item2.Length > 0);
        return columns.Date is int date
            ? cells.Select(c => (c.Name, row.Fields[date], c.Text))
            : cells.Select(c => (named!, c.Name, c.Text));
    }

    private Offer? Offer(PriceColumns columns, PriceTableRow row, string card, string dateText, string priceText, char delimiter, out string? refused)
    {
        refused = null;
        if (Field(columns.Unit) is { } unit && !unit.Equals("each", StringComparison.OrdinalIgnoreCase))
            return null;
        if (!TryReadDate(dateText, out DateOnly observed, out refused))
            return null;
        DateOnly known = observed;
        if (Field(columns.Known) is { Length: > 0 } knownText && !TryReadDate(knownText, out known, out refused))
            return null;
        if (ReadPrice(priceText, delimiter, out refused) is not decimal amount)
            return null;
        string currency = (Field(columns.Currency) is { Length: > 0 } given ? given : columns.NamedCurrency ?? catalog.Settings.Owner.Currency).ToUpperInvariant();
        if (!Currency.IsKnown(currency))
        {
            refused = $"'{currency}' is not a known currency";
            return null;
        }
        string condition = Field(columns.Condition)?.ToLowerInvariant() ?? "";
        string venue = Field(columns.Venue) is { Length: > 0 } shop ? shop : "the file";
        string figure = Field(columns.Figure) is { Length: > 0 } kind ? kind : "street";
        return new()
        {
            GpuId = card,
            ItemKey = $"{venue} {figure}",
            Venue = venue,
            Price = Money.FromAmount(amount, currency),
            Unit = PriceUnit.Each,
            Condition = ReadCondition(condition),
            OnSale = !condition.Contains("OOS", StringComparison.OrdinalIgnoreCase) && Field(columns.Availability) is not ("out-of-stock" or "discontinued"),
            Basis = figure,
            ObservedAt = Instant.EndOf(observed),
            KnownAt = Instant.EndOf(known > observed ? known : observed),
            Confidence = Confidence.Unverified,
            Evidence = $"line {row.Line}",
        };

        string? Field(int? column) => column is int i ? row.Fields[i] : null;
    }

    private bool TryReadDate(string text, out DateOnly date, out string? refused)
    {
        refused = null;
        string plain = text.Replace('/', '-');
        if (DateRange.TryParsePartial(plain, out DateRange range))
            date = range.To;
        else if (DateOnly.TryParseExact(text.Trim(), DottedDate, CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
            range = new(date, date);
        else if (_slashedDate is not null && DateOnly.TryParseExact(text.Trim(), _slashedDate, CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
            range = new(date, date);
        else if (plain.Length >= 10 && plain.AsSpan(0, 4).IndexOfAnyExceptInRange('0', '9') < 0
            && DateTimeOffset.TryParse(plain, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant))
            date = DateOnly.FromDateTime(instant.UtcDateTime);
        else
            (date, refused) = (default, $"'{text}' is not a date such as 2022-03, 2022-03-15 or 2022");
        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        if (refused is null && range.From > today)
            refused = $"{text} is in the future";
        else if (refused is null && date < s_firstDay)
            refused = $"{text} is before there were cards to buy";
        // A period that is still running is known now.
        date = date > today ? today : date;
        return refused is null;
    }

    // A number above 12 is no month; one such date tells the order of all.
    private static string? OrderOf(IEnumerable<string> dates)
    {
        int[][] parts =
        [
            .. dates.Select(text => text.Trim().Split('/')).Where(p => p.Length == 3 && p[2].Length == 4)
                .Select(p => p.Select(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0).ToArray()),
        ];
        bool dayFirst = parts.Any(p => p[0] > 12);
        bool monthFirst = parts.Any(p => p[1] > 12);
        return dayFirst == monthFirst ? null : dayFirst ? "d/M/yyyy" : "M/d/yyyy";
    }

    private static decimal? ReadPrice(string text, char delimiter, out string? refused)
    {
        refused = null;
        string plain = text.Trim().TrimStart('$', '€', '£', ' ');
        bool decimalComma = delimiter == ';' && plain.Contains(',') && !plain.Contains('.');
        if (decimalComma)
            plain = plain.Replace(',', '.');
        if (plain.Length == 0)
            refused = "the price is missing";
        else if (plain.Length > 1 && plain[1..].Contains('-'))
            refused = $"'{text}' is a range, not a price";
        else if (!decimal.TryParse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal amount))
            refused = $"'{text}' is not a price";
        else if (amount <= 0)
            refused = $"the price {text} is not above zero";
        else if (amount > LargestPrice || amount < 0.01m)
            refused = $"the price {text} is absurd";
        else
            return amount;
        return null;
    }

    private static ItemCondition ReadCondition(string text) =>
        text.StartsWith("used", StringComparison.Ordinal) ? ItemCondition.Used
        : text.StartsWith("refurb", StringComparison.Ordinal) ? ItemCondition.Refurbished
        : text.StartsWith("unknown", StringComparison.Ordinal) ? ItemCondition.Unknown
        : ItemCondition.New;

    // By its id or one of its names, whatever the case and the spaces: near is not enough, an RTX 6000 Ada is no RTX A6000.
    private Gpu? FindGpu(string card) => catalog.Gpus.Values
        .FirstOrDefault(g => g.Aliases.Prepend(g.Name).Prepend(g.Id).Any(name => Compact(name) == Compact(card)));

    private static string Compact(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private IReadOnlyList<PriceSeries> Unreadable(string file, string reason)
    {
        _problems.Add(new(file, reason));
        return [];
    }

    private sealed record Row(string Card, Offer Offer, int Line);
}
