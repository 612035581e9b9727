using Tracker.Catalog;
using Tracker.Catalog.Units;
using Tracker.Contracts;
using Tracker.Scoring.Market;

namespace Tracker.Scoring.Evaluation;

/// <summary>Puts a choice into words, with the numbers it rests on and where they come from.</summary>
internal sealed class Explanation
{
    private const int MostReasons = 3;
    private const int BarsInWords = 3;

    private readonly TrackerCatalog _catalog;
    private readonly MarketSnapshot _market;
    private readonly CandidateView _second;
    private readonly IReadOnlyList<CandidateView> _others;
    private readonly SecondCardValue _value;
    private readonly Choice _choice;
    private readonly Sensitivity _sensitivity;
    private readonly string _currency;
    private readonly double _now;

    public Explanation(
        TrackerCatalog catalog, MarketSnapshot market, CandidateView second, IReadOnlyList<CandidateView> others, SecondCardValue value, Choice choice)
    {
        (_catalog, _market, _second, _others, _value, _choice) = (catalog, market, second, others, value, choice);
        _sensitivity = new(choice);
        _currency = second.Price!.Price.Currency;
        _now = choice.Second.Value;
    }

    private Arm Chosen => _choice.Chosen;

    private int Months => _catalog.Settings.Decision.HorizonMonths;

    /// <summary>What is said where the second card cannot be valued at all.</summary>
    public static Verdict Undecided(CandidateView second, SecondCardValue value, IReadOnlyList<InputTrace> inputs)
    {
        List<string> reasons = ["It cannot be decided yet:"];
        if (second.Price is null)
            reasons.Add($"no price of the {second.Name} is known by this date.");
        if (!(second.Added > 0))
            reasons.Add($"a second {second.Name} adds nothing to the workloads as they are configured.");
        if (value.Monthly is null)
            reasons.Add("no rental rate is known and no monthly_value is configured, so the use has no price.");
        else if (value.Monthly.Value.MinorUnits <= 0)
            reasons.Add("it is used no hours a month, so its use is worth nothing (decision.hours_per_month).");
        return new()
        {
            Action = VerdictAction.Hold,
            Subject = null,
            Probability = null,
            ExpectedGain = null,
            BreakEven = new() { Date = null, Price = null, MonthlyValue = null },
            Reasons = [string.Join(" ", reasons)],
            WhatWouldChangeIt = ["The missing facts: a price, a rental rate, or decision.monthly_value in tracker.yaml."],
            Arms = [],
            ReasonInputs = [["second_card.price", "second_card.capability", "rental", "hours"]],
            Inputs = inputs,
        };
    }

    public Verdict Write()
    {
        Reason[] reasons = [.. Reasons().Take(MostReasons)];
        IReadOnlyList<Swing> swings = _sensitivity.Tornado();
        BreakEven breakEven = FindBreakEven();
        IReadOnlyList<InputTrace> inputs = new InputTraces(_catalog, _market, _second, _value).List(Spoken(swings));
        HashSet<string> known = [.. inputs.Select(i => i.Id)];
        return new()
        {
            Action = Chosen.Action,
            Subject = Chosen.Subject,
            Probability = Probability(),
            ExpectedGain = Value(Chosen.Value - BestOtherOf(Chosen)),
            BreakEven = breakEven,
            Reasons = [.. reasons.Select(r => r.Text)],
            ReasonInputs = [.. reasons.Select(r => (IReadOnlyList<string>)[.. r.Inputs.Where(known.Contains)])],
            WhatWouldChangeIt = [.. Changes(breakEven, swings)],
            Rival = _choice.Rival.Description,
            Evpi = Value(PerfectInformation()),
            Tornado = [.. swings.Select(Bar)],
            Inputs = inputs,
            CrossChecks = [.. CrossChecks()],
            Scenarios = _choice.Inputs.Scenarios,
            Arms = [.. _choice.Arms.OrderByDescending(a => a.Value).ThenBy(a => a.Action).ThenBy(a => a.Subject, StringComparer.Ordinal).Select(a => new ArmValue
            {
                Action = a.Action,
                Subject = a.Subject,
                Description = a.Description,
                NetPresentValue = Value(a.Value),
                StandardError = a.Outcome is { } outcome ? Value(Math.Ceiling(outcome.MeanError)) : null,
                ProbabilityBetter = a.Action == VerdictAction.BuySecondCard || a.Outcome is null ? null : Math.Round(a.Outcome.ProbabilityBetter, 6),
            })],
        };
    }

