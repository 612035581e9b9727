using Tracker.Catalog.Units;

namespace Tracker.Collector.Extraction.Dates;

/// <summary>A date as words give it, before it is known which days they mean.</summary>
internal sealed record DateUnit
{
    public int? Year { get; init; }

    public int? Month { get; init; }

    public int? Day { get; init; }

    public int? Quarter { get; init; }

    public int? Half { get; init; }

    /// <summary>1 spring to 4 winter, 5 the holiday season.</summary>
    public int? Season { get; init; }

    /// <summary>0 early, 1 mid, 2 late, 3 end.</summary>
    public int? Part { get; init; }

    /// <summary>Days that are already known: a whole date, or one relative to the publication.</summary>
    public DateRange? Fixed { get; init; }

    /// <summary>Whether it is a year and nothing smaller.</summary>
    public bool IsYear => Year is not null && Month is null && Quarter is null && Half is null && Season is null && Fixed is null;

    /// <summary>The days that are meant.</summary>
    /// <param name="published">Without a year, the next occurrence that ends on this day or later is meant.</param>
    /// <param name="past">Whether the sentence tells of the past: then the last occurrence that has begun.</param>
    public DateRange? Resolve(DateOnly published, bool past)
    {
        if (Fixed is DateRange known)
            return known;
        if (Year is int year)
            return In(year);
        for (int candidate = published.Year - 1; candidate <= published.Year + 4; candidate++)
        {
            int at = past ? (2 * published.Year) - candidate : candidate;
            if (In(at) is DateRange range && (past ? range.From <= published : range.To >= published))
                return range;
        }
        return null;
    }

    private DateRange? In(int year)
    {
        if (Day is int day)
            return day <= DateTime.DaysInMonth(year, Month!.Value) ? new(new(year, Month.Value, day), new(year, Month.Value, day)) : null;
        if (Month is int month)
            return WithinMonth(year, month);
        if (Quarter is int quarter)
            return Months(year, (3 * quarter) - 2, 3);
        if (Half is int half)
            return Months(year, half == 1 ? 1 : 7, 6);
        if (Season is int season)
            return season == 5 ? Months(year, 11, 2) : Months(year, 3 * season, 3);
        // Quarters, so that early, mid and late make up the year.
        return Part switch
        {
            0 => Span(year, 1, 3),
            1 => Span(year, 4, 6),
            2 or 3 => Span(year, 10, 3),
            _ => Span(year, 1, 12),
        };
    }

    private DateRange WithinMonth(int year, int month)
    {
        int last = DateTime.DaysInMonth(year, month);
        return Part switch
        {
            0 => new(new(year, month, 1), new(year, month, 10)),
            1 => new(new(year, month, 11), new(year, month, 20)),
            2 or 3 => new(new(year, month, 21), new(year, month, last)),
            _ => new(new(year, month, 1), new(year, month, last)),
        };
    }

    private DateRange Months(int year, int first, int count)
    {
        int third = count / 3;
        return Part switch
        {
            0 when third > 0 => Span(year, first, third),
            1 when third > 0 => Span(year, first + third, third),
            2 or 3 when third > 0 => Span(year, first + (2 * third), third),
            2 or 3 => Span(year, first + count - 1, 1),
            _ => Span(year, first, count),
        };
    }

    private static DateRange Span(int year, int first, int count)
    {
        DateOnly from = new(year, first, 1);
        return new(from, from.AddMonths(count).AddDays(-1));
    }
}
