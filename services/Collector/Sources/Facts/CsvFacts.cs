using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Tracker.Collector.Sources.Facts;

/// <summary>Splits a CSV text into rows. A row is one line, so that a quotation mark left open spoils its own line only.</summary>
internal static class CsvFacts
{
    private static readonly CsvConfiguration s_configuration = new(CultureInfo.InvariantCulture)
    {
        HasHeaderRecord = false,
        IgnoreBlankLines = true,
        AllowComments = true,
        Comment = '#',
        BadDataFound = null,
        CacheFields = true,
    };

    public static FactTable Read(string text)
    {
        List<RefusedRow> refused = [];
        using CsvParser parser = new(new StringReader(WithoutOpenQuotes(text, refused)), s_configuration);
        if (!parser.Read())
            return FactTable.Unreadable(refused.Count > 0 ? refused[0].Line : 0, refused.Count > 0 ? refused[0].Reason : "the file is empty");
        string[] header = [.. parser.Record!.Select(name => name.Trim().ToLowerInvariant())];
        if (FactKind.Recognise(header, out string? reason) is not FactKind kind)
            return FactTable.Unreadable(parser.RawRow, reason!);

        int[] positions = FactRow.Positions(header);
        List<FactRow> rows = [];
        while (parser.Read())
        {
            string[] fields = parser.Record!;
            if (fields.Length == header.Length)
                rows.Add(new(positions, fields, parser.RawRow));
            else
                refused.Add(new(parser.RawRow, $"the row has {fields.Length} fields, the header {header.Length}"));
        }
        return new(kind, rows, refused);
    }

    // Blanks each line whose quotation marks do not pair up; line numbers stay as they are.
    private static string WithoutOpenQuotes(string text, List<RefusedRow> refused)
    {
        if (!text.Contains('"'))
            return text;
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].AsSpan().Count('"') % 2 == 0 || lines[i].StartsWith('#'))
                continue;
            refused.Add(new(i + 1, "a quotation mark is not closed on this line; a row is one line, and a quotation mark inside a quoted field is written twice"));
            lines[i] = "";
        }
        return string.Join('\n', lines);
    }
}
