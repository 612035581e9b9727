using CsCheck;
using Tracker.Catalog.Settings;
using Tracker.Catalog.Units;

namespace Tracker.Catalog.Tests;

public sealed class UnitsTests
{
    [Fact]
    public void Money_survives_its_decimal_text()
    {
        Gen.Select(Gen.Long[-1_000_000_000_000, 1_000_000_000_000], Gen.Int[0, 3].Select(i => new[] { "USD", "JPY", "KWD", "EUR" }[i])).Sample((minor, currency) =>
        {
            Money money = new(minor, currency);
            Money.From(money.ToValue()).ShouldBe(money);
        });
    }

    [Theory]
    [InlineData(12490, "USD", "12490.00", "$12,490")]
    [InlineData(1.8, "USD", "1.80", "$1.80")]
    [InlineData(-5, "USD", "-5.00", "-$5")]
    [InlineData(12490, "JPY", "12490", "12,490 JPY")]
    [InlineData(1.234, "KWD", "1.234", "1.234 KWD")]
    public void Money_is_written_with_the_currencys_minor_digits(double amount, string currency, string digits, string shown)
    {
        Money money = Money.FromAmount((decimal)amount, currency);

        money.ToDecimalString().ShouldBe(digits);
        money.ToString().ShouldBe(shown);
    }

    [Fact]
    public void Money_of_two_currencies_does_not_mix()
    {
        Should.Throw<InvalidOperationException>(() => new Money(1, "USD") + new Money(1, "EUR"));
        Should.Throw<InvalidOperationException>(() => new Money(1, "USD") < new Money(1, "EUR"));
        Should.Throw<ArgumentException>(() => new Money(1, "usd"));
        Should.Throw<OverflowException>(() => new Money(long.MaxValue, "USD") + new Money(1, "USD"));
    }

    [Theory]
    [InlineData("2026", "2026-01-01", "2026-12-31")]
    [InlineData("2026-02", "2026-02-01", "2026-02-28")]
    [InlineData("2026-09-15", "2026-09-15", "2026-09-15")]
    public void DateRange_of_a_partial_date_is_the_days_it_covers(string text, string from, string to)
    {
        DateRange.TryParsePartial(text, out DateRange range).ShouldBeTrue();
        range.ShouldBe(new DateRange(DateOnly.Parse(from), DateOnly.Parse(to)));
        DateRange.TryParsePartial(text + "x", out _).ShouldBeFalse();
    }

    [Fact]
    public void SecretReference_never_prints_the_secret()
    {
        Environment.SetEnvironmentVariable("TRACKER_TEST_SECRET", "hidden");
        SecretReference secret = SecretReference.TryParse("env:TRACKER_TEST_SECRET").ShouldNotBeNull();

        secret.Resolve().ShouldBe("hidden");
        secret.ToString().ShouldBe("env:TRACKER_TEST_SECRET");
        Should.Throw<InvalidOperationException>(() => SecretReference.TryParse("file:/nowhere/at/all")!.Resolve()).Message.ShouldContain("file:/nowhere");
        SecretReference.TryParse("hidden").ShouldBeNull();
    }

    [Fact]
    public void Nearest_finds_what_was_meant()
    {
        string[] known = ["rtx-pro-6000-blackwell", "rtx-a6000", "mi350p"];

        Nearest.Find("mi350", known).ShouldBe("mi350p");
        Nearest.Find("rtx-pro-6000-blakwell", known).ShouldBe("rtx-pro-6000-blackwell");
        Nearest.Find("something else entirely", known).ShouldBeNull();
    }
}
