namespace Tracker.Scoring.Charts;

/// <summary>Places and labels of the ticks of an axis.</summary>
internal static class AxisTicks
{
    private static readonly int[] s_months = [1, 2, 3, 6, 12, 24, 60];

    /// <summary>First days of months, as many as fit.</summary>
    /// <param name="from">Left end.</param>
    /// <param name="to">Right end.</param>
    /// <param name="most">How many labels there is room for.</param>
    public static IReadOnlyList<(DateTimeOffset Time, string Label)> OfTime(DateTimeOffset from, DateTimeOffset to, int most)
    {
        int months = ((to.Year - from.Year) * 12) + to.Month - from.Month + 1;
        int step = s_months.FirstOrDefault(s => months / s < most, s_months[^1]);
        List<(DateTimeOffset, string)> ticks = [];
        for (int month = (from.Year * 12) + from.Month - 1; ; month++)
        {
            DateTimeOffset time = new(month / 12, (month % 12) + 1, 1, 0, 0, 0, TimeSpan.Zero);
            if (time > to)
                return ticks;
            if (time >= from && month % step == 0)
                ticks.Add((time, time.Month == 1 || step >= 12 ? $"{time:yyyy}" : $"{time:yyyy-MM}"));
        }
    }

    /// <summary>Round values that cover a range.</summary>
    /// <param name="low">Lowest value.</param>
    /// <param name="high">Highest value.</param>
    /// <param name="most">How many steps there is room for.</param>
    public static IReadOnlyList<double> OfValue(double low, double high, int most)
    {
        double range = high - low > 0 ? high - low : Math.Max(Math.Abs(high), 1) * 0.2;
        double raw = range / most;
        double magnitude = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double step = magnitude * (raw / magnitude <= 1 ? 1 : raw / magnitude <= 2 ? 2 : raw / magnitude <= 5 ? 5 : 10);
        int first = (int)Math.Floor(low / step);
        int last = (int)Math.Ceiling(high / step);
        return [.. Enumerable.Range(first, Math.Max(last - first, 1) + 1).Select(i => i * step)];
    }
}
