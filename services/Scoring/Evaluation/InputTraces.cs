using Tracker.Catalog;
using Tracker.Catalog.Settings;
using Tracker.Catalog.Units;
using Tracker.Contracts;
using Tracker.Scoring.Market;

namespace Tracker.Scoring.Evaluation;

/// <summary>Lists everything that an answer rests on, with its sources and dates.</summary>
internal sealed class InputTraces(TrackerCatalog catalog, MarketSnapshot market, CandidateView second, SecondCardValue value)
{
    private const string Model = "docs/decisions/0025-simulate-the-decision.md";
    private const double DaysPerYear = 365.25;

    /// <param name="others">The other cards that the answer speaks of.</param>
    public IReadOnlyList<InputTrace> List(IEnumerable<CandidateView> others)
    {
        List<InputTrace> inputs = [.. OfCard(second, "second_card"), .. OfUse(), .. Settings()];
        foreach (CandidateView other in others)
            inputs.AddRange(OfCard(other, other.Id));
        return inputs;
    }

    private IEnumerable<InputTrace> OfCard(CandidateView card, string id)
    {
        string whose = card == second ? "the second card's" : $"the {card.Name}'s";
        yield return card.Price is { } price
            ? new()
            {
                Id = $"{id}.price",
                Name = $"{whose} price",
                Value = price.Price.ToString(),
                Basis = Today(card) is { } today ? $"{price.Basis}; {today}" : price.Basis,
                ObservedAt = price.ObservedAt,
                State = StateOf(price),
                Sources = price.Sources,
            }
            : Missing($"{id}.price", $"{whose} price", "no offer was observed and no list price published");
        yield return new()
        {
            Id = $"{id}.trend",
            Name = $"{whose} price forecast",
            Value = $"{PriceTrend.Percent(Math.Exp(card.Trend.Drift) - 1)} a year ± {card.Trend.Volatility * 100:0}%, t with {card.Trend.Freedom:0} degrees of freedom",
            Basis = card.Trend.Basis,
            ObservedAt = card.Price?.ObservedAt,
            State = card.Trend.Basis.Contains("own history", StringComparison.Ordinal) ? "known" : "assumed",
            Sources = [$"monthly street prices recorded by {market.AsOf:yyyy-MM-dd}"],
        };
        yield return card.Added is double added
            ? new()
            {
                Id = $"{id}.capability",
                Name = $"what {(card == second ? "a second card" : $"the {card.Name}")} adds",
                Value = $"{added:0.000} of 1",
                Basis = $"fit engine: utility of what is owned with it, less that of what is owned, over {catalog.Settings.Workloads.Count} workloads of tracker.yaml",
                ObservedAt = null,
                State = card.Gpu.Unverified.Any(key => key != "price" && key != "timeline") || card.Gpu.Confidence <= Confidence.Low ? "unverified" : "known",
                Sources = [$"gpus/{card.Id}.yaml: {card.Gpu.Source}", .. Engine(card)],
            }
            : Missing($"{id}.capability", $"what the {card.Name} adds", string.Join("; ", card.Stale));
        if (card.RunsEngine < 1)
        {
            yield return new()
            {
                Id = $"{id}.engine",
                Name = $"that {catalog.Settings.Owner.Engine} runs on {whose} stack",
                Value = $"{card.RunsEngine:0%} sure",
                Basis = "by the confidence of the statement: high 95%, medium 65%, low 35%, unverified 20%",
                ObservedAt = null,
                State = "assumed",
                Sources = [.. Engine(card)],
            };
        }
        if (card.Arrival is { } arrival)
        {
            yield return new()
            {
                Id = $"{id}.arrival",
                Name = $"when the {card.Name} arrives",
                Value = $"{market.Date.AddDays((int)(arrival.Years(0) * DaysPerYear)):yyyy-MM-dd} (median), {arrival.Never:0%} never",
                Basis = $"promised lead {arrival.Lead * 12:0.0} months, times a slip of median 1.2 and P90 2.0",
                ObservedAt = card.Standing.KnownFrom is DateOnly known ? new(known, TimeOnly.MinValue, TimeSpan.Zero) : null,
                State = card.Gpu.Unverified.Contains("timeline") ? "unverified" : "known",
                Sources = [card.Standing.Source ?? card.Gpu.Source, .. market.Evidence.GetValueOrDefault(card.Id)?.Sources ?? []],
            };
        }
    }

