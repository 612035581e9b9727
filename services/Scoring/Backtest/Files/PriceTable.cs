using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Tracker.Scoring.Backtest.Files;

/// <summary>A CSV text split into fields: its header, its rows, and the lines that could not be split.</summary>
internal sealed record PriceTable(IReadOnlyList<string> Header, IReadOnlyList<PriceTableRow> Rows, char Delimiter, IReadOnlyList<UnreadableLine> Unreadable)
{
    private static readonly char[] s_delimiters = [',', ';', '\t'];

    /// <summary>A row is one line, so that a quotation mark left open spoils its own line only.</summary>
    public static PriceTable Read(string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        int headerLine = Array.FindIndex(lines, IsContent);
        if (headerLine < 0)
            return new([], [], ',', [new(0, "the file is empty")]);
        char delimiter = s_delimiters.MaxBy(c => lines[headerLine].Count(x => x == c));
        string[] header = Split(lines[headerLine], delimiter) ?? [];
        List<PriceTableRow> rows = [];
        List<UnreadableLine> unreadable = [];
        for (int i = headerLine + 1; i < lines.Length; i++)
        {
            if (!IsContent(lines[i]))
                continue;
            if (Split(lines[i], delimiter) is not string[] fields)
                unreadable.Add(new(i + 1, "a quotation mark is not closed on this line; a row is one line"));
            else if (fields.Length != header.Length)
                unreadable.Add(new(i + 1, $"the row has {fields.Length} fields, the header {header.Length}"));
            else
                rows.Add(new(i + 1, fields));
        }
        return new(header, rows, delimiter, unreadable);
    }

    private static bool IsContent(string line) => !string.IsNullOrWhiteSpace(line) && !line.StartsWith('#');

    private static string[]? Split(string line, char delimiter)
    {
        if (line.AsSpan().Count('"') % 2 != 0)
            return null;
        using CsvParser parser = new(new StringReader(line), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            HasHeaderRecord = false,
            BadDataFound = null,
            Delimiter = delimiter.ToString(),
        });
        return parser.Read() ? [.. parser.Record!.Select(f => f.Trim().TrimStart('\uFEFF'))] : [];
    }
}

/// <summary>One row.</summary>
/// <param name="Line">1-based.</param>
/// <param name="Fields">As many as the header has.</param>
internal sealed record PriceTableRow(int Line, IReadOnlyList<string> Fields);

/// <summary>A line that was left out.</summary>
/// <param name="Line">1-based; 0 for the file.</param>
/// <param name="Reason">Why.</param>
internal sealed record UnreadableLine(int Line, string Reason);
