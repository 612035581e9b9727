using System.Globalization;
using Tracker.Collector.Extraction.Prices;

namespace Tracker.Collector.Tests.Extraction.Prices;

public sealed class PriceReaderTests
{
    [Theory]
    [InlineData("1.226 €", "1226", "EUR")]
    [InlineData("€1,106.18", "1106.18", "EUR")]
    [InlineData("1 299,00 zł", "1299.00", "PLN")]
    [InlineData("1\u00a0299,00\u00a0zł", "1299.00", "PLN")]
    [InlineData("1\u202f299,00\u202fzł", "1299.00", "PLN")]
    [InlineData("1\u2009299,00\u2009zł", "1299.00", "PLN")]
    [InlineData("CHF 1'299.–", "1299", "CHF")]
    [InlineData("CHF 1’299.–", "1299", "CHF")]
    [InlineData("Fr. 1'299.50", "1299.50", "CHF")]
    [InlineData("₹1,29,999", "129999", "INR")]
    [InlineData("$ 12,490.00", "12490.00", null)]
    [InlineData("12.490,00", "12490.00", null)]
    [InlineData("12.490", "12490", null)]
    [InlineData("US$ 12,490.00", "12490.00", "USD")]
    [InlineData("$12,490.00 USD", "12490.00", "USD")]
    [InlineData("USD 12490", "12490", "USD")]
    [InlineData("usd12490", "12490", "USD")]
    [InlineData("$12,490.00 CAD", "12490.00", "CAD")]
    [InlineData("C$12,490", "12490", "CAD")]
    [InlineData("CA$12,490", "12490", "CAD")]
    [InlineData("A$ 15,999.00", "15999.00", "AUD")]
    [InlineData("NZ$15,999", "15999", "NZD")]
    [InlineData("HK$88,000", "88000", "HKD")]
    [InlineData("NT$329,900", "329900", "TWD")]
    [InlineData("S$12,888.00", "12888.00", "SGD")]
    [InlineData("MX$189,999.00", "189999.00", "MXN")]
    [InlineData("R$ 79.999,90", "79999.90", "BRL")]
    [InlineData("£8,149.99", "8149.99", "GBP")]
    [InlineData("¥1,580,000", "1580000", null)]
    [InlineData("1,580,000円", "1580000", "JPY")]
    [InlineData("￥１，５８０，０００円", "1580000", "JPY")]
    [InlineData("79,999元", "79999", "CNY")]
    [InlineData("RMB 79,999", "79999", "CNY")]
    [InlineData("CN¥79,999.00", "79999.00", "CNY")]
    [InlineData("₩14,500,000", "14500000", "KRW")]
    [InlineData("14,500,000원", "14500000", "KRW")]
    [InlineData("12 499 kr", "12499", null)]
    [InlineData("12.499,- kr", "12499", null)]
    [InlineData("SEK 124 990", "124990", "SEK")]
    [InlineData("219 990 Kč", "219990", "CZK")]
    [InlineData("219 990,- Kč", "219990", "CZK")]
    [InlineData("3 999 990 Ft", "3999990", "HUF")]
    [InlineData("45.999,00 lei", "45999.00", "RON")]
    [InlineData("18 999,00 лв.", "18999.00", "BGN")]
    [InlineData("899 990 ₽", "899990", "RUB")]
    [InlineData("899 990 руб.", "899990", "RUB")]
    [InlineData("389 999 ₴", "389999", "UAH")]
    [InlineData("389 999 грн", "389999", "UAH")]
    [InlineData("₺429.999,00", "429999.00", "TRY")]
    [InlineData("429.999,00 TL", "429999.00", "TRY")]
    [InlineData("฿329,000", "329000", "THB")]
    [InlineData("259.990.000₫", "259990000", "VND")]
    [InlineData("259.990.000 đ", "259990000", "VND")]
    [InlineData("₪39,990", "39990", "ILS")]
    [InlineData("AED 36,500.00", "36500.00", "AED")]
    [InlineData("36,500.00 د.إ", "36500.00", "AED")]
    [InlineData("٣٦٬٥٠٠٫٥٠ د.إ", "36500.50", "AED")]
    [InlineData("Rs. 8,99,999", "899999", null)]
    [InlineData("Rp 159.999.000", "159999000", "IDR")]
    [InlineData("RM 45,999.00", "45999.00", "MYR")]
    [InlineData("R 189 999", "189999", "ZAR")]
    [InlineData("S/ 39,999.00", "39999.00", "PEN")]
    [InlineData("KWD 2,650.500", "2650.500", "KWD")]
    [InlineData("KWD 2.650", "2.650", "KWD")]
    [InlineData("KWD 2,650", "2650", "KWD")]
    [InlineData("4999,000 DT", "4999.000", "TND")]
    [InlineData("US$1.226", "1226", "USD")]
    [InlineData("8.999,– €", "8999", "EUR")]
    [InlineData("8999,-", "8999", null)]
    [InlineData("1.299⁹⁹ €", "1299.99", "EUR")]
    [InlineData("EUR: 8.565,00", "8565.00", "EUR")]
    [InlineData("Price in USD: 12,490.00", "12490.00", "USD")]
    [InlineData("8.565,00 € inkl. 19% MwSt.", "8565.00", "EUR")]
    [InlineData("€8,565.00 incl. VAT", "8565.00", "EUR")]
    [InlineData("US$2.09/hr", "2.09", "USD")]
    [InlineData("US$2.395 per GPU-hour", "2.395", "USD")]
    [InlineData("€8,565.00 €8,565.00", "8565.00", "EUR")]
    [InlineData("Was €9,999.00 Now €8,999.00", "8999.00", "EUR")]
    [InlineData("€8,999.00 (save €1,000.00)", "8999.00", "EUR")]
    [InlineData("€8,999.00 or €750.00/mo", "8999.00", "EUR")]
    [InlineData("€8,999.00 Free shipping on orders over €35", "8999.00", "EUR")]
    [InlineData("RTX PRO 6000 96GB - €9,999.00", "9999.00", "EUR")]
    [InlineData("-15% €8,999.00", "8999.00", "EUR")]
    [InlineData("statt 9.999,00 € jetzt nur 8.999,00 €", "8999.00", "EUR")]
    public void Price_text_is_read_by_its_evidence(string text, string amount, string? currency)
    {
        PriceReading reading = PriceReader.Read(text);

        reading.Problem.ShouldBeNull();
        reading.Amount.ShouldBe(decimal.Parse(amount, CultureInfo.InvariantCulture));
        reading.Currency.ShouldBe(currency);
        reading.Text.ShouldBe(text);
    }

