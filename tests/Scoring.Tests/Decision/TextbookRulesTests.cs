using Tracker.Scoring.Decision;

namespace Tracker.Scoring.Tests.Decision;

/// <summary>The exact cases of the decision model that have a closed form.</summary>
public sealed class TextbookRulesTests
{
    [Fact]
    public void FallingPriceYears_of_a_fifth_a_year_is_three_years() =>
        TextbookRules.FallingPriceYears(yearlyUse: 1200, price: 9000, rate: 0.05, decline: 0.2).ShouldBe(3.1430, 1e-4);

    [Fact]
    public void FallingPriceYears_of_a_cheap_card_is_now() =>
        TextbookRules.FallingPriceYears(yearlyUse: 12000, price: 9000, rate: 0.05, decline: 0.2).ShouldBe(0);

    [Fact]
    public void PerpetualHurdle_of_McDonald_and_Siegel_is_twice_the_price()
    {
        TextbookRules.PerpetualExponent(rate: 0.04, yield: 0.04, volatility: 0.2).ShouldBe(2, 1e-12);
        TextbookRules.PerpetualHurdle(rate: 0.04, yield: 0.04, volatility: 0.2).ShouldBe(2, 1e-12);
    }

    [Fact]
    public void ArrivalFactor_of_one_a_year() => TextbookRules.ArrivalFactor(arrivalsPerYear: 1, rate: 0.05).ShouldBe(0.952381, 1e-6);

    [Fact]
    public void LogPrice_below_another_after_a_while()
    {
        LogPrice a = new LogPrice(1, 0).After(1.5, drift: -0.1, volatility: 0.2);
        LogPrice b = new LogPrice(1.1, 0).After(1.5, drift: -0.2, volatility: 0.25);

        a.ProbabilityBelow(b).ShouldBe(0.444537, 1e-6);
    }

    [Theory]
    [InlineData(0, 1000, 398.942)]
    [InlineData(500, 1000, 197.797)]
    [InlineData(-500, 1000, 197.797)]
    public void ValueOfInformation_of_a_normal_difference(double mean, double deviation, double expected) =>
        ValueOfInformation.OfNormal(mean, deviation).ShouldBe(expected, 1e-3);

    [Fact]
    public void ValueOfInformation_of_scenarios_agrees_with_the_closed_form()
    {
        double[] differences = new double[200_000];
        new RandomStream(new(2026, 1, 1), "information").FillNormal(differences);
        for (int i = 0; i < differences.Length; i++)
            differences[i] = 500 + (1000 * differences[i]);

        // Three standard errors of the mean of max(0, Δ), whose deviation is about 800.
        ValueOfInformation.OfScenarios(differences).ShouldBe(197.797, 3 * 800 / Math.Sqrt(differences.Length));
    }

    [Fact]
    public void ValueOfInformation_is_nothing_where_the_choice_is_clear()
    {
        ValueOfInformation.OfTwo(100, 300, 0.4).ShouldBe(0, 1e-12);
        ValueOfInformation.OfTwo(-100, 300, 0.5).ShouldBe(50, 1e-12);
        ValueOfInformation.OfNormal(100, 0).ShouldBe(0);
    }
}
