using Tracker.Catalog;
using Tracker.Catalog.Units;
using Tracker.Contracts;
using Tracker.Scoring.Market;

namespace Tracker.Scoring.Evaluation;

/// <summary>Puts a choice into words, with the numbers it rests on.</summary>
internal sealed class Explanation(
    TrackerCatalog catalog,
    MarketSnapshot market,
    CandidateView second,
    IReadOnlyList<CandidateView> others,
    SecondCardValue value,
    ArmBuilder build,
    IReadOnlyList<Arm> arms,
    Arm chosen)
{
    private const double DaysPerYear = 365.25;

    private readonly string _currency = second.Price!.Price.Currency;
    private readonly double _now = build.Second.NetPresentValueNow;

    /// <summary>What is said where the second card cannot be valued at all.</summary>
    public static Verdict Undecided(CandidateView second, SecondCardValue value)
    {
        List<string> reasons = ["It cannot be decided yet:"];
        if (second.Price is null)
            reasons.Add($"no price of the {second.Name} is known by this date.");
        if (!(second.Added > 0))
            reasons.Add($"a second {second.Name} adds nothing to the workloads as they are configured.");
        if (value.Monthly is null)
            reasons.Add("no rental rate is known and no monthly_value is configured, so the use has no price.");
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
        };
    }

    public Verdict Write() => new()
    {
        Action = chosen.Action,
        Subject = chosen.Subject,
        Probability = Probability(),
        ExpectedGain = ToMoney(chosen.Value - BestOtherOf(chosen)).ToValue(),
        BreakEven = FindBreakEven(),
        Reasons = [.. Reasons().Take(3)],
        WhatWouldChangeIt = [.. Changes()],
        Arms = [.. arms.OrderByDescending(a => a.Value).Select(a => new ArmValue
        {
            Action = a.Action,
            Subject = a.Subject,
            Description = a.Description,
            NetPresentValue = ToMoney(a.Value).ToValue(),
        })],
    };

    // For waiting: that it beats buying now. For buying now: that the best wait does not.
    private double? Probability() => chosen.Action switch
    {
        VerdictAction.Wait => Math.Round(chosen.Outcome!.ProbabilityAbove(_now), 6),
        VerdictAction.BuySecondCard when BestWait() is { } wait => Math.Round(1 - wait.Outcome!.ProbabilityAbove(_now), 6),
        _ => null,
    };

    // Waiting and another card are measured against the second card; the second card and holding against the best of the rest.
    private double BestOtherOf(Arm arm) => arm.Action is VerdictAction.Wait or VerdictAction.BuyAlternative
        ? _now
        : arms.Where(a => a.Action != arm.Action).Max(a => a.Value);

    private Arm? BestWait() => arms.Where(a => a.Outcome is not null).MaxBy(a => a.Value);

    private BreakEven FindBreakEven()
    {
        double target = arms.Where(a => a.Action != VerdictAction.BuySecondCard).Max(a => a.Value);
        double price = build.Second.Purchase.BreakEvenPrice(build.Second.RegimeFrom(0), target);
        double monthly = build.BreakEvenMonthlyValue(target);
        CandidateView? awaited = others
            .Where(c => c.Arrival is not null)
            .Where(c => arms.Any(a => a.Action == VerdictAction.Wait && a.Subject == c.Id))
            .MaxBy(c => arms.First(a => a.Subject == c.Id).Value);
        double? latest = awaited is null ? null : build.LatestArrival(awaited);
        return new()
        {
            Date = latest is double years ? market.Date.AddDays((int)(years * DaysPerYear)) : null,
            Price = price > 0 ? ToMoney(price).ToValue() : null,
            MonthlyValue = monthly > 0 ? ToMoney(monthly).ToValue() : null,
        };
    }

    private IEnumerable<string> Reasons()
    {
        Money price = second.Price!.Price;
        Money monthly = value.Monthly!.Value;
        int months = catalog.Settings.Decision.HorizonMonths;
        yield return chosen.Action switch
        {
            VerdictAction.Wait =>
                $"Waiting ({chosen.Description}) is worth {ToMoney(chosen.Value - _now)} more than buying the second card now at {price}, better in {chosen.Outcome!.ProbabilityAbove(_now):P0} of cases.",
            VerdictAction.BuyAlternative =>
                $"One {Name(chosen.Subject!)} is worth {ToMoney(chosen.Value - _now)} more over {months} months than a second card at {price}.",
            VerdictAction.BuySecondCard =>
                $"At {price} the second card is worth {ToMoney(_now)} more than doing nothing over {months} months: its use is worth {monthly} a month ({UseBasis()}).",
            VerdictAction.Rent =>
                $"At {price} the second card does not earn its price in {months} months; renting costs no more than the use is worth ({monthly} a month).",
            _ =>
                $"At {price} the second card does not earn its price in {months} months: its use is worth {monthly} a month ({UseBasis()}), {ToMoney(-_now)} short.",
        };
        yield return BestRatio() is { } best
            ? $"Price per capability: the best alternative one can buy is the {best.View.Name} at {best.Ratio:0.00} times the second card's."
            : "Price per capability: no other card that one can buy, with a current price, adds to the workloads.";
        yield return $"The second card's price: {build.Second.Trend.Basis}; {second.Price.Basis}, as of {second.Price.ObservedAt:yyyy-MM-dd}.";
        if (chosen.Action != VerdictAction.Wait && BestWait() is { } wait)
            yield return $"The best wait ({wait.Description}) is worth {ToMoney(wait.Value - _now)} against buying now.";
    }

    private string UseBasis() => value.Rental is { } rental
        ? $"{catalog.Settings.Decision.HoursPerMonth:0} hours at {rental.Price} rental, {rental.Basis}"
        : "the owner's own figure";

    private (CandidateView View, decimal Ratio)? BestRatio()
    {
        decimal reference = second.PricePerCapability!.Value.Amount;
        (CandidateView View, decimal Ratio)[] ratios = [.. others
            .Where(c => c.IsAlternative)
            .Select(c => (c, c.PricePerCapability!.Value.Amount / reference))
            .OrderBy(c => c.Item2)];
        return ratios.Length > 0 ? ratios[0] : null;
    }

    private IEnumerable<string> Changes()
    {
        BreakEven breakEven = FindBreakEven();
        if (breakEven.Price is { } tip)
        {
            yield return chosen.Action == VerdictAction.BuySecondCard
                ? $"Above {Money.From(tip)} the second card is no longer the choice."
                : $"Below {Money.From(tip)} the second card becomes the choice.";
        }
        if (value.Rental is { } rental && breakEven.MonthlyValue is { } monthly)
        {
            decimal hours = Money.From(monthly).Amount / rental.Price.Amount;
            yield return $"The verdict tips at a worth of {Money.From(monthly)} a month, {hours:0} hours of use; {catalog.Settings.Decision.HoursPerMonth:0} are configured (decision.hours_per_month).";
        }
        if (breakEven.Date is DateOnly date)
            yield return $"Waiting for an announced card pays only for what arrives by {date:yyyy-MM-dd}.";
        foreach (CandidateView unpriced in others.Where(c => c.Gpu.Installable && c.Added > 0 && c.Price is null).OrderByDescending(c => c.Added).Take(3))
        {
            Money parity = Money.FromAmount(second.PricePerCapability!.Value.Amount * (decimal)unpriced.Added!.Value, _currency);
            yield return $"A price of the {unpriced.Name}: at {parity} it would match the second card's price per capability.";
        }
        CandidateView? subject = others.FirstOrDefault(c => c.Id == chosen.Subject);
        if (subject?.Stale.Count > 0)
            yield return $"Not certain of the {subject.Name}: {string.Join("; ", subject.Stale)}.";
        foreach (string assumption in value.Assumptions)
            yield return $"Assumed: {assumption}.";
        if (market.UnhealthySources.Count > 0)
            yield return $"Sources without news: {string.Join(", ", market.UnhealthySources)}.";
    }

    private string Name(string id) => catalog.Gpus[id].Name;

    private Money ToMoney(double amount) => Money.FromAmount(Math.Round((decimal)amount), _currency);
}
