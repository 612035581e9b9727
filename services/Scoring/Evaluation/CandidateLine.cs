using Tracker.Catalog.Units;
using Tracker.Contracts;
using Tracker.Scoring.Capability;
using Tracker.Scoring.Decision;
using Tracker.Scoring.Market;

namespace Tracker.Scoring.Evaluation;

/// <summary>Writes one candidate's line of the scoreboard.</summary>
internal static class CandidateLine
{

    public static CandidateScore Of(CandidateView view, CandidateView second, Capabilities capabilities, MarketSnapshot market, Choice? choice)
    {
        decimal? ratio = view.PricePerCapability is Money own && second.PricePerCapability is Money reference
            ? own.Amount / reference.Amount
            : null;
        bool isSecond = view.Id == second.Id;
        ArmOutcome? outcome = isSecond ? choice?.Simulation.Laggard : choice?.Simulation.Candidates.GetValueOrDefault(view.Id);
        WaitEstimate? estimate = outcome is null ? null : Estimate(outcome, second.Price!.Price.Currency, isSecond);
        return new()
        {
            Id = view.Id,
            Name = view.Name,
            Standing = view.Standing.Standing,
            Price = view.Price?.ToBasis(),
            Capability = view.Added is double added ? Round(added) : null,
            PricePerCapability = view.PricePerCapability?.ToValue(),
            RatioToSecondCard = ratio is decimal r ? Round((double)r) : null,
            PlainRatios = PlainRatios(view, capabilities),
            Arrival = view.Arrival?.ToEstimate(market.Date) ?? Never(view),
            Wait = view.IsAlternative && !isSecond ? null : estimate,
            BuyNow = view.IsAlternative && !isSecond ? estimate : null,
            ProbabilityCheaper = isSecond ? null : Cheaper(view, second),
            Stale = view.Stale,
            Notes = view.Notes,
        };
    }

    private static ArrivalEstimate? Never(CandidateView view) => view.Standing.Standing == Standing.Cancelled
        ? new() { P10 = null, P50 = null, P90 = null, Never = 1 }
        : null;

    // Of prices per capability on the day it can be bought.
    private static double? Cheaper(CandidateView view, CandidateView second)
    {
        if (view.PriceNow is not { } price || second.PriceNow is not { } reference || !(view.Added > 0) || !(second.Added > 0))
            return null;
        double years = view.Arrival?.Years(0) ?? 0;
        LogPrice own = new(price.Median / view.Added.Value, Math.Sqrt((price.Deviation * price.Deviation) + (view.SpecDeviation * view.SpecDeviation)));
        LogPrice other = new(
            reference.Median / second.Added.Value * Math.Exp(second.Trend.LogChange(years)),
            Math.Sqrt((reference.Deviation * reference.Deviation) + second.Trend.LogVariance(years)));
        return Round(view.RunsEngine * own.ProbabilityBelow(other));
    }

    private static WaitEstimate Estimate(ArmOutcome outcome, string currency, bool isSecond)
    {
        return new()
        {
            ProbabilityBetter = Round(outcome.ProbabilityBetter),
            StandardError = Round(outcome.ProbabilityError),
            ExpectedGain = Value(outcome.Gain),
            P5 = Value(outcome.GainP5),
            P50 = Value(outcome.GainP50),
            P95 = Value(outcome.GainP95),
            GainStandardError = Value(Math.Ceiling(outcome.GainError)),
            Evpi = Value(outcome.PerfectInformation),
            ShareBought = isSecond ? null : Round(outcome.ShareBought),
        };

        MoneyValue Value(double amount) => MoneyEstimate.Of(amount, currency).ToValue();
    }

    private static SortedDictionary<string, double> PlainRatios(CandidateView view, Capabilities capabilities)
    {
        GpuSpec spec = view.Gpu.Spec;
        double? price = view.Price is { } p ? (double)p.Price.Amount : null;
        SortedDictionary<string, double> ratios = new(StringComparer.Ordinal);
        Add("usd_per_gb", price / spec.MemoryGb);
        Add("usd_per_gb_per_s", price / spec.BandwidthGbPerS);
        Add("usd_per_tflop_bf16", price / spec.Bf16Tflops);
        Add("usd_per_tflop_fp8", price / spec.Fp8Tflops);
        Add("usd_per_tflop_fp4", price / spec.Fp4Tflops);
        Add("usd_per_tps", price / capabilities.FirstWorkloadSpeed(view.Id));
        Add("watts", spec.TdpWatts);
        return ratios;

        void Add(string name, double? ratio)
        {
            if (ratio is double known && double.IsFinite(known))
                ratios.Add(name.Replace("usd", view.Price?.Price.Currency.ToLowerInvariant() ?? "usd", StringComparison.Ordinal), Math.Round(known, 2));
        }
    }

    private static double Round(double value) => Math.Round(value, 6);
}
