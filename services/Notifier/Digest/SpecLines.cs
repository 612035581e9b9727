using System.Globalization;
using Tracker.Catalog;
using Tracker.Catalog.Gpus;
using Tracker.Catalog.Sources;
using Tracker.Notifier.Email;
using Tracker.Notifier.Mail;

namespace Tracker.Notifier.Digest;

/// <summary>Says where sources give other figures than the catalogue's entries, which the comparison rests on.</summary>
internal static class SpecLines
{
    private const int LineCount = 12;

    /// <summary>What rounding may hide: 1.79 TB/s is 1,792 GB/s.</summary>
    private const double Tolerance = 0.01;

    public static IReadOnlyList<string> Build(TrackerCatalog catalog, IReadOnlyList<SpecRow> rows)
    {
        List<string> lines = [];
        foreach (SpecRow row in rows)
        {
            if (!catalog.Gpus.TryGetValue(row.GpuId, out Gpu? gpu)
                || !double.TryParse(row.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double said)
                || !GpuFigures.IsKnown(row.Field))
                continue;
            double? entry = GpuFigures.Of(gpu.Spec, row.Field);
            if (entry is double own && Math.Abs(said - own) <= Tolerance * own)
                continue;
            string venue = catalog.Sources.TryGetValue(row.SourceId, out SourceEntry? source) ? source.Venue : row.SourceId;
            string mark = gpu.Unverified.Contains(row.Field) ? " (unverified)" : "";
            string ours = entry is double figure ? $"the entry says {figure.ToString("0.###", CultureInfo.InvariantCulture)}{mark}" : "the entry has none";
            lines.Add(HeaderText.OneLine($"{gpu.Name}: {row.Field} {row.Value} by {venue}, {Wording.Day(row.KnownAt)}; {ours}.", 300));
        }
        return lines.Count <= LineCount ? lines : [.. lines.Take(LineCount), $"and {lines.Count - LineCount} more."];
    }
}
