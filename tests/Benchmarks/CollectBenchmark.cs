using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tracker.Catalog;
using Tracker.Catalog.Sources;
using Tracker.Collector;
using Tracker.Contracts;
using Tracker.Hosting;
using IHost = Microsoft.Extensions.Hosting.IHost;

namespace Tracker.Benchmarks;

/// <summary>
/// One cycle over 300 invented product pages of 280 kB on loopback, cold (all new) and unchanged (all 304), against the
/// loop that one would write by hand: HttpClient, AngleSharp, the price out of the JSON-LD, one page after another. The
/// collector also obeys robots.txt, checks what each page is, matches the card and commits what it read.
/// </summary>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Monitoring, warmupCount: 2, iterationCount: 6, invocationCount: 1)]
public class CollectBenchmark
{
    private const int Pages = 300;
    private const int Cycles = 20;

    private PageServer _site = null!;
    private HttpClient _client = null!;
    private ServiceProvider _clients = null!;
    private string _folder = "";
    private IHost _host = null!;
    private MarketCollector _collector = null!;
    private Clock _clock = null!;

    [GlobalSetup]
    public void Start()
    {
        _site = PageServer.StartAsync(Pages).GetAwaiter().GetResult();
        _clients = new ServiceCollection().AddHttpClient().BuildServiceProvider();
        _client = _clients.GetRequiredService<IHttpClientFactory>().CreateClient();
    }

    [GlobalCleanup]
    public void Stop()
    {
        _client.Dispose();
        _clients.Dispose();
        _site.DisposeAsync().AsTask().Wait();
    }

    [IterationSetup(Targets = [nameof(CollectCold), nameof(TwentyCycles)])]
    public void Empty()
    {
        Forget();
        _folder = Directory.CreateTempSubdirectory("collect").FullName;
        TrackerCatalog shipped = CatalogLoader.Load(Path.Combine(Repository.Folder, "deploy", "config")).Catalog!;
        TrackerCatalog catalog = shipped with { Sources = Enumerable.Range(0, Pages).Select(Source).ToDictionary(s => s.Id) };
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.AddTracker(catalog, new TrackerPaths(_folder), [Roles.Collector], HostMode.Command, roles => roles.AddCollector());
        _clock = new();
        builder.Services.AddSingleton<TimeProvider>(_clock);
        _host = builder.Build();
        _collector = _host.Services.GetRequiredService<MarketCollector>();
    }

    [IterationSetup(Target = nameof(CollectUnchanged))]
    public void Filled()
    {
        Empty();
        Collect();
        _clock.Advance(TimeSpan.FromHours(1));
    }

    [IterationCleanup(Targets = [nameof(CollectCold), nameof(CollectUnchanged), nameof(TwentyCycles)])]
    public void Forget()
    {
        if (_folder.Length == 0)
            return;
        (_host as IAsyncDisposable)!.DisposeAsync().AsTask().Wait();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        _folder = "";
    }

    [Benchmark(Baseline = true)]
    public async Task<int> SequentialLoop()
    {
        int prices = 0;
        for (int i = 0; i < Pages; i++)
        {
            string html = await _client.GetStringAsync(_site.Page(i));
            using IHtmlDocument page = new HtmlParser().ParseDocument(html);
            string json = page.QuerySelector("script[type='application/ld+json']")!.TextContent;
            using System.Text.Json.JsonDocument product = System.Text.Json.JsonDocument.Parse(json);
            prices += product.RootElement.GetProperty("offers").GetProperty("price").GetString()!.Length > 0 ? 1 : 0;
        }
        return prices == Pages ? prices : throw new InvalidOperationException($"{prices} prices");
    }

    [Benchmark]
    public int CollectCold() => Collect(expectedNew: Pages);

    [Benchmark]
    public int CollectUnchanged() => Collect(expectedNew: 0);

    /// <summary>Twenty cycles, the first cold; what they hold afterwards over what the first held is printed.</summary>
    [Benchmark]
    public long TwentyCycles()
    {
        long first = 0;
        for (int i = 0; i < Cycles; i++)
        {
            Collect();
            _clock.Advance(TimeSpan.FromHours(1));
            if (i == 0)
                first = GC.GetTotalMemory(forceFullCollection: true);
        }
        long grown = GC.GetTotalMemory(forceFullCollection: true) - first;
        Console.WriteLine($"// memory after the first cycle {first / 1024:N0} KiB, grown by {grown / 1024:N0} KiB over {Cycles - 1} more");
        return grown;
    }

    private int Collect(int? expectedNew = null)
    {
        CollectReport report = _collector.CollectDueAsync(null, CancellationToken.None).GetAwaiter().GetResult();
        int added = report.Sources.Sum(s => s.NewObservations);
        if (report.Sources.Count != Pages || report.Sources.FirstOrDefault(s => s.Problem is not null) is not null || (expectedNew is int expected && added != expected))
            throw new InvalidOperationException($"{report.Sources.Count} sources, {added} new, {report.Sources.FirstOrDefault(s => s.Problem is not null)}");
        return added;
    }

    private SourceEntry Source(int i) => new()
    {
        Id = $"shop-{i:000}",
        Kind = SourceKind.Product,
        Url = _site.Page(i),
        Enabled = true,
        Schedule = new() { Every = TimeSpan.FromMinutes(30), Jitter = TimeSpan.Zero },
        GpuId = "rtx-pro-6000-blackwell",
        Venue = "Invented Shop",
        Trust = Confidence.Medium,
        Condition = ItemCondition.New,
        Unit = PriceUnit.Each,
        WatchWords = [],
        AllowPrivate = true,
        Delay = TimeSpan.Zero,
        Timeout = TimeSpan.FromSeconds(20),
    };

    // The real clock, moved on between cycles so that all sources are due again.
    private sealed class Clock : TimeProvider
    {
        private TimeSpan _ahead;

        public void Advance(TimeSpan by) => _ahead += by;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;
    }
}
