using Tracker.Catalog;
using Tracker.Catalog.Gpus;
using Tracker.Catalog.Settings;
using Tracker.Catalog.Sources;
using Tracker.Catalog.Units;
using Tracker.Contracts;

namespace Tracker.Collector.Tests;

/// <summary>A small configuration made in code.</summary>
internal static class TestCatalog
{
    public const string Pro = "rtx-pro-6000-blackwell";

    public static TrackerCatalog Create(string folder = "/nowhere", params SourceEntry[] sources) => new()
    {
        Folder = folder,
        Fingerprint = "test",
        Settings = Settings(Path.Combine(folder, "history")),
        Gpus = s_gpus.ToDictionary(g => g.Id),
        Models = new Dictionary<string, Tracker.Catalog.Models.ModelEntry>(),
        Sources = sources.ToDictionary(s => s.Id),
        Stacks = new Dictionary<string, Tracker.Catalog.Stacks.SoftwareStack>(),
    };

    public static SourceEntry Source(string id, SourceKind kind, string url) => new()
    {
        Id = id,
        Kind = kind,
        Url = url,
        Enabled = true,
        Schedule = new() { Every = TimeSpan.FromHours(24), Jitter = TimeSpan.Zero },
        Venue = "Example Shop",
        Trust = Confidence.Medium,
        Condition = ItemCondition.New,
        Unit = PriceUnit.Each,
        WatchWords = [],
        AllowPrivate = true,
        Delay = TimeSpan.Zero,
        Timeout = TimeSpan.FromSeconds(20),
    };

    private static readonly Gpu[] s_gpus =
    [
        Card(Pro, ["RTX PRO 6000 Blackwell Workstation Edition", "RTX PRO 6000 Blackwell", "RTX PRO 6000"], ["Max-Q", "Server Edition"], ["900-5G144-2500-000"]),
        Card("rtx-pro-6000-blackwell-max-q", ["RTX PRO 6000 Blackwell Max-Q Workstation Edition", "RTX PRO 6000 Blackwell Max-Q", "RTX PRO 6000 Max-Q"], [], []),
        Card("rtx-pro-6000-blackwell-server", ["RTX PRO 6000 Blackwell Server Edition", "RTX PRO 6000 Server"], [], []),
        Card("rtx-6000-ada", ["RTX 6000 Ada Generation", "RTX 6000 Ada"], [], []),
        Card("rtx-a6000", ["RTX A6000", "A6000"], [], []),
        Card("geforce-rtx-3090", ["GeForce RTX 3090", "RTX 3090"], [], []),
        Card("geforce-rtx-5090", ["GeForce RTX 5090", "RTX 5090"], [], []),
        Card("mi350p", ["Instinct MI350P", "MI350P"], [], []) with { Gtins = ["0012345678905"] },
        Card("dgx-spark", ["DGX Spark", "NVIDIA GB10"], ["DGX Station"], []) with { Class = GpuClass.Unified },
    ];

    private static Gpu Card(string id, string[] aliases, string[] excluding, string[] mpns) => new()
    {
        Spec = new() { Id = id, Name = $"Maker {aliases[0]}", Stack = "cuda" },
        Vendor = "Maker",
        Class = GpuClass.Workstation,
        Aliases = aliases,
        ExcludingWords = excluding,
        Mpns = mpns,
        Gtins = [],
        Timeline = [],
        RentalPeers = [],
        Source = "test",
        Confidence = Confidence.High,
        Unverified = [],
    };

    private static TrackerSettings Settings(string history) => new()
    {
        Owner = new() { GpuId = Pro, Count = 1, Zone = TimeZoneInfo.Utc, Currency = "USD", Engine = "vllm", Utilization = null, Contact = new("https://owner.example/about") },
        Decision = new()
        {
            HorizonMonths = 48,
            HoursPerMonth = 100,
            DiscountPerYear = 0.05,
            Tax = 0,
            PowerPerKwh = null,
            MonthlyValue = null,
            WaitProbability = 0.7,
            WaitGain = new Money(30000, "USD"),
            WaitGainShare = 0.03,
        },
        Workloads = [],
        Email = new() { Mode = EmailMode.Off, From = "a@example.org", To = [], Smtp = null },
        Webhooks = [],
        DigestCron = "0 0 8 ? * MON",
        HistoryFolder = history,
    };
}
