using Tracker.Catalog.Units;

namespace Tracker.Collector.Extraction.Dates;

/// <summary>Reads one date from a list of words.</summary>
internal sealed class DateCursor(List<DateToken> tokens, int start, DateOnly published, bool terse)
{
    private const int Winter = 4;

    private static readonly DateToken s_none = new(DateWord.Other, 0, 0, 0);

    private readonly int _start = start;

    public int At { get; set; } = start;

    public DateWord Word => Peek().Word;

    /// <summary>Whether the date is one of the books: "Q3 FY2027", "fiscal third quarter".</summary>
    public bool TouchesFiscal
    {
        get
        {
            for (int i = Math.Max(0, _start - 2); i < Math.Min(tokens.Count, At + 3); i++)
            {
                bool beside = i >= _start || !Parted(i, _start);
                if (tokens[i].Word == DateWord.Fiscal && beside && !(i >= At && Parted(At, i)))
                    return true;
            }
            return false;
        }
    }

    /// <summary>Whether a word before says that the date is over by then: "beyond 2027".</summary>
    public bool IsAfter => Peek(-1).Word == DateWord.After || (Peek(-1).Word == DateWord.Filler && Peek(-2).Word == DateWord.After);

    public bool Take(DateWord word)
    {
        if (Word != word)
            return false;
        At++;
        return true;
    }

    /// <summary>The words before a date: whether one makes it a last moment, and whether there was any.</summary>
    public (bool Deadline, bool Led) Lead()
    {
        bool deadline = false;
        bool led = false;
        while (Word is DateWord.Lead or DateWord.Deadline or DateWord.Start or DateWord.Filler)
        {
            deadline |= Word == DateWord.Deadline;
            led |= Word != DateWord.Filler;
            At++;
        }
        return (deadline, led);
    }

    /// <summary>The second date of a range or a choice.</summary>
    public DateUnit? AfterJoin(DateUnit first)
    {
        Lead();
        // "2027-2028" is two years; "Q3 - 2027" one quarter.
        DateUnit? unit = Unit(led: true);
        return unit is { IsYear: true } && !first.IsYear ? null : unit;
    }

    /// <summary>A date; null, at an unspecified place, where there is none.</summary>
    /// <param name="led">Whether words before show that a date follows, so that a bare month or year is one.</param>
    public DateUnit? Unit(bool led)
    {
        if (Take(DateWord.Later))
            return Take(DateWord.This) && Take(DateWord.YearWord) ? Days(published, new(published.Year, 12, 31)) : null;
        int? part = null;
        if (Word == DateWord.Part)
        {
            part = Peek().Value;
            At++;
            SkipFiller(hyphen: true);
            led = true;
        }
        DateUnit? unit = Whole(led);
        return unit is null || part is null ? unit : unit with { Part = part };
    }

    private DateUnit? Whole(bool led)
    {
        DateToken token = Peek();
        switch (token.Word)
        {
            case DateWord.Day:
                At++;
                return Days(token.Date, token.Date);
            case DateWord.YearEnd:
                At++;
                return YearEnd(token.Value);
            case DateWord.RelativeYear:
                At++;
                return OfYear(published.Year + token.Value);
            case DateWord.This or DateWord.Next:
                At++;
                return Relative(token.Word == DateWord.Next);
            case DateWord.Year or DateWord.ShortYear:
                At++;
                return OfYear(token.Value, led);
            default:
                return Small(led) is DateUnit small ? WithYear(small) : null;
        }
    }

    // A quarter, a half, a season or a month with its day; the year is read by the caller.
    private DateUnit? Small(bool led)
    {
        DateToken token = Peek();
        DateToken next = Peek(1);
        switch (token.Word)
        {
            case DateWord.Quarter:
                At++;
                return new() { Quarter = token.Value };
            case DateWord.Half:
                At++;
                return new() { Half = token.Value };
            case DateWord.Season:
                At++;
                return new() { Season = token.Value };
            case DateWord.Number when next.Word == DateWord.MonthSuffix && token.Value is >= 1 and <= 12:
                At += 2;
                int? day = Word == DateWord.Number && Peek().Value is >= 1 and <= 31 ? Peek().Value : null;
                At += day is null ? 0 : 1;
                while (day is not null && Word == DateWord.Filler)
                    At++;
                return new() { Month = token.Value, Day = day, Part = next.Value >= 0 ? next.Value : null };
            case DateWord.Number or DateWord.Ordinal:
                return Numbered(token);
            case DateWord.Month:
                return Monthly(token, led);
            default:
                return null;
        }
    }

    // "third quarter", "3. Quartal", "18 March", "18. März", "18 de marzo".
    private DateUnit? Numbered(DateToken number)
    {
        At++;
        SkipFiller(hyphen: false);
        DateToken named = Peek();
        At++;
        return named.Word switch
        {
            DateWord.QuarterWord when number.Value is >= 1 and <= 4 => new() { Quarter = number.Value },
            DateWord.HalfWord when number.Value is 1 or 2 => new() { Half = number.Value },
            DateWord.Month when number.Value is >= 1 and <= 31 => new() { Month = named.Value, Day = number.Value },
            _ => null,
        };
    }

