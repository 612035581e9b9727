using Tracker.Catalog;
using Tracker.Catalog.Units;
using Tracker.Contracts;
using Tracker.Scoring.Capability;
using Tracker.Scoring.Decision;
using Tracker.Scoring.Market;

namespace Tracker.Scoring.Evaluation;

/// <summary>
/// Makes a scoreboard and a verdict from what was known by a moment. A pure function of its inputs: the same market,
/// configuration and fits give the same scoreboard.
/// </summary>
internal static class Evaluator
{
    public static Scoreboard Evaluate(TrackerCatalog catalog, MarketSnapshot market, FitEvaluated fits)
    {
        Capabilities capabilities = new(catalog.Settings, fits);
        CandidateBuilder builder = new(catalog, market, capabilities);
        CandidateView second = builder.Build(catalog.OwnedGpu, second: null);
        IReadOnlyList<CandidateView> others =
            [.. CandidateBuilder.KnownAt(catalog, market.Date).Where(g => g.Id != second.Id).Select(g => builder.Build(g, second.Price))];
        SecondCardValue value = SecondCardValue.Find(catalog, market);

        Decision decision = Decide(catalog, market, second, others, value);
        return new()
        {
            AsOf = market.AsOf,
            Owned = new()
            {
                Id = catalog.OwnedGpu.Id,
                Name = catalog.OwnedGpu.Name,
                Count = catalog.Settings.Owner.Count,
                Capability = Round(capabilities.Owned),
                Workloads = capabilities.DescribeOwned(),
            },
            SecondCard = new()
            {
                Price = second.Price?.ToBasis(),
                Capability = Round(second.Added ?? 0),
                PricePerCapability = second.PricePerCapability?.ToValue(),
                Rental = value.Rental?.ToBasis(),
                MonthlyValue = value.Monthly?.ToValue(),
            },
            Candidates = [.. others.Prepend(second)
                .Select(view => Line(view, second, capabilities, market, decision))
                .OrderBy(line => line.RatioToSecondCard ?? double.MaxValue)
                .ThenBy(line => line.Price is null)
                .ThenBy(line => line.Id, StringComparer.Ordinal)],
            Verdict = decision.Verdict,
        };
    }

    private static Decision Decide(
        TrackerCatalog catalog, MarketSnapshot market, CandidateView second, IReadOnlyList<CandidateView> others, SecondCardValue value)
    {
        if (second.Price is not { } price || !(second.Added > 0) || value.Monthly is not Money monthly)
            return new(Explanation.Undecided(second, value), null, new Dictionary<string, WaitOutcome>());

        PriceTrend trend = PriceTrend.Fit(
            market.Offers[second.Id], price.Condition, price.Price.Currency, market.AsOf,
            PriceTrend.Towards(price.Price, ListPrices.Latest(second.Gpu, market.Offers[second.Id], price.Price.Currency, market.Date), market.Date));
        ArmBuilder build = new(catalog, second, (double)monthly.Amount, trend);
        List<Arm> arms = [build.Hold, build.BuySecond(second), build.WaitForPrice(second)];
        foreach (CandidateView candidate in others.Where(c => c.Gpu.Installable && c.Added > 0 && c.Price is not null))
        {
            if (candidate.Arrival is not null)
                arms.Add(build.WaitFor(candidate));
            else if (candidate.IsAlternative)
                arms.Add(build.BuyAlternative(candidate));
        }
        Arm chosen = Decider.Choose(Eligible(arms, second, others), catalog.Settings.Decision, build.Second.Price, value.CappedByRental);
        return new(
            new Explanation(catalog, market, second, others, value, build, arms, chosen).Write(),
            build.Second.NetPresentValueNow,
            arms.Where(a => a.Outcome is not null).GroupBy(a => a.Subject!).ToDictionary(g => g.Key, g => g.First().Outcome!));
    }

    // Another card is chosen only where its price per capability is better too: a saving on power alone is no better card.
    private static IReadOnlyList<Arm> Eligible(IReadOnlyList<Arm> arms, CandidateView second, IReadOnlyList<CandidateView> others) =>
    [
        .. arms.Where(a => a.Action != VerdictAction.BuyAlternative
            || others.Single(c => c.Id == a.Subject).PricePerCapability < second.PricePerCapability),
    ];

    private static CandidateScore Line(
        CandidateView view, CandidateView second, Capabilities capabilities, MarketSnapshot market, Decision decision)
    {
        decimal? ratio = view.PricePerCapability is Money own && second.PricePerCapability is Money reference
            ? own.Amount / reference.Amount
            : null;
        WaitOutcome? outcome = decision.Outcomes.GetValueOrDefault(view.Id);
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
            Wait = outcome is not null && decision.SecondNow is double now
                ? Estimate(outcome, now, second.Price!.Price.Currency)
                : null,
            Stale = view.Stale,
            Notes = view.Notes,
        };
    }

    private static ArrivalEstimate? Never(CandidateView view) => view.Standing.Standing == Standing.Cancelled
        ? new() { P10 = null, P50 = null, P90 = null, Never = 1 }
        : null;

    private static WaitEstimate Estimate(WaitOutcome outcome, double now, string currency)
    {
        return new()
        {
            ProbabilityBetter = Round(outcome.ProbabilityAbove(now)),
            StandardError = null,
            ExpectedGain = Gain(outcome.Mean),
            P5 = Gain(outcome.Quantile(0.05)),
            P50 = Gain(outcome.Quantile(0.5)),
            P95 = Gain(outcome.Quantile(0.95)),
        };

        MoneyValue Gain(double value) => Money.FromAmount((decimal)(value - now), currency).ToValue();
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
            if (ratio is double known)
                ratios.Add(name.Replace("usd", view.Price?.Price.Currency.ToLowerInvariant() ?? "usd", StringComparison.Ordinal), Math.Round(known, 2));
        }
    }

    // Six decimals are more than any input is good for, and keep the document readable.
    private static double Round(double value) => Math.Round(value, 6);

    /// <summary>The verdict and what the scoreboard's lines need of it.</summary>
    private sealed record Decision(Verdict Verdict, double? SecondNow, IReadOnlyDictionary<string, WaitOutcome> Outcomes);
}