    // For waiting and for another card: that it beats the second one now. For that one: that the best wait does not.
    private double? Probability() => Chosen.Action switch
    {
        VerdictAction.Wait or VerdictAction.BuyAlternative => Math.Round(Chosen.Outcome!.ProbabilityBetter, 6),
        VerdictAction.BuySecondCard => Math.Round(1 - _choice.BestWait.Outcome!.ProbabilityBetter, 6),
        VerdictAction.Hold when _choice.IsUnclear => Math.Round(Chosen.Outcome!.ProbabilityBetter, 6),
        _ => null,
    };

    // Waiting and another card are measured against the second card; the second card and holding against the best of the rest.
    private double BestOtherOf(Arm arm) => arm.Action is VerdictAction.Wait or VerdictAction.BuyAlternative ? _now : _choice.Rival.Value;

    // Between the choice and buying the second card now; where that is the choice, between it and the best of the rest.
    private double PerfectInformation() => (Chosen.Outcome is not null && Chosen.Action != VerdictAction.BuySecondCard ? Chosen : _choice.Rival).Outcome?.PerfectInformation ?? 0;

    private BreakEven FindBreakEven()
    {
        double? latest = Awaited() is { } awaited ? LatestArrival(awaited) : null;
        return new()
        {
            Date = latest is double years ? _market.Date.AddDays((int)(years * 365.25)) : null,
            Price = _sensitivity.BreakEvenPrice() is double price ? Value(price) : null,
            MonthlyValue = _sensitivity.BreakEvenMonthlyValue() is double monthly ? Value(monthly) : null,
        };
    }

    private CandidateView? Awaited() => _choice.Arms
        .Where(a => a.Action == VerdictAction.Wait && a.Subject != _second.Id)
        .OrderByDescending(a => a.Value)
        .Select(a => _others.First(o => o.Id == a.Subject))
        .FirstOrDefault();

    // All figures as said, nothing uncertain: the last moment at which its arrival still makes up for the use lost.
    private double? LatestArrival(CandidateView awaited)
    {
        Decision.CandidateTerms terms = _choice.Inputs.ToCase().Candidates.Single(c => c.Id == awaited.Id);
        return Decision.BreakEvenTime.Find(
            _choice.Simulation.BuyNow.Mean, time => terms.Purchase.NetPresentValue(time, terms.Price.Median, regime: 1), terms.Purchase.Terms.Horizon);
    }

    private IEnumerable<Reason> Reasons()
    {
        yield return First();
        yield return Ratio();
        if (Chosen.Action != VerdictAction.Wait && !_choice.IsUnclear)
        {
            Arm wait = _choice.BestWait;
            yield return new(
                $"The best wait ({wait.Description}) is worth {Signed(wait.Value - _now)} against buying now, better in {wait.Outcome!.ProbabilityBetter:0%} of cases (± {wait.Outcome.ProbabilityError * 100:0.0}%).",
                ["second_card.price", "second_card.trend", $"{Key(wait.Subject!)}.price", $"{Key(wait.Subject!)}.arrival"]);
        }
        yield return new($"The second card's price: {Launch()}{_second.Trend.Basis}; {_second.Price!.Basis}, as of {_second.Price.ObservedAt:yyyy-MM-dd}.", ["second_card.price", "second_card.trend"]);
    }

    private Reason First()
    {
        Money price = _second.Price!.Price;
        string priced = $"{price}{Launch(", ")}";
        IReadOnlyList<string> use = ["second_card.price", "second_card.capability", "monthly_value", "hours", "rental", "horizon", "discount", "resale"];
        return Chosen.Action switch
        {
            VerdictAction.Wait => new(
                $"Waiting ({Chosen.Description}) is worth {ToMoney(Chosen.Value - _now)} more than buying the second card now at {priced}; it is better in {Chosen.Outcome!.ProbabilityBetter:0%} of cases (± {Chosen.Outcome.ProbabilityError * 100:0.0}%).",
                [.. use, $"{Key(Chosen.Subject!)}.price", $"{Key(Chosen.Subject!)}.arrival", $"{Key(Chosen.Subject!)}.capability"]),
            VerdictAction.BuyAlternative => new(
                $"One {Name(Chosen.Subject!)} is worth {ToMoney(Chosen.Value - _now)} more over {Months} months than a second card at {priced}; it is better in {Chosen.Outcome!.ProbabilityBetter:0%} of cases (± {Chosen.Outcome.ProbabilityError * 100:0.0}%).",
                [.. use, $"{Chosen.Subject}.price", $"{Chosen.Subject}.capability", $"{Chosen.Subject}.engine"]),
            VerdictAction.BuySecondCard => new(
                $"At {priced} the second card is worth {ToMoney(_now)} more than doing nothing over {Months} months: its use is worth {_value.Monthly} a month ({UseBasis()}).", use),
            VerdictAction.Hold when _choice.IsUnclear => new(
                $"Nothing is clear enough to act on: at {priced} the second card is worth {ToMoney(_now)} more than doing nothing over {Months} months, but the best wait ({_choice.BestWait.Description}) is worth {ToMoney(Chosen.Value - _now)} more still, if only in {Chosen.Outcome!.ProbabilityBetter:0%} of cases (± {Chosen.Outcome.ProbabilityError * 100:0.0}%; {_catalog.Settings.Decision.WaitProbability:0%} are asked for).",
                use),
            VerdictAction.Rent => new(
                $"At {priced} the second card does not earn its price in {Months} months ({ToMoney(_choice.Simulation.BuyNow.Mean)} against renting); renting costs no more than the use is worth to you ({UseBasis()}).", use),
            _ => new(
                $"At {priced} the second card does not earn its price in {Months} months: its use is worth {_value.Monthly} a month ({UseBasis()}), {ToMoney(-_now)} short; renting the hours costs less than owning.", use),
        };
    }

