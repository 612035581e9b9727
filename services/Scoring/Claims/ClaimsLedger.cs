using Tracker.Catalog;
using Tracker.Catalog.Gpus;
using Tracker.Catalog.Units;
using Tracker.Contracts;
using Tracker.Scoring.Backtest.Measures;
using Tracker.Scoring.Market;

namespace Tracker.Scoring.Claims;

/// <summary>
/// Every claim as a prediction with its source and a probability, and what became of it by a date. A pure function: only
/// what was known by the date counts, and a source's record at the time of a claim holds what was decided by then.
/// </summary>
internal sealed class ClaimsLedger
{
    private const double DistinctPrice = 0.10;
    private const decimal LargestPrice = 100_000_000;

    private readonly List<Entry> _entries = [];
    private readonly List<string> _problems = [];
    private readonly Dictionary<(string Source, ClaimAspect Aspect), SourceRecord> _records = [];

    private ClaimsLedger()
    {
    }

    /// <summary>The claims that count, oldest first.</summary>
    public IReadOnlyList<Entry> Entries => _entries;

    /// <summary>The record of each source in each aspect by the date.</summary>
    public IReadOnlyDictionary<(string Source, ClaimAspect Aspect), SourceRecord> Records => _records;

    /// <summary>Keeps the ledger.</summary>
    /// <param name="claims">Claims known by the date, oldest first.</param>
    /// <param name="facts">Fact rows known by the date.</param>
    /// <param name="catalog">What happened to the cards.</param>
    /// <param name="offers">What they cost, known by the date.</param>
    /// <param name="asOf">The date.</param>
    public static ClaimsLedger Keep(
        IEnumerable<Claim> claims, IReadOnlyList<ResolutionFact> facts, TrackerCatalog catalog, ILookup<string, Offer> offers, DateOnly asOf)
    {
        ClaimsLedger ledger = new();
        foreach (IGrouping<string, Claim> card in claims.Where(c => catalog.Gpus.ContainsKey(c.GpuId)).GroupBy(c => c.GpuId))
            ledger.AddCard(catalog.Gpus[card.Key], [.. card], [.. facts.Where(f => f.GpuId == card.Key)], offers[card.Key], asOf);
        ledger._entries.Sort((a, b) => (a.Claim.KnownAt, a.Claim.Id).CompareTo((b.Claim.KnownAt, b.Claim.Id)));
        ledger.KeepRecords();
        return ledger;
    }

    /// <summary>Probability that a claim comes true: its source's record by the date.</summary>
    public double Weight(Claim claim) => _records[(claim.Source, claim.Aspect)].Mean;

    /// <summary>Probability that what a claim's source says is coming comes.</summary>
    public double WeightOfExistence(Claim claim) =>
        (_records.GetValueOrDefault((claim.Source, ClaimAspect.Existence)) ?? SourceRecord.Prior(claim.Source, ClaimAspect.Existence, claim.Trust, claim.IsRumour)).Mean;

    /// <summary>The ledger as documents show it.</summary>
    public ClaimsSummary Summarise()
    {
        Entry[] open = [.. _entries.Where(e => e.Resolution.Outcome == ClaimOutcome.Open)];
        Entry[] decided = [.. _entries.Where(e => e.IsDecided)];
        return new()
        {
            Open =
            [
                .. open.OrderBy(e => e.Claim.GpuId, StringComparer.Ordinal).ThenBy(e => e.Claim.Kind).ThenBy(e => e.Claim.KnownAt).Select(e => new OpenClaim
                {
                    Gpu = e.Claim.GpuId,
                    Kind = ClaimRules.Name(e.Claim.Kind),
                    Says = Says(e.Claim),
                    Source = e.Claim.Source,
                    Date = e.Claim.Day,
                    Weight = Round(Weight(e.Claim)),
                    Awaits = e.Resolution.Reason,
                    ContradictedBy = [.. open.Where(o => Contradict(e.Claim, o.Claim)).Select(o => o.Claim.Source).Distinct().Order(StringComparer.Ordinal)],
                    Sentence = e.Claim.Sentence,
                }),
            ],
            Resolved =
            [
                .. decided.OrderByDescending(e => e.Resolution.DecidedOn).ThenBy(e => e.Claim.Id).Select(e => new ResolvedClaim
                {
                    Gpu = e.Claim.GpuId,
                    Kind = ClaimRules.Name(e.Claim.Kind),
                    Says = Says(e.Claim),
                    Source = e.Claim.Source,
                    Date = e.Claim.Day,
                    CameTrue = e.Resolution.Outcome == ClaimOutcome.True,
                    DecidedOn = e.Resolution.DecidedOn!.Value,
                    Because = e.Resolution.Reason,
                    Stated = Round(e.Stated),
                }),
            ],
            Sources =
            [
                .. _records.Values.OrderByDescending(r => r.Hits + r.Misses).ThenByDescending(r => r.Mean).ThenBy(r => r.Source, StringComparer.Ordinal).ThenBy(r => r.Aspect).Select(r => new ClaimSource
                {
                    Name = r.Source,
                    Aspect = r.Aspect.ToString().ToLowerInvariant(),
                    CameTrue = r.Hits,
                    CameFalse = r.Misses,
                    Open = open.Count(e => e.Claim.Source == r.Source && e.Claim.Aspect == r.Aspect),
                    Weight = Round(r.Mean),
                }),
            ],
            Brier = Brier.Of([.. decided.Select(e => new Stated(e.Stated, e.Resolution.Outcome == ClaimOutcome.True))]) is { } brier ? Round(brier.Score) : null,
            Problems = _problems,
        };
    }

