namespace Tracker.Scoring.Decision;

/// <summary>Closed forms of simpler questions, against which the simulation is checked and which put its answer into proportion.</summary>
internal static class TextbookRules
{
    /// <summary>When to buy what earns a constant yearly use while its price falls for certain: t* = ln((r + δ)P ÷ v) ÷ δ.</summary>
    /// <param name="yearlyUse">v, above 0.</param>
    /// <param name="price">P today.</param>
    /// <param name="rate">r a year.</param>
    /// <param name="decline">δ a year, above 0.</param>
    /// <returns>Years from now; 0 where one buys at once.</returns>
    public static double FallingPriceYears(double yearlyUse, double price, double rate, double decline) =>
        Math.Max(0, Math.Log((rate + decline) * price / yearlyUse) / decline);

    /// <summary>How many times its price a purchase's use must be worth before it beats waiting, where it can wait for ever (McDonald and Siegel 1986): β ÷ (β − 1).</summary>
    /// <param name="rate">r a year.</param>
    /// <param name="yield">δ: what waiting forgoes, as a share of the value a year.</param>
    /// <param name="volatility">σ of the value over the price, above 0.</param>
    public static double PerpetualHurdle(double rate, double yield, double volatility)
    {
        double beta = PerpetualExponent(rate, yield, volatility);
        return beta / (beta - 1);
    }

    /// <summary>β of the same: the positive root of ½σ²β(β − 1) + (r − δ)β − r = 0.</summary>
    public static double PerpetualExponent(double rate, double yield, double volatility)
    {
        double variance = volatility * volatility;
        double center = ((rate - yield) / variance) - 0.5;
        return Math.Sqrt((center * center) + (2 * rate / variance)) - center;
    }

    /// <summary>Today's worth of 1 paid when the first of randomly arriving events comes.</summary>
    /// <param name="arrivalsPerYear">λ.</param>
    /// <param name="rate">r a year.</param>
    public static double ArrivalFactor(double arrivalsPerYear, double rate) => arrivalsPerYear / (arrivalsPerYear + rate);
}
