using Tracker.Catalog;
using Tracker.Catalog.Gpus;
using Tracker.Catalog.Models;
using Tracker.Catalog.Settings;
using Tracker.Catalog.Stacks;
using Tracker.Catalog.Units;
using Tracker.Contracts;
using Tracker.FitEngine;
using Tracker.Scoring.Capability;
using Tracker.Scoring.Evaluation;
using Tracker.Scoring.Market;
using static Tracker.Scoring.Tests.Market.OfferFactory;

namespace Tracker.Scoring.Tests.Evaluation;

/// <summary>A small invented world: cards, two models, an owner of one 96 GB card.</summary>
internal static class SampleMarket
{
    public const string Owned = "owned-96";

    public static TrackerCatalog Configuration(double hours = 200, params Gpu[] others) => new()
    {
        Folder = "/invented",
        Fingerprint = new string('0', 64),
        Settings = new()
        {
            Owner = new() { GpuId = Owned, Count = 1, Zone = TimeZoneInfo.Utc, Currency = "USD", Engine = "vllm", Utilization = 0.9 },
            Decision = new()
            {
                HorizonMonths = 48,
                HoursPerMonth = hours,
                DiscountPerYear = 0.05,
                Tax = 0,
                PowerPerKwh = null,
                MonthlyValue = null,
                WaitProbability = 0.7,
                WaitGain = Money.FromAmount(300, "USD"),
                WaitGainShare = 0.03,
            },
            Workloads =
            [
                new() { ModelId = "small", Weight = 0.5, Context = 8192, TargetTokensPerSecond = 30, TargetInstances = 2 },
                new() { ModelId = "large", Weight = 0.5, Context = 8192, TargetTokensPerSecond = 10, TargetInstances = 1 },
            ],
            Email = new() { Mode = EmailMode.Off, From = "a@b", To = [], Smtp = null },
            Webhooks = [],
            DigestCron = "0 0 8 ? * MON",
            HistoryFolder = "/invented",
        },
        Gpus = others.Prepend(Card(Owned)).ToDictionary(g => g.Id),
        Models = new[] { Model("small", 30), Model("large", 70) }.ToDictionary(m => m.Id),
        Sources = new Dictionary<string, Tracker.Catalog.Sources.SourceEntry>(),
        Stacks = new[]
        {
            Stack("cuda", supported: true), Stack("other", supported: true), Stack("foreign", supported: false),
            new SoftwareStack { Id = "unheard", Name = "unheard", Engines = [] },
        }.ToDictionary(s => s.Id),
    };

    public static Gpu Card(
        string id,
        double memory = 96,
        double? bandwidth = 1792,
        string stack = "cuda",
        GpuClass kind = GpuClass.Workstation,
        params StandingChange[] timeline) => new()
        {
            Spec = new()
            {
                Id = id,
                Name = $"Invented {id}",
                Stack = stack,
                ComputeCapability = stack == "cuda" ? "12.0" : null,
                MemoryGb = memory,
                MemoryClass = MemoryClass.Gddr,
                BandwidthGbPerS = bandwidth,
                Bf16Tflops = 500,
                TdpWatts = 600,
                LinkGbPerS = 64,
                NativeDtypes = ["BF16", "FP8"],
            },
            Vendor = "Invented",
            Class = kind,
            Aliases = [],
            ExcludingWords = [],
            Mpns = [],
            Gtins = [],
            Timeline = timeline is { Length: > 0 } ? timeline : [new() { KnownFrom = null, Standing = Standing.Launched }],
            RentalPeers = [],
            Source = "invented",
            Confidence = Confidence.High,
            Unverified = [],
        };

    public static MarketSnapshot Snapshot(string asOf, params Offer[] offers) => new()
    {
        AsOf = Day(asOf),
        Offers = offers.Where(o => o.ObservedAt <= Day(asOf)).OrderBy(o => o.ObservedAt).ToLookup(o => o.GpuId),
        RumourSources = new Dictionary<string, int>(),
        UnhealthySources = [],
    };

    /// <summary>The owned card at a price and a rental rate.</summary>
    public static Offer[] OwnedAt(string date, decimal price, decimal rental = 1.80m) =>
        [Offer(date, price, gpu: Owned), Offer(date, rental, "Cloud", unit: PriceUnit.Hour, gpu: Owned)];

    public static Scoreboard Evaluate(TrackerCatalog catalog, MarketSnapshot market, StandingAnswer? standing = null) => Evaluator.Evaluate(
        catalog, market, FitCalculator.Evaluate(CapabilityCase.Ask(catalog, CandidateBuilder.KnownAt(catalog, market.Date))), standing);

    private static ModelEntry Model(string id, long billions) => new()
    {
        Spec = new()
        {
            Id = id,
            Name = id,
            TotalParams = billions * 1_000_000_000,
            ActiveParams = billions * 1_000_000_000,
            Layers = 64,
            HiddenSize = 8192,
            AttentionHeads = 64,
            KvHeads = 8,
            HeadDim = 128,
            VocabSize = 128_000,
            NativeDtype = "BF16",
            MaxContext = 131_072,
            Attention = AttentionKind.Full,
        },
        Aliases = [],
        Source = "invented",
        Confidence = Confidence.High,
        Unverified = [],
    };

    private static SoftwareStack Stack(string id, bool supported) => new()
    {
        Id = id,
        Name = id,
        Engines = [new() { Engine = "vllm", Supported = supported, Source = "invented", Confidence = Confidence.High }],
    };
}
