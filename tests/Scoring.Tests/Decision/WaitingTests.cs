using CsCheck;
using Tracker.Scoring.Decision;
using Tracker.Scoring.Market;

namespace Tracker.Scoring.Tests.Decision;

public sealed class WaitingTests
{
    private static readonly DecisionTerms s_terms = new(Horizon: 4, Rate: 0.05, Tax: 0);

    private static readonly PriceTrend s_certain = PriceTrend.Prior with { Volatility = 0 };

    [Fact]
    public void ForCandidate_that_never_comes_is_the_second_card_at_the_deadline()
    {
        SecondCardTerms second = Second(price: 9000, s_certain);
        Arrival never = new() { Lead = 0.5, Never = 1 };

        WaitOutcome outcome = new Waiting(second).ForCandidate(new(9000, s_terms), 100, never);

        outcome.Mean.ShouldBe(second.NetPresentValueAt(Waiting.DeadlineYears, 0), 1e-6);
    }

    [Fact]
    public void ForCandidate_far_better_beats_buying_now_almost_surely()
    {
        SecondCardTerms second = Second(price: 9000, PriceTrend.Prior);

        WaitOutcome outcome = new Waiting(second).ForCandidate(new(20000, s_terms), 5000, new() { Lead = 0.25, Never = 0.05 });

        outcome.ProbabilityAbove(second.NetPresentValueNow).ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public void ForCandidate_that_slips_more_is_never_worth_more()
    {
        SecondCardTerms second = Second(price: 9000, PriceTrend.Prior);
        Purchase candidate = new(9000, s_terms);
        Waiting waiting = new(second);

        Gen.Select(Gen.Double[0.05, 1.5], Gen.Double[0.01, 1]).Sample((lead, slip) =>
        {
            double sooner = waiting.ForCandidate(candidate, 9000, new() { Lead = lead, Never = 0.2 }).Mean;
            double later = waiting.ForCandidate(candidate, 9000, new() { Lead = lead + slip, Never = 0.2 }).Mean;
            later.ShouldBeLessThanOrEqualTo(sooner + 1e-6);
        });
    }

    [Fact]
    public void ForCandidate_with_all_money_scaled_keeps_its_probability()
    {
        Gen.Select(Gen.Double[0.1, 50], Gen.Double[2000, 20000], Gen.Double[2000, 20000]).Sample((scale, price, candidatePrice) =>
        {
            double plain = Probability(1);
            double scaled = Probability(scale);
            scaled.ShouldBe(plain, 1e-9);

            double Probability(double factor)
            {
                SecondCardTerms second = new(new(4000 * factor, s_terms), price * factor, PriceTrend.Prior);
                return new Waiting(second).ForCandidate(new(6000 * factor, s_terms), candidatePrice * factor, new() { Lead = 0.5, Never = 0.1 })
                    .ProbabilityAbove(second.NetPresentValueNow);
            }
        });
    }

    [Fact]
    public void ForPrice_of_a_falling_price_beats_buying_now()
    {
        SecondCardTerms falling = Second(price: 9000, s_certain with { Drift = -1.2 });
        SecondCardTerms steady = Second(price: 9000, s_certain);

        new Waiting(falling).ForPrice().Outcome.Mean.ShouldBeGreaterThan(falling.NetPresentValueNow);
        new Waiting(steady).ForPrice().Outcome.Mean.ShouldBeLessThan(steady.NetPresentValueNow);
    }

    [Fact]
    public void Outcomes_are_a_distribution()
    {
        WaitOutcome outcome = new([new(300, 0.2), new(100, 0.5), new(200, 0.3)]);

        outcome.Mean.ShouldBe(170, 1e-9);
        outcome.ProbabilityAbove(150).ShouldBe(0.5, 1e-9);
        outcome.Quantile(0.05).ShouldBe(100);
        outcome.Quantile(0.6).ShouldBe(200);
        outcome.Quantile(0.95).ShouldBe(300);
    }

    [Fact]
    public void Nodes_have_the_moments_of_a_standard_normal()
    {
        double[] nodes = NormalNodes.Create(21);

        nodes.Average().ShouldBe(0, 1e-12);
        nodes.Average(n => n * n).ShouldBe(1, 1e-12);
        nodes.ShouldBe(nodes.Order());
    }

    private static SecondCardTerms Second(double price, PriceTrend trend) => new(new(4000, s_terms), price, trend);
}
