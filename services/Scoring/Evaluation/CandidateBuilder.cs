using Tracker.Catalog;
using Tracker.Catalog.Gpus;
using Tracker.Catalog.Stacks;
using Tracker.Catalog.Units;
using Tracker.Contracts;
using Tracker.Scoring.Capability;
using Tracker.Scoring.Decision;
using Tracker.Scoring.Market;

namespace Tracker.Scoring.Evaluation;

/// <summary>Puts together what was known of a candidate by a date.</summary>
internal sealed class CandidateBuilder
{
    private const double SmallestGain = 1e-9;
    private const double DaysPerYear = 365.25;

    private readonly TrackerCatalog _catalog;
    private readonly MarketSnapshot _market;
    private readonly Capabilities _capabilities;
    private readonly PeerTrends _trends;
    private readonly PriceToday _prices;
    private readonly string _currency;
    private readonly string _engine;

    public CandidateBuilder(TrackerCatalog catalog, MarketSnapshot market, Capabilities capabilities)
    {
        _catalog = catalog;
        _market = market;
        _capabilities = capabilities;
        _trends = new(catalog, market);
        _prices = new(catalog, market);
        _currency = catalog.Settings.Owner.Currency;
        _engine = catalog.Settings.Owner.Engine;
    }

    /// <summary>The candidates known by the moment: what nobody had named yet is not there.</summary>
    public static IReadOnlyList<Gpu> KnownAt(TrackerCatalog catalog, DateOnly date) =>
        [.. catalog.Gpus.Values.Where(g => g.StandingAt(date) is not null).OrderBy(g => g.Id, StringComparer.Ordinal)];

    /// <param name="gpu">The candidate, known by the moment.</param>
    public CandidateView Build(Gpu gpu)
    {
        StandingChange standing = gpu.StandingAt(_market.Date)!;
        CandidateEvidence? evidence = _market.Evidence.GetValueOrDefault(gpu.Id);
        List<string> stale = [];
        List<string> notes = [];
        StreetPrice? price = FindPrice(gpu, standing, evidence, stale);
        double? added = FindAdded(gpu, notes, stale);
        Note(gpu, evidence, stale, notes);
        Arrival? arrival = FindArrival(gpu, standing, price is not null, evidence, stale);
        PriceTrend trend = _trends.Of(gpu, price);
        bool awaited = standing.Standing is Standing.Rumoured or Standing.Announced or Standing.Delayed;
        return new()
        {
            Gpu = gpu,
            Standing = standing,
            Price = price,
            PriceNow = price is null
                ? null
                : awaited ? PriceToday.AtLaunch(price, standing.Standing, evidence) : _prices.Of(gpu, price, trend, stale),
            Trend = trend,
            Added = added,
            Arrival = arrival,
            RunsEngine = RunsEngine(gpu),
            SpecDeviation = evidence?.SpecDeviation ?? SpecDeviation(standing.Standing),
            SuccessorAt = SuccessorAt(gpu),
            IsAlternative = price is not null && gpu.Installable && added > 0 && CanBeBought(standing.Standing, price),
            Stale = stale,
            Notes = notes,
        };
    }

    private void Note(Gpu gpu, CandidateEvidence? evidence, List<string> stale, List<string> notes)
    {
        foreach (string key in gpu.Unverified)
            stale.Add($"{key} is unverified");
        if (gpu.Confidence <= Confidence.Low)
            stale.Add($"its entry is of {gpu.Confidence.ToString().ToLowerInvariant()} confidence");
        if (_market.LeftAside.GetValueOrDefault(gpu.Id) is { } aside)
            stale.Add(aside);
        stale.AddRange(evidence?.Problems ?? []);
        if (!gpu.Installable)
            notes.Add(gpu.Class == GpuClass.Rack ? "sold as a rack only" : "a module for a server board, not a card");
    }

    // What is sold new by its maker, or second-hand by somebody who was seen to offer it.
    private bool CanBeBought(Standing standing, StreetPrice price) => standing switch
    {
        Standing.Launched => _market.AsOf - price.ObservedAt <= TimeSpan.FromDays(StreetPrice.OldestDays),
        Standing.Discontinued => !price.IsListOnly,
        _ => false,
    };