    [Theory]
    [InlineData("USD 1.3k", "abbreviated")]
    [InlineData("12 lakh ₹", "abbreviated")]
    [InlineData("130万円", "abbreviated")]
    [InlineData("$35/mo", "instalment")]
    [InlineData("$ 35 per month", "instalment")]
    [InlineData("35 € mtl.", "instalment")]
    [InlineData("12x €99,00", "instalment")]
    [InlineData("€99,00 x 12", "instalment")]
    [InlineData("4 payments of $324.75", "instalment")]
    [InlineData("Free shipping over $35", "shipping")]
    [InlineData("$15.99 shipping", "shipping")]
    [InlineData("orders above €50", "threshold")]
    [InlineData("Save $500", "saving")]
    [InlineData("$500 off", "saving")]
    [InlineData("-$500", "saving")]
    [InlineData("was $9,999.00", "old or list")]
    [InlineData("MSRP: $8,565", "old or list")]
    [InlineData("from $1.55", "from")]
    [InlineData("ab 8.999 €", "from")]
    [InlineData("à partir de 8 999 €", "from")]
    [InlineData("$8,999+", "from")]
    [InlineData("up to $9,000", "up to")]
    [InlineData("$100 deposit", "charge")]
    [InlineData("Contact us", "asked for")]
    [InlineData("Preis auf Anfrage", "asked for")]
    [InlineData("0", "placeholder")]
    [InlineData("$0.00", "placeholder")]
    [InlineData("0.5", "placeholder")]
    [InlineData("9999999", "placeholder")]
    [InlineData("9.999.999,00 €", "placeholder")]
    [InlineData("$8,999 - $9,999", "range")]
    [InlineData("8.999–9.999 €", "range")]
    [InlineData("8.999 bis 9.999 €", "range")]
    [InlineData("€8,999 €9,999", "several")]
    [InlineData("€8,999 USD", "two currencies")]
    [InlineData("TND 1.226", "ambiguous")]
    [InlineData("1.2,3.4 €", "separators")]
    [InlineData("€1,23,45", "separators")]
    [InlineData("3 left in stock", "words")]
    [InlineData("", "no number")]
    [InlineData("RTX6000 96GB", "no number")]
    [InlineData("$1234567890123456", "too long")]
    public void What_is_no_price_is_refused_with_its_reason(string text, string reason)
    {
        PriceReading reading = PriceReader.Read(text);

        reading.Amount.ShouldBeNull();
        reading.Currency.ShouldBeNull();
        reading.Problem.ShouldNotBeNull();
        reading.Problem.ShouldContain(reason, Case.Insensitive);
    }

