using Tracker.Catalog;
using Tracker.Catalog.Gpus;
using Tracker.Catalog.Settings;
using Tracker.Catalog.Sources;
using Tracker.Catalog.Units;
using Tracker.Contracts;

namespace Tracker.Notifier.Tests.Support;

/// <summary>Invented data: names of real products, figures of nobody.</summary>
internal static class Invented
{
    public const string OwnedId = "rtx-pro-6000-blackwell";
    public const string CandidateId = "mi350p";

    public static readonly DateTimeOffset Now = new(2026, 11, 18, 10, 0, 0, TimeSpan.Zero);

    public static TrackerCatalog Catalog(EmailSettings? email = null, params WebhookSettings[] webhooks) => new()
    {
        Folder = "/nowhere",
        Fingerprint = "invented",
        Settings = new()
        {
            Owner = new()
            {
                GpuId = OwnedId,
                Count = 1,
                Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"),
                Currency = "USD",
                Engine = "vllm",
                Utilization = null,
            },
            Decision = new()
            {
                HorizonMonths = 48,
                HoursPerMonth = 200,
                DiscountPerYear = 0.05,
                Tax = 0,
                PowerPerKwh = null,
                MonthlyValue = null,
                WaitProbability = 0.7,
                WaitGain = Money.FromAmount(300, "USD"),
                WaitGainShare = 0.03,
            },
            Workloads = [],
            Email = email ?? new() { Mode = EmailMode.Pickup, From = "GPU Tracker <tracker@example.org>", To = ["owner@example.org"], Smtp = null },
            Webhooks = webhooks,
            DigestCron = "0 0 8 ? * MON",
            HistoryFolder = "/nowhere",
        },
        Gpus = new[]
        {
            Gpu(OwnedId, "NVIDIA RTX PRO 6000 Blackwell Workstation Edition", "NVIDIA", "Blackwell GB202"),
            Gpu(CandidateId, "AMD Instinct MI350P", "AMD", "CDNA 4", "Instinct MI350P", "MI350P"),
        }.ToDictionary(g => g.Id),
        Models = new Dictionary<string, Tracker.Catalog.Models.ModelEntry>(),
        Sources = new[] { Source("shop"), Source("news") }.ToDictionary(s => s.Id),
        Stacks = new Dictionary<string, Tracker.Catalog.Stacks.SoftwareStack>(),
    };

    public static Scoreboard Scoreboard(
        VerdictAction action = VerdictAction.Wait, string? subject = CandidateId, double probability = 0.74, string gain = "2310.40") => new()
        {
            AsOf = Now,
            Owned = new() { Id = OwnedId, Name = "NVIDIA RTX PRO 6000 Blackwell Workstation Edition", Count = 1, Capability = 0.61, Workloads = [] },
            SecondCard = new()
            {
                Price = Price("8449.99", Confidence.High),
                Capability = 0.22,
                PricePerCapability = Usd("38409.05"),
                Rental = Price("1.80", Confidence.Medium),
                MonthlyValue = Usd("240.00"),
            },
            Candidates =
            [
                Candidate(CandidateId, "AMD Instinct MI350P", Standing.Announced, "12900.00", 0.41, 0.82, Confidence.Unverified),
                Candidate("rtx-pro-5000", "NVIDIA RTX PRO 5000 Blackwell 72GB", Standing.Launched, "5199.00", 0.12, 1.13, Confidence.Medium),
                Candidate("m5-ultra", "Apple M5 Ultra (Mac Studio, 256 GB)", Standing.Rumoured, null, null, null, Confidence.Low) with
                {
                    Stale = ["no price is known", "bandwidth is unverified"],
                },
            ],
            Verdict = new()
            {
                Action = action,
                Subject = subject,
                Probability = probability,
                ExpectedGain = Usd(gain),
                BreakEven = new() { Date = new(2027, 2, 14), Price = Usd("6900.00"), MonthlyValue = Usd("310.00") },
                Reasons = ["It adds 0.41 for $12,900 where a second card adds 0.22 for $8,449.99.", "It is expected in 2027-02, inside the horizon."],
                WhatWouldChangeIt = ["A second card below $6,900.", "The MI350P above $15,400 or later than 2027-02."],
                Arms =
                [
                    new() { Action = VerdictAction.Wait, Subject = CandidateId, Description = "Wait for the AMD Instinct MI350P", NetPresentValue = Usd("3120.00") },
                    new() { Action = VerdictAction.BuySecondCard, Subject = OwnedId, Description = "Buy a second card now", NetPresentValue = Usd("809.60") },
                    new() { Action = VerdictAction.Hold, Subject = null, Description = "Do nothing", NetPresentValue = Usd("0.00") },
                ],
            },
        };

    public static CandidateScore Candidate(
        string id, string name, Standing standing, string? price, double? capability, double? ratio, Confidence confidence) => new()
        {
            Id = id,
            Name = name,
            Standing = standing,
            Price = price is null ? null : Price(price, confidence),
            Capability = capability,
            PricePerCapability = null,
            RatioToSecondCard = ratio,
            PlainRatios = new Dictionary<string, double>(),
            Arrival = standing is Standing.Announced or Standing.Rumoured
                ? new() { P10 = new(2026, 12, 20), P50 = new(2027, 2, 1), P90 = new(2027, 8, 1), Never = 0.05 }
                : null,
            Wait = null,
            Stale = [],
            Notes = [],
        };

    public static PriceBasis Price(string amount, Confidence confidence) => new()
    {
        Amount = amount,
        Currency = "USD",
        Basis = "invented for a test",
        ObservedAt = Now.AddDays(-3),
        Confidence = confidence,
        Sources = ["invented"],
    };

    public static MoneyValue Usd(string amount) => new() { Amount = amount, Currency = "USD" };

    public static Gpu Gpu(string id, string name, string vendor, string architecture, params string[] aliases) => new()
    {
        Spec = new() { Id = id, Name = name, Stack = "cuda", MemoryGb = 96, BandwidthGbPerS = 1792 },
        Vendor = vendor,
        Class = GpuClass.Workstation,
        Architecture = architecture,
        Aliases = aliases,
        ExcludingWords = [],
        Mpns = [],
        Gtins = [],
        Timeline = [new() { KnownFrom = null, Standing = Standing.Launched }],
        RentalPeers = [],
        Source = "invented for a test",
        Confidence = Confidence.High,
        Unverified = [],
    };

    private static SourceEntry Source(string id) => new()
    {
        Id = id,
        Kind = SourceKind.Feed,
        Url = "https://example.org/" + id,
        Enabled = true,
        Schedule = new() { Every = TimeSpan.FromHours(1), Jitter = TimeSpan.Zero },
        Venue = $"Invented {id}",
        Trust = Confidence.Medium,
        Condition = ItemCondition.New,
        Unit = PriceUnit.Each,
        WatchWords = [],
        AllowPrivate = false,
        Delay = TimeSpan.Zero,
        Timeout = TimeSpan.FromSeconds(10),
    };
}