    private Reason Ratio()
    {
        double reference = _second.PricePerCapabilityNow!.Value;
        CandidateView? best = _others.Where(c => c.IsAlternative).MinBy(c => c.PricePerCapabilityNow);
        if (best is null)
            return new("Price per capability: no other card that one can buy adds to the workloads.", ["second_card.price", "second_card.capability"]);
        double ratio = best.PricePerCapabilityNow!.Value / reference;
        string doubt = best.RunsEngine < 1 ? $", if {_catalog.Settings.Owner.Engine} runs on it as needed ({best.RunsEngine:0%} sure)" : "";
        string verdict = ratio < 1 ? "" : "; none beats it";
        return new(
            $"Price per capability: the best alternative one can buy is the {best.Name} at {ratio:0.00} times the second card's{doubt}{verdict}.",
            ["second_card.price", "second_card.capability", $"{best.Id}.price", $"{best.Id}.capability", $"{best.Id}.engine"]);
    }

    // How the price stands to what it was at launch.
    private string Launch(string before = "")
    {
        if (_catalog.OwnedGpu.ListPrice is not { } list || list.Date > _market.Date || list.Price.Currency != _currency)
            return "";
        decimal times = _second.Price!.Price.Amount / list.Price.Amount;
        return times is > 0.95m and < 1.05m ? "" : before.Length > 0 ? $"{before}{times:0.0} times its price at launch," : $"{times:0.0} times its {list.Price} at launch; ";
    }

    private string UseBasis() => _value.Rental is { } rental
        ? $"{_catalog.Settings.Decision.HoursPerMonth:0} hours at {rental.Price} rental, {rental.Basis}"
        : "the owner's own figure";

    private IEnumerable<string> Changes(BreakEven breakEven, IReadOnlyList<Swing> swings)
    {
        if (breakEven.Price is { } tip)
        {
            yield return Chosen.Action == VerdictAction.BuySecondCard
                ? $"Above {Money.From(tip)} the second card is no longer the choice; then: {_sensitivity.ChosenAbove((double)Money.From(tip).Amount).Description}."
                : $"Below {Money.From(tip)} the second card becomes the choice.";
        }
        if (_value.Rental is { } rental && breakEven.MonthlyValue is { } monthly && _catalog.Settings.Decision.MonthlyValue is null)
        {
            decimal hours = Money.From(monthly).Amount / rental.Price.Amount;
            yield return $"The verdict tips at a worth of {Money.From(monthly)} a month, {hours:0} hours of use; {_catalog.Settings.Decision.HoursPerMonth:0} are configured (decision.hours_per_month).";
        }
        if (breakEven.Date is DateOnly date)
            yield return $"Waiting for the {Awaited()!.Name} pays only if it can be bought by {date:yyyy-MM-dd}.";
        foreach (Swing swing in swings.Take(BarsInWords))
            yield return InWords(swing);
        foreach (CandidateView unpriced in _others.Where(c => c.Gpu.Installable && c.Added > 0 && c.Price is null).OrderByDescending(c => c.Added).Take(3))
            yield return $"A price of the {unpriced.Name}: at {ToMoney(_second.PricePerCapabilityNow!.Value * unpriced.Added!.Value)} it would match the second card's price per capability.";
        foreach (CandidateView gone in _others.Where(c => c.Standing.Standing == Standing.Cancelled && c.Standing.KnownFrom > _market.Date.AddYears(-1)))
            yield return $"Not to be waited for: the {gone.Name}, cancelled ({gone.Standing.KnownFrom:yyyy-MM-dd}).";
        CandidateView? subject = _others.FirstOrDefault(c => c.Id == Chosen.Subject);
        if (subject?.Stale.Count > 0)
            yield return $"Not certain of the {subject.Name}: {string.Join("; ", subject.Stale)}.";
        foreach (string stale in _second.Stale)
            yield return $"Not certain of the second card: {stale}.";
        foreach (string assumption in _value.Assumptions)
            yield return $"Assumed: {assumption}.";
        if (_market.UnhealthySources.Count > 0)
            yield return $"Sources without news: {string.Join(", ", _market.UnhealthySources)}.";
    }

