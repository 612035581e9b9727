using Tracker.Catalog.Units;
using Tracker.Contracts;
using Tracker.Scoring.Decision;

namespace Tracker.Scoring.Evaluation;

/// <summary>
/// What would change the answer: each input at its 10th and 90th percentile, and the price and the worth at which the
/// second card becomes the choice, or ceases to be. It plays fewer scenarios, with the arms that matter.
/// </summary>
internal sealed class Sensitivity
{
    private const int Scenarios = 1_000;
    private const int ArmsThatMatter = 3;

    /// <summary>Speed estimates miss measurements by 15%; utility goes with the square root.</summary>
    private const double SpeedDeviation = 0.07;

    /// <summary>90th percentile of the standard normal distribution.</summary>
    private const double Z90 = 1.2815515655446004;

    private readonly Choice _choice;
    private readonly DecisionInputs _inputs;

    public Sensitivity(Choice choice)
    {
        _choice = choice;
        HashSet<string?> matter = [.. choice.Arms
            .Where(a => a.Subject != choice.Inputs.Second.Id && Decider.IsEligible(a, choice.Inputs)).OrderByDescending(a => a.Value).Take(ArmsThatMatter).Select(a => a.Subject), choice.Chosen.Subject];
        _inputs = choice.Inputs with { Scenarios = Scenarios, Others = [.. choice.Inputs.Others.Where(o => matter.Contains(o.Id))] };
    }

    /// <summary>The inputs, by how much they move the choice against the rest, widest first.</summary>
    public IReadOnlyList<Swing> Tornado()
    {
        double now = Gain(Choice.Make(_inputs));
        Variation[] variations = [.. Variations()];
        Swing[] swings = new Swing[variations.Length];
        Parallel.For(0, variations.Length, i =>
        {
            Choice low = Choice.Make(variations[i].AtLow);
            Choice high = Choice.Make(variations[i].AtHigh);
            (double atLow, double atHigh) = (Gain(low), Gain(high));
            double information = variations[i].ProbabilityOfHigh is double probability
                ? ValueOfInformation.OfTwo(atLow, atHigh, probability)
                : ValueOfInformation.OfNormal(now, Math.Abs(atHigh - atLow) / (2 * Z90));
            swings[i] = new(variations[i], atLow, atHigh, low.Chosen, high.Chosen, information);
        });
        return [.. swings.OrderByDescending(s => Math.Abs(s.GainAtHigh - s.GainAtLow))];
    }

    /// <summary>The second card's price at which it becomes the choice, or ceases to be; null where no price does that.</summary>
    public double? BreakEvenPrice() => Tip(factor => _inputs with { PriceFactor = factor }, falling: true) * _inputs.Second.PriceNow!.Value.Median;

    /// <summary>What is chosen where the second card's price is somewhat above one at which it ceases to be the choice.</summary>
    public Arm ChosenAbove(double price) => Choice.Make(_inputs with { PriceFactor = 1.01 * price / _inputs.Second.PriceNow!.Value.Median }).Chosen;

    /// <summary>The same for what it is worth a month.</summary>
    public double? BreakEvenMonthlyValue() => Tip(factor => _inputs with { ValueFactor = factor }, falling: false) * _inputs.MonthlyValue;

    // What today's choice is worth over the best of the others.
    private double Gain(Choice varied)
    {
        if (_choice.IsUnclear)
            return varied.BestWait.Value - varied.Second.Value;
        Arm same = varied.Arms.First(a => a.Action == _choice.Chosen.Action && a.Subject == _choice.Chosen.Subject);
        return same.Value - varied.RivalOf(same).Value;
    }

    // Between a twentieth and twenty times of what it is, on a logarithmic scale.
    private static double? Tip(Func<double, DecisionInputs> vary, bool falling)
    {
        double low = Math.Log(0.05);
        double high = Math.Log(20);
        if (IsSecond(low) == IsSecond(high))
            return null;
        // 11 halvings come within half a percent.
        for (int i = 0; i < 11; i++)
        {
            double middle = (low + high) / 2;
            if (IsSecond(middle) == falling)
                low = middle;
            else
                high = middle;
        }
        return Math.Exp(falling ? low : high);

        bool IsSecond(double log) => Choice.Make(vary(Math.Exp(log))).Chosen.Action == VerdictAction.BuySecondCard;
    }

