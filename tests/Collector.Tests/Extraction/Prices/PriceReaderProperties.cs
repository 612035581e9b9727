using System.Globalization;
using System.Text;
using CsCheck;
using Tracker.Catalog.Units;
using Tracker.Collector.Extraction.Prices;

namespace Tracker.Collector.Tests.Extraction.Prices;

public sealed class PriceReaderProperties
{
    private static readonly string[] s_pieces =
    [
        "$", "€", "£", "¥", "US$", "USD", "EUR", "CHF", "kr", "zł", "Rs.", "руб.", "د.إ", " ", "\u00a0", "\u202f", ".", ",", "'", "-", "–", "/mo", "/hr",
        "from ", "was ", "save ", "k", "x", "%", "1", "12", "299", "1299", "0", "00", "999", "⁹⁹", "٣٦", "１２", "٫", "٬", "\u202e", "\0", "\ud83d", "RTX", "to",
    ];

    private static readonly Gen<PriceContext> s_context = Gen.Select(
        Gens.Any<string?>(null, "USD", "EUR", "JPY", "KWD", "xx", ""), Gens.Any<string?>(null, "US", "CA", "DE", "??"), Gen.Bool, Gen.Bool,
        (currency, country, structured, rate) => new PriceContext { Currency = currency, Country = country, IsStructured = structured, IsRate = rate });

    [Fact]
    public void Any_text_gives_digits_of_its_own_or_a_problem() =>
        Gen.Select(Gens.Any(s_pieces).Array[0, 12], s_context, (pieces, context) => (Text: string.Concat(pieces), context))
            .Sample(t => Check(t.Text, t.context), iter: 20_000);

    [Fact]
    public void Any_characters_give_digits_of_their_own_or_a_problem() =>
        Gen.Select(Gen.String[0, 60], s_context, (text, context) => (text, context)).Sample(t => Check(t.text, t.context), iter: 20_000);

    [Fact]
    public void Amount_written_in_any_style_is_read_back()
    {
        (string Group, string Decimal)[] styles = [(",", "."), (".", ","), (" ", ","), ("'", "."), ("\u202f", ","), ("", ".")];
        Gen.Select(Gen.Long[100, 9_999_998], Gen.Int[0, 99], Gens.Any(styles)).Sample((whole, cents, style) =>
        {
            if (whole.ToString(CultureInfo.InvariantCulture).All(c => c == '9') || whole == 1234567)
                return;
            string grouped = whole.ToString("N0", CultureInfo.InvariantCulture).Replace(",", style.Group);
            PriceReading reading = PriceReader.Read($"{grouped}{style.Decimal}{cents:00} €");
            reading.Amount.ShouldBe(whole + (cents / 100m));
            reading.Currency.ShouldBe("EUR");
        }, iter: 5_000);
    }

    private static void Check(string text, PriceContext context)
    {
        PriceReading reading = PriceReader.Read(text, context);
        (reading.Amount is null).ShouldBe(reading.Problem is not null);
        (reading.Currency is null || Currency.IsKnown(reading.Currency)).ShouldBeTrue();
        if (reading.Amount is not decimal amount)
        {
            reading.Currency.ShouldBeNull();
            return;
        }
        amount.ShouldBeGreaterThan(0);
        // Each digit of the amount stands in the text, in that order.
        string digits = Digits(text);
        string found = amount.ToString(CultureInfo.InvariantCulture).Replace(".", "").TrimStart('0');
        digits.ShouldContain(found);
    }

    private static string Digits(string text)
    {
        StringBuilder digits = new();
        foreach (char c in text)
        {
            int raised = "⁰¹²³⁴⁵⁶⁷⁸⁹".IndexOf(c);
            if (raised >= 0 || char.IsDigit(c))
                digits.Append(raised >= 0 ? raised : (int)char.GetNumericValue(c));
        }
        return digits.ToString();
    }
}
