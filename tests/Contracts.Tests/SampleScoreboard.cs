namespace Tracker.Contracts.Tests;

/// <summary>A scoreboard with every property given.</summary>
internal static class SampleScoreboard
{
    private static readonly DateTimeOffset s_moment = new(2026, 7, 1, 14, 30, 0, TimeSpan.FromHours(2));

    public static Scoreboard Instance { get; } = new()
    {
        AsOf = s_moment,
        Owned = new()
        {
            Id = "rtx-pro-6000-blackwell",
            Name = "NVIDIA RTX PRO 6000 Blackwell Workstation Edition",
            Count = 1,
            Capability = 0.62,
            Workloads = [new() { Model = "qwen3-30b-a3b", Weight = 0.3, Utility = 0.5, Reason = "1 of 2 instances" }],
        },
        SecondCard = new()
        {
            Price = Price("12490.00"),
            Capability = 0.21,
            PricePerCapability = Usd("59476.19"),
            Rental = Price("1.80"),
            MonthlyValue = Usd("360.00"),
            Forecast = new()
            {
                DriftPerYear = 0.12,
                VolatilityPerYear = 0.31,
                EffectiveYears = 1.8,
                DegreesOfFreedom = 9.5,
                Basis = "14 months of its own history",
                Fan = [new() { Months = 12, P10 = Usd("9100.00"), P50 = Usd("13600.00"), P90 = Usd("20300.00") }],
                Record = [new() { Month = new(2026, 8, 1), Price = Usd("15900.00") }],
            },
        },
        Candidates =
        [
            new()
            {
                Id = "mi350p",
                Name = "AMD Instinct MI350P",
                Standing = Standing.Announced,
                Price = Price("11000.00"),
                Capability = 0.24,
                PricePerCapability = Usd("45833.33"),
                RatioToSecondCard = 0.77,
                PlainRatios = new Dictionary<string, double> { ["usd_per_gb"] = 76.39, ["watts"] = 600 },
                Arrival = new() { P10 = new(2026, 9, 1), P50 = new(2026, 12, 15), P90 = new(2027, 6, 30), Never = 0.05 },
                Wait = new()
                {
                    ProbabilityBetter = 0.74,
                    StandardError = 0.004,
                    ExpectedGain = Usd("2310.00"),
                    P5 = Usd("-1200.00"),
                    P50 = Usd("2250.00"),
                    P95 = Usd("5900.00"),
                    GainStandardError = Usd("21.00"),
                    Evpi = Usd("410.00"),
                    ShareBought = 0.71,
                },
                BuyNow = new()
                {
                    ProbabilityBetter = 0.61,
                    StandardError = 0.003,
                    ExpectedGain = Usd("900.00"),
                    P5 = Usd("-2200.00"),
                    P50 = Usd("850.00"),
                    P95 = Usd("4100.00"),
                    GainStandardError = Usd("14.00"),
                    Evpi = Usd("520.00"),
                    ShareBought = 1,
                },
                ProbabilityCheaper = 0.82,
                Stale = ["price is 9 days old"],
                Notes = ["runs vLLM on ROCm"],
            },
        ],
        Verdict = new()
        {
            Action = VerdictAction.Wait,
            Subject = "mi350p",
            Probability = 0.74,
            ExpectedGain = Usd("2310.00"),
            BreakEven = new() { Date = new(2027, 2, 1), Price = Usd("9800.00"), MonthlyValue = Usd("520.00") },
            Reasons = ["it adds 0.24 for $11,000, the second card 0.21 for $12,490"],
            WhatWouldChangeIt = ["the second card at $9,800 or less"],
            Arms = [new() { Action = VerdictAction.BuySecondCard, Subject = "rtx-pro-6000-blackwell", Description = "buy it now", NetPresentValue = Usd("4100.00"), StandardError = Usd("17.00"), ProbabilityBetter = 0.26 }],
            ReasonInputs = [["mi350p.price"]],
            Rival = "buy a second card now",
            Evpi = Usd("410.00"),
            Tornado =
            [
                new()
                {
                    Input = "mi350p.price",
                    Name = "the price of the AMD Instinct MI350P",
                    Low = "8,000",
                    High = "15,100",
                    GainAtLow = Usd("4800.00"),
                    GainAtHigh = Usd("-900.00"),
                    ActionAtLow = VerdictAction.Wait,
                    SubjectAtLow = "mi350p",
                    ActionAtHigh = VerdictAction.BuySecondCard,
                    SubjectAtHigh = "rtx-pro-6000-blackwell",
                    ValueOfInformation = Usd("120.00"),
                },
            ],
            Inputs =
            [
                new()
                {
                    Id = "mi350p.price",
                    Name = "the AMD Instinct MI350P's price",
                    Value = "$11,000",
                    Basis = "list price of 2026-06-30; no offer was observed",
                    ObservedAt = s_moment,
                    State = "known",
                    Sources = ["amd.com"],
                },
            ],
            CrossChecks = ["a purchase that can wait for ever should be worth 1.8 times its price"],
            Scenarios = 20_000,
        },
        Claims = new()
        {
            Open =
            [
                new()
                {
                    Gpu = "mi350p",
                    Kind = "date",
                    Says = "2026-07-01 to 2026-12-31",
                    Source = "AMD",
                    Date = new(2026, 5, 7),
                    Weight = 0.75,
                    Awaits = "it is due by 2026-12-31",
                    ContradictedBy = ["an analyst"],
                    Sentence = "It ships in the second half of 2026.",
                },
            ],
            Resolved =
            [
                new()
                {
                    Gpu = "mi325x",
                    Kind = "memory",
                    Says = "288 GB",
                    Source = "AMD",
                    Date = new(2024, 6, 30),
                    CameTrue = false,
                    DecidedOn = new(2024, 10, 10),
                    Because = "it came with 256 GB, claimed were 288",
                    Stated = 0.8,
                },
            ],
            Sources = [new() { Name = "AMD", Aspect = "dates", CameTrue = 2, CameFalse = 1, Open = 1, Weight = 0.75 }],
            Brier = 0.25,
            Problems = ["mi350p, a paper, 2026-05-08: it names 2025, which was over when it was said: “It came in 2025.”"],
        },
    };

    private static MoneyValue Usd(string amount) => new() { Amount = amount, Currency = "USD" };

    private static PriceBasis Price(string amount) => new()
    {
        Amount = amount,
        Currency = "USD",
        Basis = "median of 5 offers over 14 days",
        ObservedAt = s_moment,
        Confidence = Confidence.Medium,
        Sources = ["nvidia-marketplace-rtx-pro-6000", "prices.csv"],
    };
}
