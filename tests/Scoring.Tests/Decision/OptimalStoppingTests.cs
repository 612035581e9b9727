using Tracker.Scoring.Decision;

namespace Tracker.Scoring.Tests.Decision;

public sealed class OptimalStoppingTests
{
    [Fact]
    public void Solve_of_the_american_put_agrees_with_its_value()
    {
        const int Paths = 100_000;
        StoppingRule rule = Put(Paths, dates: 50, volatility: 0.2);

        double error = Math.Sqrt(rule.Value.Average(v => v * v) - Math.Pow(rule.Value.Average(), 2)) / Math.Sqrt(Paths);
        rule.Value.Average().ShouldBe(4.478, 3 * error);
    }

    [Fact]
    public void Solve_without_uncertainty_stops_at_the_best_date()
    {
        double[][] payoff = [[3, 3], [5, 5], [4, 4]];

        StoppingRule rule = new OptimalStopping(Wide(payoff), Wide(payoff)).Solve();

        rule.Value.ShouldAllBe(v => Math.Abs(v - 5) < 1e-9);
        rule.StopsAt(0).ShouldBe(1);
    }

    [Fact]
    public void Solve_never_takes_a_loss()
    {
        double[][] payoff = [[-3, -3], [-5, -5]];

        StoppingRule rule = new OptimalStopping(Wide(payoff), Wide(payoff)).Solve();

        rule.Value.ShouldAllBe(v => v == 0);
        rule.StopsAt(0).ShouldBe(2);
    }

    [Fact]
    public void Solve_with_an_event_that_never_comes_is_the_same_to_the_bit()
    {
        (double[][] payoff, double[][] price) = Paths(5_000, 12, 0.3);
        OptimalStopping stopping = new(payoff, price);
        double[] value = new double[5_000];

        stopping.Solve([.. Enumerable.Repeat(12, 5_000)], new double[5_000], value);

        value.ShouldBe(stopping.Solve().Value);
    }

    [Fact]
    public void Solve_stops_before_an_event_that_is_worth_less()
    {
        double[][] payoff = [[3, 3], [5, 5], [4, 4]];
        double[] value = new double[200];

        new OptimalStopping(Wide(payoff), Wide(payoff)).Solve([.. Enumerable.Repeat(2, 200)], [.. Enumerable.Repeat(1.0, 200)], value);

        value.ShouldAllBe(v => Math.Abs(v - 5) < 1e-9);
    }

    private static double[][] Wide(double[][] few) => [.. few.Select(date => Enumerable.Repeat(date[0], 200).ToArray())];

    private static StoppingRule Put(int paths, int dates, double volatility)
    {
        (double[][] payoff, double[][] price) = Paths(paths, dates, volatility);
        return new OptimalStopping(payoff, price).Solve();
    }

    // S 36, K 40, r 0.06, one year; antithetic pairs would make the standard error wrong, so there are none.
    private static (double[][] Payoff, double[][] Price) Paths(int paths, int dates, double volatility)
    {
        const double Rate = 0.06;
        double step = 1.0 / dates;
        double[][] payoff = new double[dates][];
        double[][] price = new double[dates][];
        double[] log = new double[paths];
        double[] normal = new double[paths];
        RandomStream stream = new(new(2026, 1, 1), "american put");
        for (int date = 0; date < dates; date++)
        {
            stream.FillNormal(normal);
            payoff[date] = new double[paths];
            price[date] = new double[paths];
            for (int path = 0; path < paths; path++)
            {
                log[path] += ((Rate - (volatility * volatility / 2)) * step) + (volatility * Math.Sqrt(step) * normal[path]);
                price[date][path] = 36 * Math.Exp(log[path]);
                payoff[date][path] = Math.Exp(-Rate * step * (date + 1)) * (40 - price[date][path]);
            }
        }
        return (payoff, price);
    }
}
