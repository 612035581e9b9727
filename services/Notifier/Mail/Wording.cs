using System.Globalization;
using Tracker.Catalog.Units;
using Tracker.Contracts;

namespace Tracker.Notifier.Mail;

/// <summary>How figures are written in mails: the same in HTML and text.</summary>
internal static class Wording
{
    /// <summary>Stands where nothing is known.</summary>
    public const string Unknown = "–";

    public const string UnverifiedMark = "†";
    public const string LowConfidenceMark = "‡";
    public const string StaleMark = "*";

    /// <summary>From this amount on, a computed value is written without cents: they would be false precision.</summary>
    private const decimal WholeFrom = 100;

    public static string Price(PriceBasis? price) => price is null ? Unknown : Parse(price.Amount, price.Currency).ToString();

    /// <summary>A computed value, such as a net present value.</summary>
    public static string Value(MoneyValue value)
    {
        Money money = Money.From(value);
        return (Math.Abs(money.Amount) >= WholeFrom ? Money.FromAmount(decimal.Round(money.Amount), money.Currency) : money).ToString();
    }

    /// <summary>A computed difference, with its sign: <c>+$2,310</c>.</summary>
    public static string Gain(MoneyValue value) => Money.From(value).MinorUnits > 0 ? "+" + Value(value) : Value(value);

    public static string Percent(double share) => share switch
    {
        > 0.99 and < 1 => ">99%",
        > 0 and < 0.01 => "<1%",
        _ => share.ToString("0%", CultureInfo.InvariantCulture),
    };

    public static string Ratio(double? ratio) => ratio is double r ? $"{r:0.00}×" : Unknown;

    public static string Capability(double? added) => added is double a ? $"{a:+0.00;-0.00;0.00}" : Unknown;

    public static string Day(DateTimeOffset instant) => $"{instant.UtcDateTime:yyyy-MM-dd}";

    public static string Moment(DateTimeOffset instant, TimeZoneInfo zone) =>
        $"{TimeZoneInfo.ConvertTime(instant, zone):yyyy-MM-dd HH:mm} {zone.Id}";

    public static string Mark(Confidence confidence) => confidence switch
    {
        Confidence.Unverified => UnverifiedMark,
        Confidence.Low => LowConfidenceMark,
        _ => "",
    };

    public static string Word(Confidence confidence) => confidence switch
    {
        Confidence.Unverified => $"unverified {UnverifiedMark}",
        Confidence.Low => $"low confidence {LowConfidenceMark}",
        Confidence.Medium => "medium confidence",
        _ => "high confidence",
    };

    public static string Word(Standing standing) => standing.ToString().ToLowerInvariant();

    public static Money Parse(string amount, string currency) =>
        Money.FromAmount(decimal.Parse(amount, NumberStyles.Number, CultureInfo.InvariantCulture), currency);
}
