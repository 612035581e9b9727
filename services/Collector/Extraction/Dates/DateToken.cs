namespace Tracker.Collector.Extraction.Dates;

/// <summary>What a word says about a date, whatever its language.</summary>
internal enum DateWord
{
    /// <summary>Says nothing about a date; parts what stands on either side.</summary>
    Other,

    /// <summary>Stands between the parts of a date without a meaning of its own: <c>of</c>, <c>de</c>, <c>года</c>.</summary>
    Filler,

    /// <summary>Shows that a date follows: <c>in</c>, <c>im</c>, <c>en</c>, <c>в</c>.</summary>
    Lead,

    /// <summary>The date is a last moment: <c>by</c>, <c>until</c>, <c>bis</c>, <c>до</c>.</summary>
    Deadline,

    /// <summary>The date is before what is meant, which then has no end: <c>beyond</c>, <c>after</c>.</summary>
    After,

    /// <summary>The date is a first moment: <c>from</c>, <c>starting</c>, <c>ab</c>.</summary>
    Start,

    /// <summary>Joins two dates to a range or a choice: <c>to</c>, <c>or</c>, a dash.</summary>
    Join,

    /// <summary>Begins a range: <c>between</c>.</summary>
    Between,

    /// <summary>A number of at most two digits.</summary>
    Number,

    /// <summary>Third, <c>III</c>, 3rd.</summary>
    Ordinal,

    /// <summary>A year of four digits.</summary>
    Year,

    /// <summary>A year of two digits that is one for sure: <c>'26</c>.</summary>
    ShortYear,

    /// <summary>A whole date, such as 2027-03-18.</summary>
    Day,

    Month,

    /// <summary>The word quarter.</summary>
    QuarterWord,

    /// <summary>The word half, or half-year.</summary>
    HalfWord,

    /// <summary>A quarter by its number: <c>Q3</c>.</summary>
    Quarter,

    /// <summary>A half by its number: <c>H2</c>.</summary>
    Half,

    /// <summary>1 spring to 4 winter; 5 the holiday season.</summary>
    Season,

    /// <summary>0 early, 1 mid, 2 late, 3 end.</summary>
    Part,

    /// <summary>The word year.</summary>
    YearWord,

    /// <summary>The word month.</summary>
    MonthWord,

    /// <summary>The word week.</summary>
    WeekWord,

    /// <summary>Year's end as one word.</summary>
    YearEnd,

    /// <summary>This, the current.</summary>
    This,

    /// <summary>Next, the coming.</summary>
    Next,

    /// <summary>This year (0) or the next (1), as one word or phrase.</summary>
    RelativeYear,

    /// <summary>Makes the number before it a month; its value is the part of the month, -1 for the whole.</summary>
    MonthSuffix,

    /// <summary>Later, before <c>this year</c>.</summary>
    Later,

    /// <summary>The books' year, which is not the calendar's: nothing beside it is read.</summary>
    Fiscal,
}

/// <summary>A word of a text as a part of a date.</summary>
/// <param name="Value">The number it stands for: of a month, a quarter, a year.</param>
/// <param name="Start">Where the word begins in the text.</param>
/// <param name="End">Behind its last character.</param>
internal readonly record struct DateToken(DateWord Word, int Value, int Start, int End)
{
    /// <summary>The date of <see cref="DateWord.Day"/>.</summary>
    public DateOnly Date { get; init; }

    /// <summary>Whether it may as well be another word: <c>may</c>, <c>march</c>.</summary>
    public bool IsDoubtful { get; init; }
}
