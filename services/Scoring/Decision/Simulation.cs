namespace Tracker.Scoring.Decision;

/// <summary>
/// Plays every way of acting through the same scenarios. Pure: the same case gives the same outcome, on one core or many.
/// </summary>
internal sealed record Simulation
{
    /// <summary>Buying the second card now.</summary>
    public required ArmOutcome BuyNow { get; init; }

    /// <summary>Waiting for the second card's price to fall, stopping when it pays best.</summary>
    public required ArmOutcome Laggard { get; init; }

    /// <summary>Median time at which the laggard buys, years from now; null where he mostly never does.</summary>
    public required double? LaggardYears { get; init; }

    /// <summary>By candidate: buying it now, where one can, or waiting for it.</summary>
    public required IReadOnlyDictionary<string, ArmOutcome> Candidates { get; init; }

    public static Simulation Run(DecisionCase decision)
    {
        SecondCardScenarios second = SecondCardScenarios.Draw(decision.Second, decision.Date, decision.Scenarios);
        OptimalStopping stopping = new(second.Payoff, second.LogPrice);
        StoppingRule laggard = stopping.Solve();
        ScratchArrays scratch = new();
        ArmOutcome[] outcomes = new ArmOutcome[decision.Candidates.Count];
        Parallel.For(0, outcomes.Length, i =>
        {
            CandidateScenarios candidate = new(decision.Candidates[i], second, decision.Date, scratch);
            outcomes[i] = decision.Candidates[i].Arrival is null ? candidate.BuyNow() : candidate.Wait(stopping, laggard);
        });
        return new()
        {
            BuyNow = ArmOutcome.Of(second.BuyNow, second.BuyNow),
            Laggard = ArmOutcome.Of(laggard.Value, second.BuyNow),
            LaggardYears = MedianStop(laggard, second),
            Candidates = decision.Candidates.Select((c, i) => (c.Id, outcomes[i])).ToDictionary(c => c.Id, c => c.Item2, StringComparer.Ordinal),
        };
    }

    private static double? MedianStop(StoppingRule rule, SecondCardScenarios second)
    {
        int[] stops = new int[second.Dates.Length + 1];
        for (int path = 0; path < second.Count; path++)
            stops[rule.StopsAt(path)]++;
        int sum = 0;
        for (int date = 0; date < second.Dates.Length; date++)
        {
            sum += stops[date];
            if (2 * sum >= second.Count)
                return second.Dates[date];
        }
        return null;
    }
}
