namespace Tracker.Scoring.Decision;

/// <summary>What a used card fetches: a quarter less in its first year, 12% a year after, and a fifth less once its successor ships.</summary>
internal static class Resale
{
    /// <summary>Years from one generation of workstation cards to the next: 1.9, 2.1, 2.2 and 2.4 from October 2016 to April 2025.</summary>
    public const double GenerationYears = 2.2;

    private const double FirstYear = 0.75;
    private const double SuccessorShare = 0.8;

    /// <summary>Half of the while, in years, over which a successor that nobody dated may ship.</summary>
    private const double SuccessorSpread = 0.3;

    private static readonly double s_logLaterYear = Math.Log(0.88);

    /// <summary>Share of its price that a card of an age, in years, still fetches.</summary>
    public static double Share(double age)
    {
        if (age <= 0)
            return 1;
        return age >= 1 ? FirstYear * Math.Exp(s_logLaterYear * (age - 1)) : Math.Pow(FirstYear, age);
    }

    /// <summary>What is left of a share some years after its successor was expected to ship; negative years are before that.</summary>
    public static double AfterSuccessor(double years)
    {
        double shipped = Math.Clamp((years + SuccessorSpread) / (2 * SuccessorSpread), 0, 1);
        return 1 - ((1 - SuccessorShare) * shipped);
    }
}