    private DateUnit? Monthly(DateToken month, bool led)
    {
        At++;
        int before = At;
        SkipFiller(hyphen: false);
        if (Word == DateWord.Number && Peek().Value is >= 1 and <= 31 and int day)
        {
            At++;
            return new() { Month = month.Value, Day = day };
        }
        bool dated = Word is DateWord.Year or DateWord.ShortYear or DateWord.RelativeYear or DateWord.Next or DateWord.This;
        At = before;
        // "may" and "march" are words of their own.
        bool alone = (led || terse) && !month.IsDoubtful;
        return dated || alone ? new() { Month = month.Value } : null;
    }

    // The year behind a smaller unit: "of 2027", "'27", "of next year".
    private DateUnit WithYear(DateUnit unit)
    {
        int before = At;
        SkipFiller(hyphen: true);
        Take(DateWord.Lead);
        SkipFiller(hyphen: false);
        DateToken token = Peek();
        if (token.Word is DateWord.Year or DateWord.ShortYear)
        {
            At++;
            Take(DateWord.YearWord);
            return unit with { Year = token.Value };
        }
        if (token.Word == DateWord.RelativeYear)
        {
            At++;
            return unit with { Year = published.Year + token.Value };
        }
        if (token.Word is DateWord.This or DateWord.Next && Peek(1).Word == DateWord.YearWord)
        {
            At += 2;
            return unit with { Year = published.Year + (token.Word == DateWord.Next ? 1 : 0) };
        }
        if (token.Word == DateWord.YearWord && Peek(1).Word is DateWord.Year)
        {
            At += 2;
            return unit with { Year = Peek(-1).Value };
        }
        At = before;
        return unit;
    }

    // What may stand behind a year: its quarter, half, month or part, as in Chinese and in "2026 Q3".
    private DateUnit? OfYear(int year, bool led = true)
    {
        int before = At;
        SkipFiller(hyphen: false);
        Take(DateWord.YearWord);
        SkipFiller(hyphen: false);
        if (Word == DateWord.Part && IsChinese(At))
        {
            At++;
            return new() { Year = year, Part = Peek(-1).Value };
        }
        if (Word == DateWord.YearEnd)
        {
            At++;
            return Days(Earlier(published, new(year, 12, 31)), new(year, 12, 31));
        }
        int inner = At;
        if (Word is DateWord.Quarter or DateWord.Half or DateWord.Month or DateWord.Season || Peek(1).Word == DateWord.MonthSuffix)
        {
            if (Small(led: true) is DateUnit small && !(Word is DateWord.Year or DateWord.ShortYear))
                return small with { Year = year };
        }
        At = inner;
        if (Peek(-1).Word != DateWord.YearWord)
            At = before;
        return led || terse ? new() { Year = year } : null;
    }

    private DateUnit? Relative(bool next)
    {
        DateToken token = Peek();
        At++;
        switch (token.Word)
        {
            case DateWord.YearWord:
                return OfYear(published.Year + (next ? 1 : 0));
            case DateWord.QuarterWord:
                DateOnly quarter = new DateOnly(published.Year, (((published.Month - 1) / 3) * 3) + 1, 1).AddMonths(next ? 3 : 0);
                return Days(quarter, quarter.AddMonths(3).AddDays(-1));
            case DateWord.MonthWord:
                DateOnly month = new DateOnly(published.Year, published.Month, 1).AddMonths(next ? 1 : 0);
                return Days(month, month.AddMonths(1).AddDays(-1));
            case DateWord.WeekWord:
                DateOnly monday = published.AddDays(-(((int)published.DayOfWeek + 6) % 7) + (next ? 7 : 0));
                return Days(monday, monday.AddDays(6));
            case DateWord.Season:
                DateUnit season = new() { Season = token.Value };
                // This summer may be over, and this winter have begun last year.
                if (!next)
                    return season with { Year = published.Year - (token.Value == Winter && published.Month < 3 ? 1 : 0) };
                return season.Resolve(published, past: false) is DateRange coming && coming.From <= published ? season with { Year = coming.From.Year + 1 } : season;
            case DateWord.Month:
                return new() { Month = token.Value };
            default:
                return null;
        }
    }

    private DateUnit YearEnd(int value)
    {
        int year = published.Year;
        int before = At;
        SkipFiller(hyphen: false);
        if (Word is DateWord.Year)
            year = tokens[At++].Value;
        else
            At = before;
        // In Chinese the word itself says "by".
        return value == 1 ? Days(Earlier(published, new(year, 12, 31)), new(year, 12, 31)) : new() { Year = year, Part = 3 };
    }

    private void SkipFiller(bool hyphen)
    {
        while (Word == DateWord.Filler || (hyphen && Word == DateWord.Join && Peek().End - Peek().Start == 1 && Peek(1).Word is not DateWord.Part))
        {
            At++;
            hyphen = false;
        }
    }

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;

    private bool IsChinese(int index) => index > 0 && tokens[index].Start == tokens[index - 1].End;

    private bool Parted(int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            if (tokens[i].Word == DateWord.Other)
                return true;
        }
        return false;
    }

    private static DateUnit Days(DateOnly from, DateOnly to) => new() { Fixed = new(from, to) };

    private DateToken Peek(int offset = 0) => At + offset >= 0 && At + offset < tokens.Count ? tokens[At + offset] : s_none;
}
