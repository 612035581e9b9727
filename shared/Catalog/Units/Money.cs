using System.Globalization;
using Tracker.Contracts;

namespace Tracker.Catalog.Units;

/// <summary>
/// An exact amount of money: integer minor units and an ISO 4217 currency. Arithmetic between currencies throws. The
/// default value is no currency's nothing and takes part in no arithmetic.
/// </summary>
public readonly record struct Money : IComparable<Money>
{
    /// <summary>Creates an amount.</summary>
    /// <param name="minorUnits">Cents of USD, whole yen of JPY.</param>
    /// <param name="currency">ISO 4217 code, upper case.</param>
    /// <exception cref="ArgumentException">The currency is not a known ISO 4217 code.</exception>
    public Money(long minorUnits, string currency)
    {
        if (!Units.Currency.IsKnown(currency))
            throw new ArgumentException($"'{currency}' is not a known ISO 4217 currency", nameof(currency));
        MinorUnits = minorUnits;
        Currency = currency;
    }

    public long MinorUnits { get; }

    public string Currency { get; }

    /// <summary>The amount in major units, exact.</summary>
    public decimal Amount => MinorUnits / Units.Currency.Scale(Currency);

    /// <summary>Rounds half away from zero to the currency's minor unit.</summary>
    /// <exception cref="OverflowException">The amount does not fit 64 bits of minor units.</exception>
    public static Money FromAmount(decimal amount, string currency) =>
        new(checked((long)decimal.Round(amount * Units.Currency.Scale(currency), 0, MidpointRounding.AwayFromZero)), currency);

    public static Money operator +(Money left, Money right) =>
        new(checked(left.MinorUnits + right.InCurrencyOf(left)), left.Currency);

    public static Money operator -(Money left, Money right) =>
        new(checked(left.MinorUnits - right.InCurrencyOf(left)), left.Currency);

    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public int CompareTo(Money other) => MinorUnits.CompareTo(other.InCurrencyOf(this));

    /// <summary>Decimal digits with the currency's minor digits and no grouping: <c>12490.00</c>.</summary>
    public string ToDecimalString() =>
        Amount.ToString("F" + Units.Currency.MinorDigits(Currency), CultureInfo.InvariantCulture);

    /// <summary>For people: <c>$12,490</c> for whole amounts of dollars, <c>$1.80</c>, <c>12,490 EUR</c>.</summary>
    public override string ToString()
    {
        if (Currency is null)
            return "";
        string format = MinorUnits % (long)Units.Currency.Scale(Currency) == 0 ? "N0" : "N" + Units.Currency.MinorDigits(Currency);
        string digits = Math.Abs(Amount).ToString(format, CultureInfo.InvariantCulture);
        string sign = MinorUnits < 0 ? "-" : "";
        return Currency == "USD" ? $"{sign}${digits}" : $"{sign}{digits} {Currency}";
    }

    public MoneyAmount ToMessage() => new() { MinorUnits = MinorUnits, Currency = Currency };

    public MoneyValue ToValue() => new() { Amount = ToDecimalString(), Currency = Currency };

    public static Money From(MoneyValue value) =>
        FromAmount(decimal.Parse(value.Amount, NumberStyles.Number, CultureInfo.InvariantCulture), value.Currency);

    private long InCurrencyOf(Money other) => Currency == other.Currency
        ? MinorUnits
        : throw new InvalidOperationException($"{Currency} and {other.Currency} do not mix");
}