    // Textbook answers to simpler questions about the second card.
    private IEnumerable<string> CrossChecks()
    {
        Decision.SecondCardTerms second = _choice.Inputs.ToCase().Second;
        double use = second.Purchase.Use(0);
        double worth = use + (second.Purchase.ResaleFactor(0) * second.Price);
        if (use <= 0 || second.Trend.Volatility <= 0 || second.Price <= 0)
            yield break;
        double rate = second.Purchase.Terms.Rate;
        double hurdle = Decision.TextbookRules.PerpetualHurdle(rate, second.Purchase.YearlyValue / worth, second.Trend.Volatility);
        yield return $"what one could put off for ever should be worth {hurdle:0.00} times its price before one buys, at a volatility of {second.Trend.Volatility * 100:0}% and a yearly use of {second.Purchase.YearlyValue / worth:0%} of its worth (McDonald and Siegel); a second card is worth {worth / second.Price:0.00} times its price in use and resale.";
        double decline = -second.Trend.Drift;
        if (decline > 0.01)
        {
            double years = Decision.TextbookRules.FallingPriceYears(second.Purchase.YearlyValue, second.Price, rate, decline);
            yield return $"were its price to fall by {decline * 100:0}% a year for certain and for ever, the best time to buy would be {(years > 0 ? $"in {years * 12:0} months" : "now")}.";
        }
        if (Awaited() is { Arrival: { } arrival } awaited)
        {
            double factor = (1 - arrival.Never) * Decision.TextbookRules.ArrivalFactor(1 / arrival.Years(0), rate);
            yield return $"a dollar on the day the {awaited.Name} comes is worth {factor:0.00} today, were its arrival at any moment equally likely.";
        }
    }

    private string InWords(Swing swing)
    {
        string name = char.ToUpperInvariant(swing.Variation.Name[0]) + swing.Variation.Name[1..];
        return $"{name}: at {swing.Variation.Low}, the choice is worth {Against(swing.GainAtLow)} than the next best{Outcome(swing.ChosenAtLow)}; at {swing.Variation.High}, {Against(swing.GainAtHigh)}{Outcome(swing.ChosenAtHigh)}.";
    }

    private string Against(double gain) => $"{ToMoney(Math.Abs(gain))} {(gain < 0 ? "less" : "more")}";

    private string Outcome(Arm chosen) => chosen.Action == Chosen.Action && chosen.Subject == Chosen.Subject ? "" : $", and the answer becomes: {chosen.Description}";

    private TornadoBar Bar(Swing swing) => new()
    {
        Input = swing.Variation.Input,
        Name = swing.Variation.Name,
        Low = swing.Variation.Low,
        High = swing.Variation.High,
        GainAtLow = Value(swing.GainAtLow),
        GainAtHigh = Value(swing.GainAtHigh),
        ActionAtLow = swing.ChosenAtLow.Action,
        SubjectAtLow = swing.ChosenAtLow.Subject,
        ActionAtHigh = swing.ChosenAtHigh.Action,
        SubjectAtHigh = swing.ChosenAtHigh.Subject,
        ValueOfInformation = Value(swing.ValueOfInformation),
    };

    // The cards whose figures the answer names: those with an arm, and those that a price would bring in.
    private IEnumerable<CandidateView> Spoken(IReadOnlyList<Swing> swings)
    {
        HashSet<string?> spoken = [.. _choice.Arms.OrderByDescending(a => a.Value).Take(6).Select(a => a.Subject), Chosen.Subject, Awaited()?.Id];
        return _others.Where(o => spoken.Contains(o.Id)
            || (o.IsAlternative && o.PricePerCapabilityNow <= _second.PricePerCapabilityNow * 2)
            || swings.Any(s => s.Variation.Input.StartsWith(o.Id + ".", StringComparison.Ordinal)));
    }

    private string Key(string id) => id == _second.Id ? "second_card" : id;

    private string Name(string id) => _catalog.Gpus[id].Name;

    private string Signed(double amount) => amount >= 0.5 ? $"+{ToMoney(amount)}" : $"{ToMoney(amount)}";

    private Money ToMoney(double amount) => MoneyEstimate.Of(amount, _currency);

    private MoneyValue Value(double amount) => ToMoney(amount).ToValue();

    /// <summary>A sentence, and the ids of the inputs that its numbers come from.</summary>
    private sealed record Reason(string Text, IReadOnlyList<string> Inputs);
}
