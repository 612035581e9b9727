using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Tracker.Collector.Extraction;

namespace Tracker.Collector.Sources.Table;

/// <summary>A table of a page: its header, and its rows of as many texts.</summary>
/// <param name="Place">Where on the page, for people.</param>
internal sealed record TableGrid(string Place, IReadOnlyList<string> Header, IReadOnlyList<TableRow> Rows)
{
    /// <summary>The same with its columns as rows: comparisons name their products across the top.</summary>
    public TableGrid Turned() => new(
        $"{Place} turned",
        [Header[0], .. Rows.Select(row => row.Cells[0])],
        [.. Enumerable.Range(1, Header.Count - 1).Select(column => new TableRow([Header[column], .. Rows.Select(row => row.Cells[column])], null))]);
}

/// <summary>A row, the texts of its cells, and the first address in it.</summary>
internal sealed record TableRow(IReadOnlyList<string> Cells, string? Link);

/// <summary>Finds tables, and what sites build of other elements to look like them.</summary>
internal static partial class TableGrids
{
    private const int GridLimit = 50;
    private const int RowLimit = 2000;
    private const int CellLimit = 60;

    /// <summary>The tables below an element that have a header and rows.</summary>
    public static IReadOnlyList<TableGrid> Find(IParentNode root)
    {
        List<TableGrid> grids = [];
        int number = 0;
        foreach (IElement table in root.QuerySelectorAll("table, [role='table'], [role='grid']").Take(GridLimit))
        {
            IElement[] rows = [.. table.QuerySelectorAll("tr, [role='row']").Where(row => row.Closest("table, [role='table'], [role='grid']") == table).Take(RowLimit)];
            if (Grid(rows, $"table[{number}]") is TableGrid grid)
                grids.Add(grid);
            number++;
        }
        return grids.Count > 0 ? grids : FindStyled(root);
    }

    // Rows and cells by what their classes call them.
    private static List<TableGrid> FindStyled(IParentNode root)
    {
        IEnumerable<IGrouping<IElement?, IElement>> groups = root.QuerySelectorAll("[class*='row' i]")
            .Where(element => Row().IsMatch(element.ClassName ?? "") && element.Children.Count(IsCell) >= 2)
            .Take(RowLimit)
            .GroupBy(row => Part().IsMatch(row.ParentElement?.ClassName ?? "") ? row.ParentElement!.ParentElement : row.ParentElement);
        return [.. groups.Take(GridLimit).Select((rows, number) => Grid([.. rows], $"rows[{number}]")).OfType<TableGrid>()];
    }

    private static bool IsCell(IElement element) => Cell().IsMatch(element.ClassName ?? "") || element.GetAttribute("role") is "cell" or "columnheader" or "gridcell";

    private static TableGrid? Grid(IElement[] rows, string place)
    {
        if (rows.Length < 2)
            return null;
        List<string> header = Texts(rows[0]);
        // Two lines of header: the second tells more.
        int first = 1;
        if (rows.Length > 2 && rows[1].Children.Length > 0 && rows[1].Children.All(cell => cell.LocalName == "th") && Texts(rows[1]).Count >= header.Count)
        {
            header = Texts(rows[1]);
            first = 2;
        }
        List<TableRow> body = [];
        foreach (IElement row in rows.Skip(first))
        {
            List<string> cells = Texts(row);
            if (cells.Count == header.Count)
                body.Add(new(cells, row.QuerySelector("a[href]")?.GetAttribute("href")));
        }
        return header.Count >= 2 && body.Count > 0 ? new(place, header, body) : null;
    }

    private static List<string> Texts(IElement row)
    {
        List<string> texts = [];
        foreach (IElement cell in row.Children.Take(CellLimit))
        {
            string text = ScrapedText.Line(VisibleText.Of(cell, 1000), 300);
            int span = int.TryParse(cell.GetAttribute("colspan"), out int columns) ? Math.Clamp(columns, 1, CellLimit) : 1;
            for (int i = 0; i < span && texts.Count < CellLimit; i++)
                texts.Add(text);
        }
        return texts;
    }

    [GeneratedRegex(@"(^|[\s_-])(row|tr)($|\s)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 250)]
    private static partial Regex Row();

    [GeneratedRegex(@"(^|[\s_-])(cell|td|th|col|column)($|\s|[_-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 250)]
    private static partial Regex Cell();

    [GeneratedRegex(@"(^|[\s_-])(head|header|thead|body|tbody)($|\s|[_-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 250)]
    private static partial Regex Part();
}