    [Theory]
    [InlineData("₿ 0.12", 0.12)]
    [InlineData("75,900,000 تومان", 75900000)]
    public void Money_outside_ISO_4217_is_of_no_currency_that_its_page_states(string text, double amount) =>
        PriceReader.Read(text, new() { Currency = "IRR" }).ShouldSatisfyAllConditions(r => r.Amount.ShouldBe((decimal)amount), r => r.Currency.ShouldBeNull());

    [Theory]
    [InlineData("$12,490.00", "CA", null, "CAD")]
    [InlineData("$12,490.00", "us", null, "USD")]
    [InlineData("$12,490.00", null, "AUD", "AUD")]
    [InlineData("$12,490.00", "DE", null, null)]
    [InlineData("$12,490.00", "CA", "EUR", null)]
    [InlineData("$12.490.000", "CL", null, "CLP")]
    [InlineData("12 490 kr", "NO", null, "NOK")]
    [InlineData("12 490 kr", null, "DKK", "DKK")]
    [InlineData("¥1,580,000", "JP", null, "JPY")]
    [InlineData("¥79,999", null, "CNY", "CNY")]
    [InlineData("Rs 8,99,999", "IN", null, "INR")]
    [InlineData("12490", null, "EUR", "EUR")]
    [InlineData("€12490", null, "USD", "EUR")]
    [InlineData("12490", "US", null, null)]
    public void Shared_symbol_is_told_by_the_page(string text, string? country, string? stated, string? currency)
    {
        PriceReading reading = PriceReader.Read(text, new() { Country = country, Currency = stated });

        reading.Problem.ShouldBeNull();
        reading.Currency.ShouldBe(currency);
    }

    [Theory]
    [InlineData("2879.2", "2879.20")]
    [InlineData("12490", "12490")]
    [InlineData("8565.000000", "8565")]
    [InlineData("850.000", "850")]
    [InlineData("1,226.00", "1226.00")]
    [InlineData("1.226,00", "1226.00")]
    public void Structured_number_is_read_as_machines_write_it(string text, string amount)
    {
        PriceReading reading = PriceReader.Read(text, new() { Currency = "EUR", IsStructured = true });

        reading.Amount.ShouldBe(decimal.Parse(amount, CultureInfo.InvariantCulture));
        reading.Currency.ShouldBe("EUR");
    }

    [Fact]
    public void Structured_number_that_may_be_thousands_is_refused() =>
        PriceReader.Read("1.226", new() { Currency = "EUR", IsStructured = true }).Problem!.ShouldContain("ambiguous");

    [Fact]
    public void Structured_rate_keeps_its_thousandths() =>
        PriceReader.Read("2.395", new() { Currency = "USD", IsStructured = true, IsRate = true }).Amount.ShouldBe(2.395m);

    [Fact]
    public void Text_over_the_cap_is_refused_and_cut()
    {
        PriceReading reading = PriceReader.Read(new string('1', 100_000));

        reading.Problem.ShouldBe("a text too long for a price");
        reading.Text.Length.ShouldBe(PriceReader.LengthLimit);
    }
}
