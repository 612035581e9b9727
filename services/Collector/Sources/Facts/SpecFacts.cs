using System.Globalization;
using Tracker.Catalog;
using Tracker.Catalog.Gpus;
using Tracker.Collector.Extraction;
using Tracker.Collector.Observations;

namespace Tracker.Collector.Sources.Facts;

/// <summary>A technical figure read from a row.</summary>
internal sealed record SpecFact
{
    public required string FactKey { get; init; }

    public required string GpuId { get; init; }

    public required string Field { get; init; }

    public required string Value { get; init; }

    public required string ObservedAt { get; init; }

    public required string KnownAt { get; init; }

    public required string Confidence { get; init; }

    public required string Evidence { get; init; }
}

/// <summary>Reads rows of technical figures.</summary>
internal static class SpecFacts
{
    /// <summary>The row as a figure; null with the reason where it must be refused.</summary>
    public static SpecFact? Read(FactRow row, TrackerCatalog catalog, FactDateReader dates, out string? reason)
    {
        string? gpu = FactFields.Gpu(row, catalog, out reason);
        if (reason is not null)
            return null;
        if ((reason = dates.Read("observed", row[FactColumn.Observed], row[FactColumn.Known], out FactDates when)) is not null)
            return null;
        string field = row[FactColumn.Field] ?? "";
        if (field.Length is 0 or > 60 || !field.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_'))
        {
            reason = $"'field' must be the name of a figure such as memory_gb, found '{field}'";
            return null;
        }
        string value = ScrapedText.Line(row[FactColumn.Value], 200);
        if ((reason = Check(field, value)) is not null)
            return null;
        string? confidence = FactWords.Confidence(row, out reason);
        if (confidence is null)
            return null;
        string? evidence = FactFields.Evidence(row, out reason);
        if (evidence is null)
            return null;
        return new()
        {
            FactKey = FactKey.Of("spec", gpu, field, value, row[FactColumn.Observed], evidence),
            GpuId = gpu!,
            Field = field,
            Value = value,
            ObservedAt = when.ObservedAt,
            KnownAt = when.KnownAt,
            Confidence = confidence,
            Evidence = evidence,
        };
    }

    private static string? Check(string field, string value)
    {
        if (value.Length == 0)
            return "'value' is missing";
        if (!GpuFigures.IsKnown(field))
            return null;
        bool number = decimal.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal figure);
        return number && figure > 0 ? null : $"'value' of {field} must be a number above 0, found '{value}'";
    }
}
