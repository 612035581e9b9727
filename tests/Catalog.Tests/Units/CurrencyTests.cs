using Tracker.Catalog.Units;

namespace Tracker.Catalog.Tests.Units;

public sealed class CurrencyTests
{
    [Theory]
    [InlineData("JPY", 0)]
    [InlineData("KRW", 0)]
    [InlineData("USD", 2)]
    [InlineData("EUR", 2)]
    [InlineData("XCG", 2)]
    [InlineData("KWD", 3)]
    public void Currency_has_its_minor_digits(string code, int digits) => Currency.MinorDigits(code).ShouldBe(digits);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("usd")]
    [InlineData("DEM")]
    [InlineData("XAU")]
    [InlineData("BTC")]
    public void Code_out_of_circulation_is_not_known(string? code) => Currency.IsKnown(code).ShouldBeFalse();

    [Fact]
    public void Minor_digits_of_an_unknown_currency_are_refused() =>
        Should.Throw<ArgumentException>(() => Currency.MinorDigits("DEM")).Message.ShouldStartWith("'DEM' is not a known ISO 4217 currency");
}
