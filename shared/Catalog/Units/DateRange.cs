namespace Tracker.Catalog.Units;

/// <summary>Days from <see cref="From"/> to <see cref="To"/>, both included. "H2 2026" is 2026-07-01 to 2026-12-31.</summary>
public readonly record struct DateRange
{
    /// <exception cref="ArgumentException">The range ends before it begins.</exception>
    public DateRange(DateOnly from, DateOnly to)
    {
        if (to < from)
            throw new ArgumentException($"the range ends ({to:yyyy-MM-dd}) before it begins ({from:yyyy-MM-dd})", nameof(to));
        From = from;
        To = to;
    }

    public DateOnly From { get; }

    public DateOnly To { get; }

    /// <summary>The day halfway.</summary>
    public DateOnly Middle => From.AddDays((To.DayNumber - From.DayNumber) / 2);

    /// <summary>Reads <c>2026</c>, <c>2026-09</c> or <c>2026-09-15</c> as the days it covers.</summary>
    public static bool TryParsePartial(string? text, out DateRange range)
    {
        range = default;
        if (text is null)
            return false;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", out DateOnly day))
        {
            range = new(day, day);
            return true;
        }
        if (DateOnly.TryParseExact(text, "yyyy-MM", out DateOnly month))
        {
            range = new(month, month.AddDays(DateTime.DaysInMonth(month.Year, month.Month) - 1));
            return true;
        }
        if (DateOnly.TryParseExact(text, "yyyy", out DateOnly year))
        {
            range = new(year, new(year.Year, 12, 31));
            return true;
        }
        return false;
    }

    public override string ToString() => From == To ? $"{From:yyyy-MM-dd}" : $"{From:yyyy-MM-dd} to {To:yyyy-MM-dd}";
}