    private IEnumerable<InputTrace> OfUse()
    {
        yield return value.Rental is { } rental
            ? new()
            {
                Id = "rental",
                Name = "the hourly rental",
                Value = rental.Price.ToString(),
                Basis = rental.Basis,
                ObservedAt = rental.ObservedAt,
                State = value.RentalOfPeer ? "assumed" : StateOf(rental),
                Sources = rental.Sources,
            }
            : Missing("rental", "the hourly rental", "no rate of the card or a peer is known");
        if (value.Monthly is Money monthly)
        {
            yield return new()
            {
                Id = "monthly_value",
                Name = "what the second card is worth a month",
                Value = monthly.ToString(),
                Basis = catalog.Settings.Decision.MonthlyValue is null ? "hours of use times the hourly rental" : value.CappedByRental ? "the owner's own figure, capped by what renting costs" : "the owner's own figure",
                ObservedAt = null,
                State = catalog.Settings.Decision.MonthlyValue is null ? "assumed" : "setting",
                Sources = ["tracker.yaml: decision.hours_per_month, decision.monthly_value"],
            };
        }
    }

    private IEnumerable<InputTrace> Settings()
    {
        DecisionSettings decision = catalog.Settings.Decision;
        yield return Setting("hours", "hours of use a month", $"{decision.HoursPerMonth:0}", "hours_per_month");
        yield return Setting("horizon", "the horizon", $"{decision.HorizonMonths} months", "horizon_months");
        yield return Setting("discount", "the discount rate", $"{decision.DiscountPerYear:0.0%} a year", "discount_per_year");
        yield return Setting("tax", "tax on a purchase", $"{decision.Tax:0%}", "tax");
        yield return Setting("power", "the price of power", decision.PowerPerKwh is { } power ? $"{power} a kWh" : "left out", "power_per_kwh");
        yield return new()
        {
            Id = "resale",
            Name = "what used cards fetch",
            Value = "75% after a year, 12% a year less after, a fifth less once a successor ships",
            Basis = "a usual decline of used cards; scaled by the price regime, a rise not counted",
            ObservedAt = null,
            State = "assumed",
            Sources = [Model],
        };
    }

    private static InputTrace Setting(string id, string name, string text, string key) => new()
    {
        Id = id,
        Name = name,
        Value = text,
        Basis = $"decision.{key}",
        ObservedAt = null,
        State = "setting",
        Sources = ["tracker.yaml"],
    };

    private static InputTrace Missing(string id, string name, string why) => new()
    {
        Id = id,
        Name = name,
        Value = "unknown",
        Basis = why,
        ObservedAt = null,
        State = "missing",
        Sources = [],
    };

    private string StateOf(StreetPrice price) =>
        price.IsStaleAt(market.AsOf) ? "old" : price.Confidence <= Confidence.Low ? "unverified" : "known";

    private static string? Today(CandidateView card) => card.PriceNow is { } now && card.Price is { } price && now.Deviation >= 0.02
        ? $"taken as {Money.FromAmount(Math.Round((decimal)now.Median), price.Price.Currency)} ± {now.Deviation * 100:0}%"
        : null;

    private IEnumerable<string> Engine(CandidateView card) =>
        catalog.Stacks[card.Gpu.Spec.Stack].Support(catalog.Settings.Owner.Engine, market.Date) is { } support
            ? [$"stacks.yaml, {card.Gpu.Spec.Stack}: {support.Source} ({support.Confidence.ToString().ToLowerInvariant()} confidence)"]
            : [];
}
