using CsCheck;
using MathNet.Numerics.Distributions;
using Tracker.Scoring.Decision;
using Tracker.Scoring.Market;

namespace Tracker.Scoring.Tests.Decision;

public sealed class SimulationTests
{
    private static readonly DateOnly s_day = new(2026, 6, 20);
    private static readonly DecisionTerms s_terms = new(Horizon: 4, Rate: 0.05, Tax: 0);

    // Normal instead of Student t, so that closed forms exist.
    private static readonly PriceTrend s_normal = PriceTrend.Prior with { Freedom = 1e9 };

    private static readonly PriceTrend s_certain = s_normal with { Volatility = 0 };

    [Fact]
    public void BuyNow_agrees_with_its_closed_form()
    {
        SecondCardTerms second = Second(9000, s_normal with { Drift = -0.2, Volatility = 0.4 });

        ArmOutcome now = Simulation.Run(Case(second)).BuyNow;

        now.Mean.ShouldBe(second.Purchase.NetPresentValue(0, 9000, Rise(second.Trend)), 3 * now.MeanError);
        now.MeanError.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void BuyNow_of_an_old_price_agrees_with_its_closed_form()
    {
        SecondCardTerms second = Second(9000, s_normal) with { PriceDeviation = 0.3 };

        ArmOutcome now = Simulation.Run(Case(second)).BuyNow;

        now.Mean.ShouldBe(second.Purchase.NetPresentValue(0, 9000 * Math.Exp(0.045), Rise(second.Trend)), 3 * now.MeanError);
    }

    [Fact]
    public void Alternative_agrees_with_its_closed_form()
    {
        CandidateTerms other = Candidate("other", yearly: 5000, price: 7000, arrival: null) with { Price = new(7000, 0.2) };

        ArmOutcome outcome = Simulation.Run(Case(Second(9000, s_normal), other)).Candidates["other"];

        double mean = other.Purchase.NetPresentValue(0, 7000 * Math.Exp(0.02), Rise(PriceTrend.Prior with { EffectiveYears = 1e9 }));
        outcome.Mean.ShouldBe(mean, 3 * outcome.MeanError);
    }

    [Fact]
    public void Standard_error_is_that_of_repeated_simulations()
    {
        SecondCardTerms second = Second(9000, PriceTrend.Prior);
        ArmOutcome[] repeated = [.. Enumerable.Range(0, 100).Select(day => Simulation.Run(Case(second) with { Date = s_day.AddDays(day), Scenarios = 1_000 }).BuyNow)];

        double mean = repeated.Average(o => o.Mean);
        double observed = Math.Sqrt(repeated.Sum(o => (o.Mean - mean) * (o.Mean - mean)) / (repeated.Length - 1));
        // A standard deviation of 100 draws is known to about 7%.
        (repeated.Average(o => o.MeanError) / observed).ShouldBeInRange(0.75, 1.35);
    }

    [Fact]
    public void Without_uncertainty_the_laggard_buys_when_it_pays_best()
    {
        SecondCardTerms second = Second(9000, s_certain with { Drift = -1.2 });

        Simulation simulation = Simulation.Run(Case(second));

        double[] dates = SecondCardScenarios.Draw(second, s_day, 100).Dates;
        double best = dates.Max(t => second.Purchase.NetPresentValue(
            t, 9000 * Math.Exp(second.Trend.LogChange(t)), Math.Exp(second.Trend.LogChange(4) - second.Trend.LogChange(t))));
        simulation.Laggard.Mean.ShouldBe(best, 1e-6);
        simulation.Laggard.ProbabilityBetter.ShouldBe(1);
    }

    [Fact]
    public void Without_uncertainty_a_better_card_is_taken_when_it_comes()
    {
        Arrival arrival = new() { Lead = 0.4, Never = 0 };
        CandidateTerms sure = Candidate("sure", yearly: 20000, price: 5000, arrival);

        ArmOutcome outcome = Simulation.Run(Case(Second(9000, s_certain), sure) with { Scenarios = 50_000 }).Candidates["sure"];

        // Only the slip is uncertain.
        double[] slips = [.. Enumerable.Range(0, 20_000).Select(i => Normal.InvCDF(0, 1, (i + 0.5) / 20_000))];
        double mean = slips.Average(z => arrival.Years(z) <= 2 ? sure.Purchase.NetPresentValue(arrival.Years(z), 5000, 1) : sure.Purchase.NetPresentValue(2, 0, 1));
        outcome.Mean.ShouldBe(mean, (3 * outcome.MeanError) + 60);
        outcome.ShareBought.ShouldBeGreaterThan(0.95);
    }

    [Fact]
    public void A_candidate_that_never_comes_is_the_laggard()
    {
        Gen.Select(Gen.Double[2000, 20000], Gen.Double[-1, 1], Gen.Double[0.05, 0.6]).Sample((price, drift, volatility) =>
        {
            CandidateTerms never = Candidate("never", 9000, 100, new() { Lead = 0.3, Never = 1 });
            Simulation simulation = Simulation.Run(Case(Second(price, PriceTrend.Prior with { Drift = drift, Volatility = volatility }), never) with { Scenarios = 500 });

            simulation.Candidates["never"].ShouldBe(simulation.Laggard);
        }, iter: 50);
    }

    [Fact]
    public void A_candidate_that_slips_more_is_never_worth_more()
    {
        Gen.Select(Gen.Double[0.05, 1.5], Gen.Double[0.05, 1], Gen.Double[4000, 15000], Gen.Double[-0.5, 0.5]).Sample((lead, slip, price, drift) =>
        {
            SecondCardTerms second = Second(9000, PriceTrend.Prior with { Drift = drift });
            ArmOutcome sooner = Wait(lead);
            ArmOutcome later = Wait(lead + slip);

            // The stopping rules are estimates; the scenarios are the same.
            later.Gain.ShouldBeLessThanOrEqualTo(sooner.Gain + (2 * sooner.GainError));

            ArmOutcome Wait(double years) => Simulation.Run(
                Case(second, Candidate("k", 9000, price, new() { Lead = years, Never = 0.2 })) with { Scenarios = 4_000 }).Candidates["k"];
        }, iter: 60);
    }

    [Fact]
    public void All_money_scaled_leaves_the_probability()
    {
        Gen.Select(Gen.Double[0.01, 1000], Gen.Double[2000, 20000], Gen.Double[2000, 20000]).Sample((scale, price, candidatePrice) =>
        {
            ArmOutcome plain = Run(1);
            ArmOutcome scaled = Run(scale);

            scaled.ProbabilityBetter.ShouldBe(plain.ProbabilityBetter, 0.002);
            scaled.Gain.ShouldBe(plain.Gain * scale, 1e-3 * scale * price);

            ArmOutcome Run(double factor) => Simulation.Run(Case(
                new SecondCardTerms { Purchase = new(4000 * factor, s_terms), Price = price * factor, Trend = PriceTrend.Prior },
                Candidate("k", 6000 * factor, candidatePrice * factor, new() { Lead = 0.5, Never = 0.1 })) with
            { Scenarios = 1_000 }).Candidates["k"];
        }, iter: 50);
    }

    [Fact]
    public void A_further_candidate_changes_nothing_for_the_others()
    {
        CandidateTerms first = Candidate("first", 9000, 9000, new() { Lead = 0.5, Never = 0.1 });
        SecondCardTerms second = Second(9000, PriceTrend.Prior);

        Simulation alone = Simulation.Run(Case(second, first));
        Simulation together = Simulation.Run(Case(second, Candidate("worse", 100, 90000, null), first));

        together.Candidates["first"].ShouldBe(alone.Candidates["first"]);
        together.BuyNow.ShouldBe(alone.BuyNow);
        together.Laggard.ShouldBe(alone.Laggard);
    }

    [Fact]
    public void A_card_that_may_not_run_the_engine_is_worth_less_and_never_surely_better()
    {
        CandidateTerms runs = Candidate("k", 20000, 3000, null);
        SecondCardTerms second = Second(9000, PriceTrend.Prior);

        ArmOutcome sure = Simulation.Run(Case(second, runs)).Candidates["k"];
        ArmOutcome unsure = Simulation.Run(Case(second, runs with { RunsEngine = 0.6 })).Candidates["k"];

        sure.ProbabilityBetter.ShouldBeGreaterThan(0.99);
        unsure.ProbabilityBetter.ShouldBe(0.6, 0.02);
        unsure.Gain.ShouldBeLessThan(sure.Gain);
    }

    [Fact]
    public void Nothing_is_ever_infinite_or_undefined()
    {
        Gen<double> extreme = Gen.OneOf(Gen.Const(0.0), Gen.Double[1e-9, 1e9]);
        Gen.Select(extreme, extreme, Gen.Double[0, 5], Gen.Double[-5, 5], Gen.Double[0, 1], Gen.Double[0.05, 20]).Sample((price, use, volatility, drift, never, horizon) =>
        {
            DecisionTerms terms = new(horizon, 0.05, 0.2);
            SecondCardTerms second = new() { Purchase = new(use, terms), Price = price, PriceDeviation = volatility, Trend = PriceTrend.Prior with { Drift = drift, Volatility = volatility } };
            CandidateTerms candidate = Candidate("k", use, price, new() { Lead = 0.3, Never = never }) with
            { Purchase = new(use, terms), Price = new(price, volatility), SpecDeviation = volatility };
            Simulation simulation = Simulation.Run(Case(second, candidate, candidate with { Id = "now", Arrival = null }) with { Scenarios = 200 });

            foreach (ArmOutcome arm in simulation.Candidates.Values.Append(simulation.Laggard).Append(simulation.BuyNow))
            {
                double[] figures = [arm.Mean, arm.MeanError, arm.Gain, arm.GainError, arm.GainP5, arm.GainP50, arm.GainP95, arm.PerfectInformation, arm.ProbabilityBetter];
                figures.ShouldAllBe(f => double.IsFinite(f));
                arm.GainP5.ShouldBeLessThanOrEqualTo(arm.GainP95);
            }
        }, iter: 200);
    }

    // E[min(1, e^x)] for x normal with the log change until the horizon.
    private static double Rise(PriceTrend trend)
    {
        double mean = trend.LogChange(4);
        double deviation = Math.Sqrt(trend.LogVariance(4));
        return Normal.CDF(0, 1, mean / deviation)
            + (Math.Exp(mean + (deviation * deviation / 2)) * Normal.CDF(0, 1, (-mean - (deviation * deviation)) / deviation));
    }

    private static DecisionCase Case(SecondCardTerms second, params CandidateTerms[] candidates) =>
        new() { Date = s_day, Second = second, Candidates = candidates };

    private static SecondCardTerms Second(double price, PriceTrend trend) => new() { Purchase = new(4000, s_terms), Price = price, Trend = trend };

    private static CandidateTerms Candidate(string id, double yearly, double price, Arrival? arrival) => new()
    {
        Id = id,
        Purchase = new(yearly, s_terms),
        Price = new(price, 0),
        Trend = s_certain with { Volatility = arrival is null ? PriceTrend.PriorSigma : 0 },
        Arrival = arrival,
    };
}
