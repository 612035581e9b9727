using CsCheck;
using Tracker.Catalog.Units;

namespace Tracker.Catalog.Tests.Units;

public sealed class MoneyTests
{
    private static readonly string[] s_codes = ["USD", "EUR", "JPY", "KWD"];

    private static readonly Gen<string> s_currency = Gen.Int[0, s_codes.Length - 1].Select(i => s_codes[i]);

    private static readonly Gen<Money> s_money = Gen.Select(Gen.Long, s_currency, (minor, currency) => new Money(minor, currency));

    private static readonly Gen<(Money A, Money B, Money C)> s_three =
        Gen.Select(Amounts, Amounts, Amounts, s_currency, (a, b, c, currency) => (new Money(a, currency), new Money(b, currency), new Money(c, currency)));

    // Of which three never overflow 64 bits.
    private static Gen<long> Amounts => Gen.Long[long.MinValue / 4, long.MaxValue / 4];

    [Fact]
    public void Decimal_text_is_read_back_exactly() =>
        s_money.Sample(money => Money.From(money.ToValue()).ShouldBe(money));

    [Fact]
    public void Amount_in_major_units_is_read_back_exactly() =>
        s_money.Sample(money => Money.FromAmount(money.Amount, money.Currency).ShouldBe(money));

    [Fact]
    public void Addition_is_commutative_and_associative() => s_three.Sample(t =>
    {
        (t.A + t.B).ShouldBe(t.B + t.A);
        (t.A + t.B + t.C).ShouldBe(t.A + (t.B + t.C));
    });

    [Fact]
    public void Subtraction_undoes_addition() => s_three.Sample(t => (t.A + t.B - t.B).ShouldBe(t.A));

    [Fact]
    public void Order_is_that_of_the_minor_units() => s_three.Sample(t =>
    {
        (t.A < t.B).ShouldBe(t.A.MinorUnits < t.B.MinorUnits);
        (t.A >= t.B).ShouldBe(t.A.MinorUnits >= t.B.MinorUnits);
    });

    [Fact]
    public void Two_currencies_do_not_mix() => Gen.Select(Gen.Long[-1000, 1000], s_currency, s_currency).Where((_, one, other) => one != other).Sample((minor, one, other) =>
    {
        Should.Throw<InvalidOperationException>(() => new Money(minor, one) + new Money(minor, other)).Message.ShouldBe($"{other} and {one} do not mix");
        Should.Throw<InvalidOperationException>(() => new Money(minor, one) - new Money(minor, other));
        Should.Throw<InvalidOperationException>(() => new Money(minor, one) < new Money(minor, other));
    });

    [Theory]
    [InlineData(1_980_000, "JPY", "1980000")]
    [InlineData(1_249_000, "USD", "12490.00")]
    [InlineData(5, "USD", "0.05")]
    [InlineData(-5, "USD", "-0.05")]
    [InlineData(3_820_125, "KWD", "3820.125")]
    [InlineData(long.MinValue, "USD", "-92233720368547758.08")]
    public void Decimal_text_has_the_currencys_minor_digits(long minor, string currency, string text) =>
        new Money(minor, currency).ToDecimalString().ShouldBe(text);

    [Theory]
    [InlineData(1_249_000, "USD", "$12,490")]
    [InlineData(180, "USD", "$1.80")]
    [InlineData(-120_000, "USD", "-$1,200")]
    [InlineData(1_249_000, "EUR", "12,490 EUR")]
    [InlineData(1_980_000, "JPY", "1,980,000 JPY")]
    public void Text_for_people_groups_digits(long minor, string currency, string text) =>
        new Money(minor, currency).ToString().ShouldBe(text);

    [Theory]
    [InlineData("0.005", 1)]
    [InlineData("0.0049", 0)]
    [InlineData("-0.005", -1)]
    public void Half_a_minor_unit_is_rounded_away_from_zero(string amount, long minor) =>
        Money.FromAmount(decimal.Parse(amount), "USD").MinorUnits.ShouldBe(minor);

    [Fact]
    public void Overflow_is_refused()
    {
        Money most = new(long.MaxValue, "USD");
        Money one = new(1, "USD");

        Should.Throw<OverflowException>(() => most + one);
        Should.Throw<OverflowException>(() => new Money(long.MinValue, "USD") - one);
        Should.Throw<OverflowException>(() => Money.FromAmount(decimal.MaxValue, "USD"));
        Should.Throw<OverflowException>(() => Money.FromAmount(100_000_000_000_000_000m, "USD"));
    }

    [Theory]
    [InlineData("usd")]
    [InlineData("DEM")]
    [InlineData("")]
    public void Unknown_currency_is_refused(string currency) =>
        Should.Throw<ArgumentException>(() => new Money(1, currency)).Message.ShouldStartWith($"'{currency}' is not a known ISO 4217 currency");

    [Fact]
    public void Default_value_takes_part_in_no_arithmetic()
    {
        Should.Throw<ArgumentException>(() => default(Money) + default(Money));
        Should.Throw<InvalidOperationException>(() => default(Money) + new Money(1, "USD"));
        default(Money).ToString().ShouldBe("");
    }
}
