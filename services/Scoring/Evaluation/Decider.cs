using Tracker.Catalog.Settings;
using Tracker.Contracts;

namespace Tracker.Scoring.Evaluation;

/// <summary>Chooses among the arms.</summary>
internal static class Decider
{
    /// <summary>
    /// Waiting must be likely and clearly worth it; another card must be clearly better than the second one; the second
    /// card must be worth more than nothing.
    /// </summary>
    /// <param name="arms">All arms; hold and the second card are among them.</param>
    /// <param name="settings">Thresholds.</param>
    /// <param name="secondPrice">Price of the second card, major units.</param>
    /// <param name="rentIsAsGood">Whether renting is worth as much as the owner says the use is.</param>
    public static Arm Choose(IReadOnlyList<Arm> arms, DecisionSettings settings, double secondPrice, bool rentIsAsGood)
    {
        Arm hold = arms.Single(a => a.Action == VerdictAction.Hold);
        Arm second = arms.Single(a => a.Action == VerdictAction.BuySecondCard);
        double clear = ClearGain(settings, secondPrice);
        Arm? alternative = arms.Where(a => a.Action == VerdictAction.BuyAlternative).MaxBy(a => a.Value);
        double bestNow = Math.Max(hold.Value, alternative?.Value ?? hold.Value);

        Arm? wait = arms
            .Where(a => a.Action == VerdictAction.Wait)
            .Where(a => a.Outcome!.ProbabilityAbove(second.Value) >= settings.WaitProbability)
            .Where(a => a.Value - second.Value >= clear && a.Value - bestNow >= clear)
            .MaxBy(a => a.Value);
        if (wait is not null)
            return wait;
        if (alternative is not null && alternative.Value - Math.Max(second.Value, hold.Value) >= clear)
            return alternative;
        if (second.Value > hold.Value)
            return second;
        return rentIsAsGood
            ? new() { Action = VerdictAction.Rent, Subject = second.Subject, Description = "rent while you need it", Value = hold.Value }
            : hold;
    }

    /// <summary>The gain below which one arm is not called better than another.</summary>
    public static double ClearGain(DecisionSettings settings, double secondPrice) =>
        Math.Max((double)settings.WaitGain.Amount, settings.WaitGainShare * secondPrice);
}
