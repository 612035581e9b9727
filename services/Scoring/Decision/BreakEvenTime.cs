namespace Tracker.Scoring.Decision;

/// <summary>How long waiting for one purchase can pay against making another now, all figures certain.</summary>
internal static class BreakEvenTime
{
    /// <summary>
    /// The last time at which <paramref name="waiting"/>, which falls with time, is worth at least <paramref name="now"/>.
    /// </summary>
    /// <param name="now">Worth of acting now.</param>
    /// <param name="waiting">Worth of waiting until a time.</param>
    /// <param name="horizon">Where to stop looking.</param>
    /// <returns>Null where waiting does not pay at all; the horizon where it always does.</returns>
    public static double? Find(double now, Func<double, double> waiting, double horizon)
    {
        if (waiting(0) < now)
            return null;
        if (waiting(horizon) >= now)
            return horizon;
        (double low, double high) = (0, horizon);
        // 60 halvings reach the precision of a double.
        for (int i = 0; i < 60; i++)
        {
            double middle = (low + high) / 2;
            if (waiting(middle) >= now)
                low = middle;
            else
                high = middle;
        }
        return low;
    }
}
