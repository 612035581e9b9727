using Tracker.Contracts;
using Tracker.Scoring.Decision;

namespace Tracker.Scoring.Evaluation;

/// <summary>All arms, valued, and the one that is chosen. A pure function of its inputs.</summary>
internal sealed record Choice
{
    public required DecisionInputs Inputs { get; init; }

    public required Simulation Simulation { get; init; }

    public required IReadOnlyList<Arm> Arms { get; init; }

    public required Arm Chosen { get; init; }

    public Arm Second => Arms.Single(a => a.Action == VerdictAction.BuySecondCard);

    /// <summary>The best of the arms that are not chosen and could have been.</summary>
    public Arm Rival => RivalOf(Chosen);

    /// <summary>Whether nothing is bought because waiting is better on average but not surely.</summary>
    public bool IsUnclear => Chosen.Action == VerdictAction.Hold && Chosen.Outcome is not null;

    /// <summary>The best of the arms that wait.</summary>
    public Arm BestWait => Arms.Where(a => a.Action == VerdictAction.Wait).MaxBy(a => a.Value)!;

    /// <summary>The best of the others that can be chosen.</summary>
    public Arm RivalOf(Arm arm) => IsUnclear && arm == Chosen
        ? Second
        : Arms.Where(a => a != arm && Decider.IsEligible(a, Inputs)).MaxBy(a => a.Value)!;

    /// <param name="inputs">What it rests on.</param>
    /// <param name="standing">The answer so far, which is kept until it is clearly wrong; null for none.</param>
    public static Choice Make(DecisionInputs inputs, StandingAnswer? standing = null)
    {
        Simulation simulation = Simulation.Run(inputs.ToCase());
        IReadOnlyList<Arm> arms = Build(inputs, simulation);
        return new()
        {
            Inputs = inputs,
            Simulation = simulation,
            Arms = arms,
            Chosen = Decider.Choose(arms, inputs, standing),
        };
    }

    private static List<Arm> Build(DecisionInputs inputs, Simulation simulation)
    {
        CandidateView second = inputs.Second;
        // Whoever owns the card has what renting it would give, and no rent to pay.
        double surplus = inputs.MonthlySurplus * 12 * Discounting.Annuity(inputs.Terms.Rate, 0, inputs.Terms.Horizon);
        string meanwhile = inputs.Rental is null ? "" : ", renting meanwhile";
        List<Arm> arms =
        [
            new() { Action = VerdictAction.Hold, Subject = null, Description = "do nothing", Value = 0 },
            Of(VerdictAction.BuySecondCard, second.Id, "buy the second card now", simulation.BuyNow),
            Of(VerdictAction.Wait, second.Id, $"wait for a better price of the second card{When(simulation.LaggardYears)}{meanwhile}", simulation.Laggard),
        ];
        if (inputs.Rental is not null)
            arms.Add(new() { Action = VerdictAction.Rent, Subject = second.Id, Description = "rent while you need it", Value = surplus });
        foreach (CandidateView other in inputs.Others)
        {
            ArmOutcome outcome = simulation.Candidates[other.Id];
            arms.Add(other.IsAlternative
                ? Of(VerdictAction.BuyAlternative, other.Id, $"buy one {other.Name} now", outcome)
                : Of(VerdictAction.Wait, other.Id, $"wait for the {other.Name}, then choose{meanwhile}", outcome));
        }
        return arms;

        Arm Of(VerdictAction action, string subject, string description, ArmOutcome outcome) =>
            new() { Action = action, Subject = subject, Description = description, Value = outcome.Mean + surplus, Outcome = outcome };
    }

    private static string When(double? years) => years is double known ? $" (about {known * 12:0} month{(known * 12 < 1.5 ? "" : "s")})" : " (it may never come)";
}

/// <summary>The answer that was given last.</summary>
internal sealed record StandingAnswer(VerdictAction Action, string? Subject);
