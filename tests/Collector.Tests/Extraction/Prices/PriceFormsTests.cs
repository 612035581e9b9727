using System.Globalization;
using Tracker.Collector.Extraction.Prices;

namespace Tracker.Collector.Tests.Extraction.Prices;

/// <summary>A large table of invented price texts: what share is read right, without any context.</summary>
public sealed class PriceFormsTests
{
    [Fact]
    public void Price_forms_of_fifty_countries_are_read_right_in_at_least_99_of_100()
    {
        List<PriceForm> forms = Forms();
        List<string> misses = [];
        foreach (PriceForm form in forms)
        {
            PriceReading reading = PriceReader.Read(form.Text);
            if (reading.Amount != form.Amount || reading.Currency != form.Currency)
                misses.Add($"{form.Text} -> {reading.Amount} {reading.Currency} {reading.Problem}");
        }

        forms.Count.ShouldBeGreaterThan(900);
        TestContext.Current.SendDiagnosticMessage($"{forms.Count - misses.Count} of {forms.Count} price forms");
        ((double)misses.Count / forms.Count).ShouldBeLessThan(0.01, string.Join("\n", misses));
    }

    [Fact]
    public void Text_that_is_no_price_never_gives_one() =>
        Forms().Where(f => f.Amount is null).ShouldAllBe(f => PriceReader.Read(f.Text).Amount == null);

    private static List<PriceForm> Forms()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "Extraction", "Prices", "price-forms.tsv");
        return [.. File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#').Select(Form)];
    }

    private static PriceForm Form(string line)
    {
        string[] fields = line.Split('\t');
        decimal? amount = fields[1] == "-" ? null : decimal.Parse(fields[1], CultureInfo.InvariantCulture);
        return new(fields[0], amount, fields.Length > 2 ? fields[2] : null);
    }

    private sealed record PriceForm(string Text, decimal? Amount, string? Currency);
}