    private IEnumerable<Variation> Variations()
    {
        CandidateView second = _inputs.Second;
        double price = Math.Max(0.05, second.PriceNow!.Value.Deviation);
        yield return Factor("second_card.price", "the second card's price", price, second.PriceNow.Value.Median, InMoney, f => _inputs with { PriceFactor = f });
        yield return new("second_card.trend", "the drift of its price",
            $"{Percent(second.Trend.Drift - (Z90 * DriftDeviation))} a year", $"{Percent(second.Trend.Drift + (Z90 * DriftDeviation))} a year",
            _inputs with { DriftShift = -Z90 * DriftDeviation }, _inputs with { DriftShift = Z90 * DriftDeviation });
        yield return Factor("second_card.trend", "the volatility of its price", 0.25, second.Trend.Volatility, v => $"{v:0%} a year", f => _inputs with { VolatilityFactor = f });
        if (_inputs.OwnValue is null)
            yield return Factor("hours", "hours of use a month", 0.3, _inputs.Hours, h => $"{h:0}", f => _inputs with { Hours = _inputs.Hours * f });
        else
            yield return Factor("monthly_value", "what it is worth a month", 0.3, _inputs.MonthlyValue, InMoney, f => _inputs with { OwnValue = _inputs.OwnValue * f });
        if (_inputs.Rental is double rental)
            yield return Factor("rental", "the hourly rental", 0.2, rental, r => $"{Money.FromAmount((decimal)r, Currency)}", f => _inputs with { Rental = rental * f });
        yield return Factor("resale", "what used cards fetch", 0.2, 1, share => $"{share:0%} of usual", f => _inputs with { ResaleFactor = f });
        double months = _inputs.Terms.Horizon * 12;
        yield return new("horizon", "the horizon", $"{months - 12:0} months", $"{months + 12:0} months",
            _inputs with { HorizonYears = Math.Max(0.5, _inputs.Terms.Horizon - 1) }, _inputs with { HorizonYears = _inputs.Terms.Horizon + 1 });
        CandidateView? other = _choice.Arms.Where(a => Decider.IsEligible(a, _choice.Inputs)).OrderByDescending(a => a.Value).Select(a => _inputs.Others.FirstOrDefault(o => o.Id == a.Subject)).FirstOrDefault(o => o is not null);
        if (other is not null)
        {
            foreach (Variation variation in Of(other))
                yield return variation;
        }
    }

    private double DriftDeviation => _inputs.Second.Trend.Volatility / Math.Sqrt(_inputs.Second.Trend.EffectiveYears);

    private IEnumerable<Variation> Of(CandidateView other)
    {
        LogPrice price = other.PriceNow!.Value;
        yield return Factor($"{other.Id}.price", $"the price of the {other.Name}", Math.Max(0.05, price.Deviation), price.Median, InMoney,
            f => With(other with { PriceNow = new(price.Median * f, 0) }));
        yield return Factor($"{other.Id}.capability", $"what the {other.Name} adds", Math.Max(SpeedDeviation, other.SpecDeviation), other.Added!.Value, added => $"{added:0.000}",
            f => With(other with { Added = other.Added * f, SpecDeviation = 0 }));
        if (other.RunsEngine < 1)
            yield return new($"{other.Id}.engine", $"whether the owner's engine runs on the {other.Name}", "no", "yes", With(other with { RunsEngine = 0 }), With(other with { RunsEngine = 1 }))
            { ProbabilityOfHigh = other.RunsEngine };
        if (other.Arrival is { } arrival)
        {
            yield return Factor($"{other.Id}.arrival", $"when the {other.Name} arrives", Arrival.SlipSigma, arrival.Years(0) * 12, months => $"{months:0} months from now",
                f => With(other with { Arrival = arrival with { Lead = arrival.Lead * f } }));
            yield return new($"{other.Id}.arrival", $"whether the {other.Name} comes at all", "never", "for certain",
                With(other with { Arrival = arrival with { Never = 1 } }), With(other with { Arrival = arrival with { Never = 0 } }))
            { ProbabilityOfHigh = 1 - arrival.Never };
        }
    }

    private DecisionInputs With(CandidateView changed) => _inputs with { Others = [.. _inputs.Others.Select(o => o.Id == changed.Id ? changed : o)] };

    private static Variation Factor(string input, string name, double deviation, double value, Func<double, string> show, Func<double, DecisionInputs> vary)
    {
        double factor = Math.Exp(Z90 * deviation);
        return new(input, name, show(value / factor), show(value * factor), vary(1 / factor), vary(factor));
    }

    private string Currency => _inputs.Second.Price!.Price.Currency;

    private string InMoney(double amount) => MoneyEstimate.Of(amount, Currency).ToString();

    private static string Percent(double drift) => Market.PriceTrend.Percent(Math.Exp(drift) - 1);
}

/// <summary>One input at its 10th and 90th percentile, or either way it can come out.</summary>
internal sealed record Variation(string Input, string Name, string Low, string High, DecisionInputs AtLow, DecisionInputs AtHigh)
{
    /// <summary>For an input that is one or the other; null for one in between.</summary>
    public double? ProbabilityOfHigh { get; init; }
}

/// <summary>What a variation does to today's choice against the best of the other arms, and what would be chosen.</summary>
internal sealed record Swing(Variation Variation, double GainAtLow, double GainAtHigh, Arm ChosenAtLow, Arm ChosenAtHigh, double ValueOfInformation);
