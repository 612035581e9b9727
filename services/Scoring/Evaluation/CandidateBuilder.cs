using Tracker.Catalog;
using Tracker.Catalog.Gpus;
using Tracker.Catalog.Stacks;
using Tracker.Contracts;
using Tracker.Scoring.Capability;
using Tracker.Scoring.Decision;
using Tracker.Scoring.Market;

namespace Tracker.Scoring.Evaluation;

/// <summary>Puts together what was known of a candidate by a date.</summary>
internal sealed class CandidateBuilder(TrackerCatalog catalog, MarketSnapshot market, Capabilities capabilities)
{
    private const double SmallestGain = 1e-9;

    /// <summary>A price may be older than the second card's by this and still be compared with it: prices of different regimes say nothing of each other.</summary>
    private static readonly TimeSpan s_sameTime = TimeSpan.FromDays(30);

    private readonly string _currency = catalog.Settings.Owner.Currency;
    private readonly string _engine = catalog.Settings.Owner.Engine;

    /// <summary>The candidates known by the moment: what nobody had named yet is not there.</summary>
    public static IReadOnlyList<Gpu> KnownAt(TrackerCatalog catalog, DateOnly date) =>
        [.. catalog.Gpus.Values.Where(g => g.StandingAt(date) is not null).OrderBy(g => g.Id, StringComparer.Ordinal)];

    /// <param name="gpu">The candidate, known by the moment.</param>
    /// <param name="second">The second card's price; null where the candidate is the second card, or that has none.</param>
    public CandidateView Build(Gpu gpu, StreetPrice? second)
    {
        StandingChange standing = gpu.StandingAt(market.Date)!;
        List<string> stale = [];
        List<string> notes = [];
        StreetPrice? price = FindPrice(gpu, standing, stale);
        double? added = FindAdded(gpu, notes, stale);
        foreach (string key in gpu.Unverified)
            stale.Add($"{key} is unverified");
        if (gpu.Confidence <= Confidence.Low)
            stale.Add($"its entry is of {gpu.Confidence.ToString().ToLowerInvariant()} confidence");
        if (!gpu.Installable)
            notes.Add(gpu.Class == GpuClass.Rack ? "sold as a rack only" : "a module for a server board, not a card");
        int rumours = market.RumourSources.GetValueOrDefault(gpu.Id);
        Arrival? arrival = Arrival.Find(standing, price is not null, rumours, market.Date);
        if (standing.Arrives is null && (standing.Standing is Standing.Rumoured or Standing.Announced or Standing.Delayed))
            stale.Add("no date was given");
        bool sameTime = price is not null && !price.IsStaleAt(market.AsOf) && (second is null || price.ObservedAt >= second.ObservedAt - s_sameTime);
        if (price is not null && second is not null && !sameTime && !price.IsStaleAt(market.AsOf))
            stale.Add($"the price is of {price.ObservedAt:yyyy-MM-dd}, too old beside the second card's of {second.ObservedAt:yyyy-MM-dd}");
        return new()
        {
            Gpu = gpu,
            Standing = standing,
            Price = price,
            Added = added,
            Arrival = arrival,
            IsAlternative = sameTime && gpu.Installable && added > 0 && (standing.Standing is Standing.Launched or Standing.Discontinued),
            Stale = stale,
            Notes = notes,
        };
    }

    private StreetPrice? FindPrice(Gpu gpu, StandingChange standing, List<string> stale)
    {
        if (StreetPrice.Find(market.Offers[gpu.Id], PriceUnit.Each, _currency, market.AsOf) is { } street)
        {
            if (street.IsStaleAt(market.AsOf))
                stale.Add($"the price is of {street.ObservedAt:yyyy-MM-dd}");
            if (street.Confidence <= Confidence.Low)
                stale.Add($"the price is of {street.Confidence.ToString().ToLowerInvariant()} confidence");
            if (street.Condition == ItemCondition.Unknown)
                stale.Add("the price does not say new or used");
            return street;
        }
        if (gpu.ListPrice is not { } list || list.Date > market.Date || list.Price.Currency != _currency)
        {
            if (standing.Standing != Standing.Cancelled)
                stale.Add("no price is known");
            return null;
        }
        StreetPrice asListed = new()
        {
            Price = list.Price,
            Condition = ItemCondition.New,
            Basis = $"list price of {list.Date:yyyy-MM-dd}; no offer was observed",
            ObservedAt = new DateTimeOffset(list.Date, TimeOnly.MinValue, TimeSpan.Zero),
            Confidence = gpu.Confidence,
            Sources = [list.Source ?? gpu.Source],
        };
        if (asListed.IsStaleAt(market.AsOf))
            stale.Add($"the price is the list price of {list.Date:yyyy-MM-dd}");
        return asListed;
    }

    private double? FindAdded(Gpu gpu, List<string> notes, List<string> stale)
    {
        EngineSupport? support = catalog.Stacks[gpu.Spec.Stack].Support(_engine, market.Date);
        if (support is null)
        {
            stale.Add($"whether {_engine} runs on {gpu.Spec.Stack} is unknown");
            return null;
        }
        if (!support.Supported)
        {
            notes.Add($"{_engine} does not run on {gpu.Spec.Stack}: it adds nothing to the owner's engine");
            return 0;
        }
        if (support.Confidence < Confidence.High)
            stale.Add($"that {_engine} runs on {gpu.Spec.Stack} is of {support.Confidence.ToString().ToLowerInvariant()} confidence");
        if (capabilities.With(gpu.Id) is not double with)
        {
            stale.Add("its memory or bandwidth is unknown");
            return null;
        }
        double added = with - capabilities.Owned;
        if (added < SmallestGain)
        {
            notes.Add("adds nothing to the workloads over what is owned");
            return 0;
        }
        if (capabilities.NewlyPossible(gpu.Id) is { Count: > 0 } models)
            notes.Add($"makes possible: {string.Join(", ", models)}");
        return added;
    }
}
