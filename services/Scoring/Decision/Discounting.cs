namespace Tracker.Scoring.Decision;

/// <summary>
/// Continuous discounting. Net present values are expectations, not sums of money: they are computed in major units as
/// double and rounded to money where they are shown. Time is in years, rates are a year.
/// </summary>
internal static class Discounting
{
    /// <summary>Today's worth of 1 at a time.</summary>
    public static double Factor(double rate, double time) => Math.Exp(-rate * time);

    /// <summary>Today's worth of a stream of 1 a year between two times; 0 where it ends before it begins.</summary>
    public static double Annuity(double rate, double from, double to)
    {
        if (to <= from)
            return 0;
        return rate == 0 ? to - from : (Factor(rate, from) - Factor(rate, to)) / rate;
    }
}