    private void AddCard(Gpu gpu, IReadOnlyList<Claim> claims, IReadOnlyList<ResolutionFact> facts, IEnumerable<Offer> offers, DateOnly asOf)
    {
        CardHistory card = new(gpu, offers, asOf);
        HashSet<object> seen = [];
        List<Claim> kept = [];
        foreach (Claim claim in claims)
        {
            // What can be bought already is reported, not predicted; “soon” says nothing that could be wrong.
            if (card.LaunchedOn <= claim.Day || claim is { Kind: ClaimKind.Date, Dates: null })
                continue;
            if (WhyNot(claim) is string reason)
            {
                _problems.Add($"{gpu.Id}, {claim.Source}, {claim.Day:yyyy-MM-dd}: {reason}: “{claim.Sentence}”");
                continue;
            }
            // A copy of a story, and a source that repeats itself, say nothing new.
            bool copied = !seen.Add((claim.OriginId, claim.Kind, Says(claim)));
            bool repeated = !seen.Add((claim.Source, claim.Kind, Says(claim)));
            if (copied || repeated)
                continue;
            _entries.Add(new(claim, ClaimRules.Resolve(claim, card, kept, facts, asOf)));
            kept.Add(claim);
        }
    }

    // Each claim is stated with what was decided of its source's claims on the day it was made.
    private void KeepRecords()
    {
        foreach (IGrouping<(string Source, ClaimAspect Aspect), Entry> source in _entries.GroupBy(e => (e.Claim.Source, e.Claim.Aspect)))
        {
            Claim first = source.First().Claim;
            SourceRecord prior = SourceRecord.Prior(source.Key.Source, source.Key.Aspect, source.Min(e => e.Claim.Trust), first.IsRumour);
            Entry[] decided = [.. source.Where(e => e.IsDecided).OrderBy(e => e.Resolution.DecidedOn)];
            foreach (Entry entry in source)
                entry.Stated = decided.Where(d => d.Resolution.DecidedOn <= entry.Claim.Day).Aggregate(prior, Count).Mean;
            _records.Add(source.Key, decided.Aggregate(prior, Count));
        }

        static SourceRecord Count(SourceRecord record, Entry entry) => record.With(entry.Resolution.Outcome == ClaimOutcome.True);
    }

    private static string? WhyNot(Claim claim) => claim switch
    {
        { Kind: ClaimKind.Price, Price: null } => "a price without an amount",
        { Kind: ClaimKind.Price, Price: { } price } when price.Amount is < 1 or > LargestPrice => $"{price} is no price of a card",
        { Kind: ClaimKind.Memory or ClaimKind.Bandwidth or ClaimKind.Compute or ClaimKind.Power, Value: not (> 0 and < 1e9) } => "a measure that cannot be",
        { Dates: DateRange dates } when dates.To < claim.Day => $"it names {dates}, which was over when it was said",
        _ => null,
    };

    /// <summary>Whether two claims on one card, of different sources, cannot both be true.</summary>
    public static bool Contradict(Claim a, Claim b)
    {
        if (a.GpuId != b.GpuId || a.Source == b.Source)
            return false;
        if (a.Kind != b.Kind)
            return (a.Kind == ClaimKind.Cancelled) != (b.Kind == ClaimKind.Cancelled);
        return a.Kind switch
        {
            ClaimKind.Date or ClaimKind.Delayed => a.Dates is { } first && b.Dates is { } second && (first.To < second.From || second.To < first.From),
            ClaimKind.Price => a.Price!.Value.Currency == b.Price!.Value.Currency && Differ((double)a.Price.Value.Amount, (double)b.Price.Value.Amount, DistinctPrice),
            ClaimKind.Compute => a.Qualifier is not null && a.Qualifier == b.Qualifier && Differ(a.Value!.Value, b.Value!.Value, DistinctPrice),
            ClaimKind.Memory or ClaimKind.Bandwidth or ClaimKind.Power => Differ(a.Value!.Value, b.Value!.Value, DistinctPrice),
            _ => false,
        };
    }

    private static bool Differ(double a, double b, double share) => Math.Abs(a - b) > share * Math.Max(a, b);

    /// <summary>What is claimed, in short.</summary>
    public static string Says(Claim claim) => claim switch
    {
        { Price: Money price } => price.ToString(),
        { Value: double value } => string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{value:#,0.###} {ClaimRules.Unit(claim.Kind)}{(claim.Qualifier is { } q ? $" ({q})" : "")}"),
        { Kind: ClaimKind.Delayed, Dates: DateRange dates } => $"delayed to {dates}",
        { Dates: DateRange dates } => claim.Qualifier is { } stage ? $"{stage} {dates}" : dates.ToString(),
        { Kind: ClaimKind.Exists } => "it comes",
        { Kind: ClaimKind.Launched } => "it is to be had",
        _ => ClaimRules.Name(claim.Kind),
    };

    private static double Round(double value) => Math.Round(value, 6);

    /// <summary>A claim with what became of it.</summary>
    internal sealed class Entry(Claim claim, Resolution resolution)
    {
        public Claim Claim => claim;

        public Resolution Resolution => resolution;

        /// <summary>Probability by its source's record when it was made.</summary>
        public double Stated { get; set; }

        public bool IsDecided => resolution.Outcome is ClaimOutcome.True or ClaimOutcome.False;
    }
}
