using System.Globalization;
using Tracker.Catalog.Units;
using Tracker.Contracts;

namespace Tracker.Scoring.Claims;

/// <summary>
/// Decides claims by what happened. A claim on when something comes is right where it came by the end of the time named; a
/// figure is right where the card that came has it, within what rounding and variants explain.
/// </summary>
internal static class ClaimRules
{
    /// <summary>A launch price within this share of the claimed one is that price.</summary>
    private const decimal PriceTolerance = 0.10m;

    private static readonly Dictionary<ClaimKind, double> s_tolerances = new()
    {
        [ClaimKind.Memory] = 0.02,
        [ClaimKind.Bandwidth] = 0.05,
        [ClaimKind.Compute] = 0.10,
        [ClaimKind.Power] = 0.10,
    };

    /// <summary>What became of a claim by a day.</summary>
    /// <param name="claim">A claim of before the card's launch.</param>
    /// <param name="card">What happened to the card by then.</param>
    /// <param name="earlier">Earlier claims on the same card.</param>
    /// <param name="facts">Fact rows on the card, known by then.</param>
    /// <param name="asOf">The day.</param>
    public static Resolution Resolve(Claim claim, CardHistory card, IEnumerable<Claim> earlier, IEnumerable<ResolutionFact> facts, DateOnly asOf)
    {
        if (facts.Where(f => f.Kind == claim.Kind && f.KnownAt >= claim.KnownAt).MinBy(f => f.KnownAt) is { } fact)
            return Resolution.Decide(fact.IsTrue, DateOnly.FromDateTime(fact.KnownAt.UtcDateTime), $"by a fact row: {fact.Reason}");
        return claim.Kind switch
        {
            ClaimKind.Exists or ClaimKind.Launched => Comes(card),
            ClaimKind.Cancelled => Cancelled(card),
            ClaimKind.Date when claim.Qualifier is { } stage => Resolution.Open($"a fact row on its {stage}: nobody can buy it by that"),
            ClaimKind.Date => ComesBy(claim.Dates!.Value, card, asOf),
            ClaimKind.Delayed => Delayed(claim, card, earlier, asOf),
            ClaimKind.Price => Costs(claim.Price!.Value, card),
            _ => Has(claim, card),
        };
    }

    private static Resolution Comes(CardHistory card) => card switch
    {
        { LaunchedOn: DateOnly launched } => Resolution.Decide(true, launched, $"it came on {launched:yyyy-MM-dd}"),
        { CancelledOn: DateOnly cancelled } => Resolution.Decide(false, cancelled, $"it was cancelled on {cancelled:yyyy-MM-dd}"),
        _ => Resolution.Open("it has neither come nor been cancelled"),
    };

    private static Resolution Cancelled(CardHistory card) => Comes(card) is { Outcome: not ClaimOutcome.Open } comes
        ? comes with { Outcome = comes.Outcome == ClaimOutcome.True ? ClaimOutcome.False : ClaimOutcome.True }
        : Comes(card);

    private static Resolution ComesBy(DateRange window, CardHistory card, DateOnly asOf) => card switch
    {
        { LaunchedOn: DateOnly launched } when launched <= window.To => Resolution.Decide(true, launched, $"it came on {launched:yyyy-MM-dd}"),
        { LaunchedOn: DateOnly launched } => Resolution.Decide(false, window.To.AddDays(1), $"it came on {launched:yyyy-MM-dd}, after {window.To:yyyy-MM-dd}"),
        { CancelledOn: DateOnly cancelled } => Resolution.Decide(false, cancelled < window.To ? cancelled : window.To.AddDays(1), $"it was cancelled on {cancelled:yyyy-MM-dd}"),
        _ when asOf > window.To => Resolution.Decide(false, window.To.AddDays(1), $"{window.To:yyyy-MM-dd} passed without it"),
        _ => Resolution.Open($"it is due by {window.To:yyyy-MM-dd}"),
    };

    // With a new date it stands or falls with that; without one it is right where the date before it passed.
    private static Resolution Delayed(Claim claim, CardHistory card, IEnumerable<Claim> earlier, DateOnly asOf)
    {
        if (claim.Dates is DateRange window)
            return ComesBy(window, card, asOf);
        if (earlier.LastOrDefault(c => c is { Kind: ClaimKind.Date or ClaimKind.Delayed, Dates: not null }) is not { Dates: DateRange before })
            return Resolution.Open("no date was given that could pass");
        Resolution kept = ComesBy(before, card, asOf);
        return kept.Outcome == ClaimOutcome.Open
            ? kept
            : Resolution.Decide(kept.Outcome == ClaimOutcome.False, kept.DecidedOn!.Value, kept.Reason);
    }

    private static Resolution Costs(Money claimed, CardHistory card)
    {
        if (card.FirstPrice is not (Money price, DateOnly known))
            return NotYet(card, "what it costs at its launch is not known");
        if (price.Currency != claimed.Currency)
            return Resolution.Open($"its first price is known in {price.Currency} only");
        bool near = Math.Abs(price.Amount - claimed.Amount) <= PriceTolerance * claimed.Amount;
        return Resolution.Decide(near, known, $"its first price was {price}, claimed were {claimed}");
    }

    private static Resolution Has(Claim claim, CardHistory card)
    {
        if (Measure(claim, card.Gpu.Spec) is not double actual)
            return NotYet(card, $"its {Name(claim.Kind)} is not known");
        if (card.LaunchedOn is not DateOnly launched)
            return NotYet(card, "it has not come");
        bool near = Math.Abs(actual - claim.Value!.Value) <= s_tolerances[claim.Kind] * actual;
        return Resolution.Decide(near, launched, string.Create(
            CultureInfo.InvariantCulture, $"it came with {actual:0.###} {Unit(claim.Kind)}, claimed were {claim.Value:0.###}"));
    }

    private static Resolution NotYet(CardHistory card, string awaited) => card.CancelledOn is DateOnly cancelled
        ? Resolution.Void(cancelled, $"it was cancelled on {cancelled:yyyy-MM-dd}")
        : Resolution.Open(awaited);

    // Peaks of different number formats, dense or sparse, do not compare: only what the claim names is looked up.
    private static double? Measure(Claim claim, GpuSpec spec)
    {
        return claim.Kind switch
        {
            ClaimKind.Memory => spec.MemoryGb,
            ClaimKind.Bandwidth => spec.BandwidthGbPerS,
            ClaimKind.Power => spec.TdpWatts,
            ClaimKind.Compute when Says("sparse") => null,
            ClaimKind.Compute when Says("fp4") => spec.Fp4Tflops,
            ClaimKind.Compute when Says("fp8") => spec.Fp8Tflops,
            ClaimKind.Compute when Says("16") => spec.Bf16Tflops,
            ClaimKind.Compute when Says("int8") => spec.Int8Tops,
            _ => null,
        };

        bool Says(string word) => claim.Qualifier?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;
    }

    /// <summary>The kind as documents write it.</summary>
    public static string Name(ClaimKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The unit of a measure; empty for claims without one.</summary>
    public static string Unit(ClaimKind kind) => kind switch
    {
        ClaimKind.Memory => "GB",
        ClaimKind.Bandwidth => "GB/s",
        ClaimKind.Compute => "TFLOPS",
        ClaimKind.Power => "W",
        _ => "",
    };
}
