using Tracker.Collector.Extraction;
using Tracker.Collector.Extraction.Matching;
using Tracker.Collector.Extraction.Offers;

namespace Tracker.Collector.Sources.Table;

/// <summary>Reads the rows of one table.</summary>
internal sealed class TableRows(TableGrid grid, TableColumns columns, ExtractionContext context, string? country)
{
    private readonly OfferReader _reader = new(context, country);

    public void Read(List<ExtractedOffer> offers, List<ExtractedSpec> specs, List<ExtractionProblem> problems)
    {
        for (int i = 0; i < grid.Rows.Count; i++)
        {
            TableRow row = grid.Rows[i];
            string title = row.Cells[columns.Title];
            if (title.Length == 0)
                continue;
            string place = $"{grid.Place} row {i + 1}";
            if (columns.Prices.Count > 0)
                ReadOffer(row, title, place, offers, problems);
            ReadSpecs(row, title, place, specs);
        }
    }

    private void ReadOffer(TableRow row, string title, string place, List<ExtractedOffer> offers, List<ExtractionProblem> problems)
    {
        string[] prices = [.. columns.Prices.Select(column => row.Cells[column]).Where(text => text.Any(char.IsDigit)).Distinct(StringComparer.Ordinal)];
        string shown = prices is [string only] ? only : row.Cells[columns.Prices[0]];
        OfferReading reading = _reader.Read(
            new()
            {
                Place = place,
                Title = title,
                Price = shown.Length > 0 ? shown : null,
                PriceIsText = true,
                Currency = CurrencyOf(grid.Header[columns.Prices[0]]),
                Availability = columns.Availability is int column ? row.Cells[column] : null,
                Url = row.Link,
                Problem = prices.Length > 1
                    ? new(ProblemCodes.AmbiguousPrice, $"several columns may be the price of '{title}': {string.Join("; ", prices.Take(5))}; a source entry can name one, with 'table'", place)
                    : null,
            },
            null);
        if (reading.Problem is not null)
            problems.Add(reading.Problem with { Message = $"{title}: {reading.Problem.Message}" });
        if (reading.Offer is ExtractedOffer offer)
            offers.Add(offer);
    }

    private void ReadSpecs(TableRow row, string title, string place, List<ExtractedSpec> specs)
    {
        if (columns.Specs.Count == 0 || context.Matcher.Match(new ItemDescription(title)).GpuId is not string gpu)
            return;
        foreach ((int column, SpecColumn spec) in columns.Specs)
        {
            if (spec.Read(row.Cells[column]) is string value)
                specs.Add(new() { Candidate = gpu, Field = spec.Field, Value = value, Evidence = ScrapedText.Line($"{place}, {grid.Header[column]}: {row.Cells[column]}", 300) });
        }
    }

    // "Price (USD)": the header says it for all rows.
    private static string? CurrencyOf(string header) => header.Split(' ', '(', ')', '/', ',', '[', ']').FirstOrDefault(word => word.Length == 3 && Catalog.Units.Currency.IsKnown(word));
}