    private Arrival? FindArrival(Gpu gpu, StandingChange standing, bool priced, CandidateEvidence? evidence, List<string> stale)
    {
        if (standing.Standing is Standing.Rumoured or Standing.Announced or Standing.Delayed)
        {
            if ((evidence?.Arrives ?? standing.Arrives) is not DateRange range)
                stale.Add("no date was given");
            else if (range.To < _market.Date)
                stale.Add($"it was to come by {range.To:yyyy-MM-dd}, which has passed");
        }
        return Arrival.Find(standing, priced, _market.RumourSources.GetValueOrDefault(gpu.Id), _market.Date, evidence);
    }

    // A generation after it came out.
    private double? SuccessorAt(Gpu gpu) =>
        gpu.Timeline.FirstOrDefault(c => c.Standing == Standing.Launched && c.KnownFrom <= _market.Date)?.KnownFrom is DateOnly launched
            ? Resale.GenerationYears - ((_market.Date.DayNumber - launched.DayNumber) / DaysPerYear)
            : null;

    // MI325X: announced with 288 GB, shipped with 256.
    private static double SpecDeviation(Standing standing) => standing switch
    {
        Standing.Rumoured => 0.2,
        Standing.Announced or Standing.Delayed => 0.1,
        _ => 0,
    };

    // How often a statement of such a confidence is taken to hold. On the stack that the owner runs today there is no doubt.
    private double RunsEngine(Gpu gpu)
    {
        if (gpu.Spec.Stack == _catalog.OwnedGpu.Spec.Stack)
            return 1;
        return _catalog.Stacks[gpu.Spec.Stack].Support(_engine, _market.Date) is { Supported: true } support
            ? support.Confidence switch { Confidence.High => 0.95, Confidence.Medium => 0.65, Confidence.Low => 0.35, _ => 0.2 }
            : 0;
    }

    private StreetPrice? FindPrice(Gpu gpu, StandingChange standing, CandidateEvidence? evidence, List<string> stale)
    {
        bool published = gpu.ListPrice is { } entry && entry.Date <= _market.Date && entry.Price.Currency == _currency;
        if (StreetPrice.Find(_market.Offers[gpu.Id], PriceUnit.Each, _currency, _market.AsOf, published ? gpu.ListPrice!.Price : null) is { } street)
        {
            if (street.IsStaleAt(_market.AsOf))
                stale.Add($"the price is of {street.ObservedAt:yyyy-MM-dd}");
            if (street.Confidence <= Confidence.Low)
                stale.Add($"the price is of {street.Confidence.ToString().ToLowerInvariant()} confidence");
            if (street.Condition == ItemCondition.Unknown)
                stale.Add("the price does not say new or used");
            stale.AddRange(street.LeftAside);
            return street;
        }
        if (evidence?.Price is Money claimed && claimed.Currency == _currency && claimed.MinorUnits > 0)
            return Listed(claimed, "as claimed", _market.AsOf, gpu.Confidence, evidence.Sources);
        if (!published)
        {
            if (standing.Standing != Standing.Cancelled)
                stale.Add("no price is known");
            return null;
        }
        ListPrice list = gpu.ListPrice!;
        StreetPrice asListed = Listed(
            list.Price, $"list price of {list.Date:yyyy-MM-dd}; no offer was observed", new(list.Date, TimeOnly.MinValue, TimeSpan.Zero), gpu.Confidence, [list.Source ?? gpu.Source]);
        if (asListed.IsStaleAt(_market.AsOf))
            stale.Add($"the price is the list price of {list.Date:yyyy-MM-dd}");
        return asListed;
    }

    private static StreetPrice Listed(Money price, string basis, DateTimeOffset date, Confidence confidence, IReadOnlyList<string> sources) => new()
    {
        Price = price,
        Condition = ItemCondition.New,
        Basis = basis,
        ObservedAt = date,
        Confidence = confidence,
        Sources = sources,
        IsListOnly = true,
    };

    private double? FindAdded(Gpu gpu, List<string> notes, List<string> stale)
    {
        EngineSupport? support = _catalog.Stacks[gpu.Spec.Stack].Support(_engine, _market.Date);
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
        if (_capabilities.With(gpu.Id) is not double with)
        {
            stale.Add("its memory or bandwidth is unknown");
            return null;
        }
        double added = with - _capabilities.Owned;
        if (added < SmallestGain)
        {
            notes.Add("adds nothing to the workloads over what is owned");
            return 0;
        }
        if (_capabilities.NewlyPossible(gpu.Id) is { Count: > 0 } models)
            notes.Add($"makes possible: {string.Join(", ", models)}");
        return added;
    }
}
