namespace Tracker.Scoring.Decision;

/// <summary>What a used card fetches: a quarter less in its first year, 12% a year after.</summary>
internal static class Resale
{
    private const double FirstYear = 0.75;
    private const double LaterYear = 0.88;

    /// <summary>Share of its price that a card of an age, in years, still fetches.</summary>
    public static double Share(double age) => age <= 0
        ? 1
        : Math.Pow(FirstYear, Math.Min(age, 1)) * Math.Pow(LaterYear, Math.Max(age - 1, 0));
}
