using CsCheck;
using MathNet.Numerics.Distributions;
using Tracker.Scoring.Backtest.Measures;

namespace Tracker.Scoring.Tests.Backtest;

public sealed class MeasuresTests
{
    [Fact]
    public void Crps_of_a_standard_normal_at_its_centre_is_the_known_value()
    {
        Crps.OfNormal(0, 1, 0).ShouldBe(0.233695, 1e-6);
    }

    [Fact]
    public void Crps_of_a_point_is_the_absolute_error()
    {
        Crps.OfNormal(2, 0, 5).ShouldBe(3);
        Crps.OfStudentT(2, 0, 4, 5).ShouldBe(3);
    }

    [Theory]
    [InlineData(3, 0.4)]
    [InlineData(5, -1.7)]
    public void Crps_of_a_student_t_is_the_integral_of_its_definition(double freedom, double observed)
    {
        const double Step = 0.001;
        double integral = 0;
        for (double x = -400; x < 400; x += Step)
        {
            double below = StudentT.CDF(0.2, 1.3, freedom, x + (Step / 2)) - (observed <= x + (Step / 2) ? 1 : 0);
            integral += below * below * Step;
        }

        Crps.OfStudentT(0.2, 1.3, freedom, observed).ShouldBe(integral, 1e-3);
    }

    [Fact]
    public void Brier_is_reliability_less_resolution_plus_uncertainty_exactly()
    {
        Gen.Select(Gen.Double[0, 1], Gen.Bool, (probability, came) => new Stated(probability, came)).Array[1, 60].Sample(stated =>
        {
            Brier brier = Brier.Of(stated)!;

            brier.Score.ShouldBe(brier.Reliability - brier.Resolution + brier.Uncertainty, 1e-12);
            brier.Diagram.Sum(b => b.Count).ShouldBe(stated.Length);
        });
    }

    [Fact]
    public void Brier_of_the_base_rate_is_the_uncertainty()
    {
        Brier brier = Brier.Of([new(0.25, true), new(0.25, false), new(0.25, false), new(0.25, false)])!;

        brier.Score.ShouldBe(0.1875, 1e-12);
        brier.Reliability.ShouldBe(0, 1e-12);
        brier.Resolution.ShouldBe(0, 1e-12);
    }

    [Fact]
    public void Bootstrap_interval_holds_the_ratio_and_is_the_same_each_time()
    {
        double[] numerators = [3, 5, 4, 6, 2];
        double[] denominators = [10, 10, 10, 10, 10];

        Interval interval = new BlockBootstrap(5).Of(numerators, denominators)!;

        interval.Low.ShouldBeLessThan(0.4);
        interval.High.ShouldBeGreaterThan(0.4);
        new BlockBootstrap(5).Of(numerators, denominators).ShouldBe(interval);
    }

    [Fact]
    public void Bootstrap_of_one_block_has_no_interval()
    {
        new BlockBootstrap(1).Of([1], [2]).ShouldBeNull();
    }
}
