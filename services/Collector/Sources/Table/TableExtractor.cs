using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;
using Tracker.Collector.Extraction.Offers;
using Tracker.Collector.Sources.Product;
using Tracker.Contracts;

namespace Tracker.Collector.Sources.Table;

/// <summary>Reads tables by their headers: spec lists, price lists, and the rate cards of clouds.</summary>
internal sealed class TableExtractor : IExtractor
{
    private const string KindName = "table";

    public SourceKind Kind => SourceKind.Table;

    // A page with a table is a page first.
    public bool Recognises(string text) => false;

    public ExtractionReport Extract(string text, ExtractionContext context)
    {
        if (PageState.Refusal(text, context.Url, KindName, out IHtmlDocument document) is ExtractionReport refused)
            return refused;

        List<ExtractionProblem> problems = [];
        List<ExtractedOffer> offers = [];
        List<ExtractedSpec> specs = [];
        bool hourly = context.Unit == PriceUnit.Hour;
        foreach (TableGrid found in Grids(document, context.Source?.Table, problems))
        {
            TableGrid grid = IsTurned(found, context) ? found.Turned() : found;
            DateOnly? today = context.Now is DateTimeOffset now ? DateOnly.FromDateTime(now.UtcDateTime) : null;
            if (TableColumns.Map(grid.Header, context.Source?.Table, today, out string? problem) is not TableColumns columns)
            {
                problems.Add(new(ProblemCodes.NoPaths, problem!, grid.Place));
                continue;
            }
            bool perHour = columns.IsHourly || grid.Rows.Any(row => columns.Prices.Any(column => TableColumns.SaysHour(row.Cells[column])));
            if (perHour && context.Source is { Unit: PriceUnit.Each })
            {
                problems.Add(new(ProblemCodes.NoPrice, "the prices are by the hour; the source entry must say 'unit: hour'", grid.Place));
                continue;
            }
            hourly |= perHour;
            ExtractionContext rated = perHour ? context with { StatedUnit = PriceUnit.Hour } : context;
            new TableRows(grid, columns, rated, PageLocale.CountryOf(document, context.Url)).Read(offers, specs, problems);
        }
        offers = OfferConflicts.Settle(offers, problems);
        if (offers.Count + specs.Count == 0 && problems.Count == 0)
            problems.Add(PageState.FromText(PageState.TextOf(document)) ?? new(ProblemCodes.Empty, "the page has no table with a price or a figure", "body"));
        return ExtractionReport.Nothing(context.Url, KindName) with
        {
            Offers = offers,
            Specs = specs,
            Rates = hourly ? OfferConflicts.Rates(offers) : [],
            Problems = ExtractionProblems.Shortened(problems),
        };
    }

    // Cards across the top, and none down the side.
    private static bool IsTurned(TableGrid grid, ExtractionContext context) =>
        grid.Header.Skip(1).Any(IsCard(context)) && !grid.Rows.Select(row => row.Cells[0]).Any(IsCard(context));

    private static Func<string, bool> IsCard(ExtractionContext context) => text => context.Matcher.Match(new(text)).GpuId is not null;

    private static IReadOnlyList<TableGrid> Grids(IHtmlDocument document, TableColumnNames? names, List<ExtractionProblem> problems)
    {
        if (names?.Selector is not string selector)
            return TableGrids.Find(document);
        try
        {
            IHtmlCollection<IElement> found = document.QuerySelectorAll(selector);
            if (found.Length == 0)
                problems.Add(new(ProblemCodes.NoPaths, $"the selector '{ScrapedText.Line(selector, 100)}' found nothing; the page may have changed", selector));
            // The table itself is looked for below its parent.
            return [.. found.Take(20).SelectMany(element => TableGrids.Find(element.LocalName == "table" ? Alone(element) : element))];
        }
        catch (DomException e)
        {
            problems.Add(new(ProblemCodes.BadSelector, $"'{selector}' is no CSS selector: {e.Message}", selector));
            return [];
        }
    }

    private static IElement Alone(IElement table)
    {
        IElement holder = table.Owner!.CreateElement("div");
        holder.AppendChild(table.Clone(deep: true));
        return holder;
    }
}
