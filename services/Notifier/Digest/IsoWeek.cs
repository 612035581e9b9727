using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Tracker.Notifier.Digest;

/// <summary>A week of ISO 8601: Monday to Sunday, in the year that holds its Thursday. The default value is no week.</summary>
public readonly record struct IsoWeek : IComparable<IsoWeek>
{
    /// <exception cref="ArgumentOutOfRangeException">The year has no such week.</exception>
    public IsoWeek(int year, int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9998);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, ISOWeek.GetWeeksInYear(year));
        Year = year;
        Number = number;
    }

    public int Year { get; }

    /// <summary>1 to 52 or 53.</summary>
    public int Number { get; }

    /// <summary>Its first day.</summary>
    public DateOnly Monday => DateOnly.FromDateTime(ISOWeek.ToDateTime(Year, Number, DayOfWeek.Monday));

    public IsoWeek Previous => Of(Monday.AddDays(-7));

    public IsoWeek Next => Of(Monday.AddDays(7));

    /// <summary>The week of a day.</summary>
    public static IsoWeek Of(DateOnly day)
    {
        DateTime date = day.ToDateTime(TimeOnly.MinValue);
        return new(ISOWeek.GetYear(date), ISOWeek.GetWeekOfYear(date));
    }

    public static bool operator <(IsoWeek left, IsoWeek right) => left.CompareTo(right) < 0;

    public static bool operator >(IsoWeek left, IsoWeek right) => left.CompareTo(right) > 0;

    public static bool operator <=(IsoWeek left, IsoWeek right) => left.CompareTo(right) <= 0;

    public static bool operator >=(IsoWeek left, IsoWeek right) => left.CompareTo(right) >= 0;

    /// <summary>Reads <c>2026-W47</c>.</summary>
    /// <exception cref="FormatException">The text is not of that form, or the year has no such week.</exception>
    public static IsoWeek Parse(string text) => TryParse(text, out IsoWeek week)
        ? week
        : throw new FormatException($"'{text}' is not an ISO week; write it as 2026-W47");

    /// <summary>Reads <c>2026-W47</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out IsoWeek week)
    {
        week = default;
        if (text is not { Length: 8 } || text[4] != '-' || text[5] != 'W'
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out int year)
            || !int.TryParse(text.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            || year is < 1 or > 9998 || number < 1 || number > ISOWeek.GetWeeksInYear(year))
        {
            return false;
        }
        week = new(year, number);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(IsoWeek other) => (Year, Number).CompareTo((other.Year, other.Number));

    /// <summary><c>2026-W47</c>.</summary>
    public override string ToString() => $"{Year:0000}-W{Number:00}";
}
