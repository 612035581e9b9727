using System.Globalization;
using Tracker.Catalog;
using Tracker.Catalog.Units;
using Tracker.Collector.Extraction;
using Tracker.Collector.Observations;

namespace Tracker.Collector.Sources.Facts;

/// <summary>Reads price and rental rows.</summary>
internal static class PriceFacts
{
    /// <summary>The row as an offer; null with the reason where it must be refused.</summary>
    public static OfferRow? Read(FactRow row, TrackerCatalog catalog, FactDateReader dates, string sourceId, out string? reason)
    {
        string? gpu = FactFields.Gpu(row, catalog, out reason);
        if (reason is not null)
            return null;
        if ((reason = dates.Read("observed", row[FactColumn.Observed], row[FactColumn.Known], out FactDates when)) is not null)
            return null;
        string? availability = FactWords.Read(row, FactColumn.Availability, FactWords.Availabilities, "unknown", out reason);
        if (availability is null)
            return null;
        Money? price = ReadPrice(row, availability, out reason);
        if (reason is not null)
            return null;
        string? unit = FactWords.Read(row, FactColumn.Unit, FactWords.Units, "each", out reason);
        if (unit is null)
            return null;
        string? condition = FactWords.Read(row, FactColumn.Condition, FactWords.Conditions, "unknown", out reason);
        if (condition is null)
            return null;
        string? basis = ReadBasis(row, unit, out reason);
        if (basis is null)
            return null;
        string? confidence = FactWords.Confidence(row, out reason);
        if (confidence is null)
            return null;
        string? evidence = FactFields.Evidence(row, out reason);
        if (evidence is null)
            return null;

        string venue = ScrapedText.Line(row[FactColumn.Venue] ?? evidence, 200);
        string? minor = price?.MinorUnits.ToString(CultureInfo.InvariantCulture);
        return new()
        {
            FactKey = FactKey.Of(
                "price", gpu, row[FactColumn.Observed], minor, price?.Currency, unit, condition, availability, basis, venue, evidence),
            GpuId = gpu!,
            SourceId = sourceId,
            Venue = venue,
            Url = ScrapedText.Link(evidence),
            ItemKey = $"{venue}|{unit}|{condition}|{basis}",
            AmountMinor = price?.MinorUnits,
            Currency = price?.Currency,
            Unit = unit,
            Condition = condition,
            Availability = availability,
            Basis = basis,
            ObservedAt = when.ObservedAt,
            KnownAt = when.KnownAt,
            Confidence = confidence,
            Evidence = evidence,
            Note = row[FactColumn.Note] is string note ? ScrapedText.Line(note, 2000) : null,
        };
    }

    // No amount is a fact only where the row says that the thing was not on sale.
    private static Money? ReadPrice(FactRow row, string availability, out string? reason)
    {
        reason = null;
        string? amount = row[FactColumn.Amount];
        string? currency = row[FactColumn.Currency];
        if (amount is null && availability is "out-of-stock" or "discontinued")
            return null;
        if (amount is null)
            reason = "'amount' is missing; only a row that is out-of-stock or discontinued may leave it out";
        else if (currency is null)
            reason = "'currency' is missing; it must be an ISO 4217 code such as USD";
        else if (!Currency.IsKnown(currency))
            reason = $"'currency' must be an ISO 4217 code such as USD, found '{currency}'";
        else if (!decimal.TryParse(amount, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal value))
            reason = $"'amount' must be a decimal number without grouping, such as 12490.00, found '{amount}'";
        else if (value is <= 0 or > 1_000_000_000_000m)
            reason = $"'amount' must be more than 0 and at most 10^12, found {amount}";
        else if (Money.FromAmount(value, currency) is { MinorUnits: > 0 } money)
            return money;
        else
            reason = $"'amount' {amount} is less than the smallest unit of {currency}";
        return null;
    }

    // The kinds of figure grow with the sources, so a basis is any word of this form.
    private static string? ReadBasis(FactRow row, string unit, out string? reason)
    {
        reason = null;
        string basis = row[FactColumn.Basis] ?? (unit == "hour" ? "rental" : "street");
        if (basis.Length <= 40 && basis.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'))
            return basis;
        reason = $"'basis' must be a word such as street, list, median, asking-average, lowest-few or rental, found '{basis}'";
        return null;
    }
}
