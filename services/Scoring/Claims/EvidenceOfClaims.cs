using Tracker.Catalog;
using Tracker.Catalog.Gpus;
using Tracker.Scoring.Decision;

namespace Tracker.Scoring.Claims;

/// <summary>
/// What the open claims add to the entries of the catalogue. An entry is somebody's considered reading of the news of its
/// time, so that only claims of after it change its date and its price.
/// </summary>
internal sealed class EvidenceOfClaims(ClaimsLedger ledger, TrackerCatalog catalog, DateOnly asOf)
{
    /// <summary>Several independent rumours are worth at least this much: the decision model's even chance.</summary>
    private const double NeverBySeveral = 0.5;

    /// <summary>By candidate; those without open claims are left out.</summary>
    public IReadOnlyDictionary<string, CandidateEvidence> ByCandidate() => ledger.Entries
        .Where(e => e.Resolution.Outcome == ClaimOutcome.Open)
        .Select(e => e.Claim)
        .GroupBy(c => c.GpuId)
        .ToDictionary(card => card.Key, card => Of(catalog.Gpus[card.Key], [.. card]), StringComparer.Ordinal);

    private CandidateEvidence Of(Gpu gpu, IReadOnlyList<Claim> open)
    {
        DateOnly entry = gpu.StandingAt(asOf)?.KnownFrom ?? DateOnly.MinValue;
        Claim? date = Weightiest(open.Where(c => c is { Aspect: ClaimAspect.Dates, Dates: not null, Qualifier: null } && c.Day > entry));
        Claim? price = Weightiest(open.Where(c => c.Kind == ClaimKind.Price
            && c.Price!.Value.Currency == catalog.Settings.Owner.Currency
            && c.Day > (gpu.ListPrice?.Date ?? DateOnly.MinValue)));
        return new()
        {
            Never = Never(open),
            Arrives = date?.Dates,
            Price = price?.Price,
            Problems = [.. Contradictions(open)],
            Sources = [.. new[] { date, price }.OfType<Claim>().Select(Cite).Distinct()],
        };
    }

    private Claim? Weightiest(IEnumerable<Claim> claims) => claims.OrderByDescending(ledger.Weight).ThenByDescending(c => c.KnownAt).FirstOrDefault();

    // Where its maker has spoken, the standing says how sure it is. Of rumours alone: that all who say so are wrong, or that
    // who says it is cancelled is right.
    private double? Never(IReadOnlyList<Claim> open)
    {
        if (open.Any(c => !c.IsRumour))
            return null;
        double[] coming = [.. open.Where(c => c.Kind is not (ClaimKind.Cancelled or ClaimKind.Delayed)).DistinctBy(c => c.Source).Select(ledger.WeightOfExistence)];
        if (coming.Length == 0)
            return null;
        double allWrong = coming.Aggregate(1.0, (never, weight) => never * (1 - weight));
        double never = coming.Length > 1 ? Math.Min(NeverBySeveral, allWrong) : allWrong;
        return open.Where(c => c.Kind == ClaimKind.Cancelled).DistinctBy(c => c.Source)
            .Aggregate(never, (sum, cancelled) => 1 - ((1 - sum) * (1 - ledger.Weight(cancelled))));
    }

    private static IEnumerable<string> Contradictions(IReadOnlyList<Claim> open)
    {
        for (int i = 0; i < open.Count; i++)
        {
            foreach (Claim other in open.Skip(i + 1).Where(o => ClaimsLedger.Contradict(open[i], o)))
                yield return $"{open[i].Source} and {other.Source} contradict each other: {ClaimsLedger.Says(open[i])}, {ClaimsLedger.Says(other)}";
        }
    }

    private string Cite(Claim claim) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{claim.Source}, {claim.Day:yyyy-MM-dd}, weight {ledger.Weight(claim):0.00}: {claim.Sentence}");
}
