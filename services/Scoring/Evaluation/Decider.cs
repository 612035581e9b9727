using Tracker.Contracts;

namespace Tracker.Scoring.Evaluation;

/// <summary>Chooses among the arms.</summary>
internal static class Decider
{
    /// <summary>
    /// Waiting, and another card, must be likely and clearly worth it; the second card must be worth more than nothing. An
    /// answer that stands is kept while it is still probable and nothing is clearly worth more.
    /// </summary>
    public static Arm Choose(IReadOnlyList<Arm> arms, DecisionInputs inputs, StandingAnswer? standing)
    {
        Arm fresh = Choose(arms, inputs, inputs.Settings.WaitProbability);
        if (standing is null || (fresh.Action == standing.Action && fresh.Subject == standing.Subject))
            return fresh;
        Arm? kept = arms.FirstOrDefault(a => a.Action == standing.Action && a.Subject == standing.Subject && IsEligible(a, inputs));
        return kept is not null && StillHolds(kept, fresh, arms, inputs) ? kept : fresh;
    }

    /// <summary>The gain below which one arm is not called better than another.</summary>
    public static double ClearGain(DecisionInputs inputs) =>
        Math.Max((double)inputs.Settings.WaitGain.Amount, inputs.Settings.WaitGainShare * inputs.Second.PriceNow!.Value.Median * inputs.PriceFactor);

    private static Arm Choose(IReadOnlyList<Arm> arms, DecisionInputs inputs, double probability)
    {
        Arm second = arms.Single(a => a.Action == VerdictAction.BuySecondCard);
        Arm nothing = Nothing(arms, inputs);
        double clear = ClearGain(inputs);
        Arm? alternative = arms
            .Where(a => a.Action == VerdictAction.BuyAlternative && a.Outcome!.ProbabilityBetter >= probability && IsEligible(a, inputs))
            .Where(a => a.Value - Math.Max(second.Value, nothing.Value) >= clear)
            .MaxBy(a => a.Value);
        double bestNow = Math.Max(nothing.Value, alternative?.Value ?? nothing.Value);
        Arm? wait = arms
            .Where(a => a.Action == VerdictAction.Wait && a.Outcome!.ProbabilityBetter >= probability)
            .Where(a => a.Value - second.Value >= clear && a.Value - bestNow >= clear)
            .MaxBy(a => a.Value);
        return wait ?? alternative ?? (second.Value > nothing.Value ? SecondUnlessUnclear(second, arms, clear) : nothing);
    }

    // Where a wait is expected to be clearly better and is not sure enough to be advised, nothing is clear enough to act on.
    private static Arm SecondUnlessUnclear(Arm second, IReadOnlyList<Arm> arms, double clear)
    {
        Arm wait = arms.Where(a => a.Action == VerdictAction.Wait).MaxBy(a => a.Value)!;
        return wait.Value - second.Value < clear
            ? second
            : new() { Action = VerdictAction.Hold, Subject = null, Description = $"buy nothing yet: {wait.Description}", Value = wait.Value, Outcome = wait.Outcome };
    }

    // What one does without any card: rent where the use is worth more than it costs, or as much by the owner's own figure.
    private static Arm Nothing(IReadOnlyList<Arm> arms, DecisionInputs inputs)
    {
        Arm hold = arms.Single(a => a.Action == VerdictAction.Hold);
        Arm? rent = arms.SingleOrDefault(a => a.Action == VerdictAction.Rent);
        return rent is not null && inputs.OwnValue >= inputs.Hours * inputs.Rental ? rent : hold;
    }

    private static bool StillHolds(Arm kept, Arm fresh, IReadOnlyList<Arm> arms, DecisionInputs inputs)
    {
        double second = arms.Single(a => a.Action == VerdictAction.BuySecondCard).Value;
        if (fresh.Value - kept.Value >= ClearGain(inputs))
            return false;
        return kept.Action switch
        {
            VerdictAction.Wait or VerdictAction.BuyAlternative =>
                kept.Outcome!.ProbabilityBetter >= inputs.Settings.HoldProbability && kept.Value > Math.Max(0, second),
            VerdictAction.BuySecondCard => kept.Value > -ClearGain(inputs),
            _ => true,
        };
    }

    /// <summary>
    /// Whether an arm can be chosen at all. Another card must be clearly better in price per capability too, since a saving
    /// on power alone is no better card, and it must be likely enough that the owner's engine runs on it.
    /// </summary>
    public static bool IsEligible(Arm arm, DecisionInputs inputs)
    {
        if (arm.Action != VerdictAction.BuyAlternative)
            return true;
        CandidateView card = inputs.Others.Single(c => c.Id == arm.Subject);
        return card.RunsEngine >= inputs.Settings.WaitProbability
            && card.PricePerCapabilityNow < (1 - inputs.Settings.WaitGainShare) * inputs.Second.PricePerCapabilityNow * inputs.PriceFactor;
    }
}
