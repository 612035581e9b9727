using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Catalog.Sources;
using Tracker.Contracts;

namespace Tracker.Collector.Tests;

/// <summary>Two hundred sources over ten hosts that answer anything, for ten minutes and more of the collector's time.</summary>
public sealed class ManySourcesTests : CollectorFixture
{
    private const int Hosts = 10;
    private const int SourcesPerHost = 20;
    private static readonly TimeSpan s_pace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(15);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sources_that_answer_anything_are_asked_at_their_pace_believed_only_in_answers_and_all_recover()
    {
        List<UnreliableHost> hosts = [];
        for (int i = 0; i < Hosts; i++)
            hosts.Add(await UnreliableHost.StartAsync(Time, seed: 4711 + i));
        SourceEntry[] sources = [.. hosts.SelectMany((host, h) => Enumerable.Range(0, SourcesPerHost).Select(i => Source($"s{h}-{i:00}", $"{host.Url}/{i}")))];
        MarketCollector collector = Host(scheduled: false, sources).Services.GetRequiredService<MarketCollector>();
        DateTimeOffset start = Time.GetUtcNow();

        while (Time.GetUtcNow() < start + TimeSpan.FromMinutes(10))
            await CollectAsync(collector);
        long unhealthy = Query<long>("SELECT count(*) FROM source_state WHERE healthy = 0")[0];
        Messages<SourceHealthChanged>().ShouldBeEmpty();
        Time.Advance(s_window);
        await CollectAsync(collector);

        hosts.ShouldAllBe(host => host.ShortestGap >= s_pace);
        unhealthy.ShouldBeGreaterThan(0);
        Messages<SourceHealthChanged>().ShouldHaveSingleItem();
        // Every row rests on a price that the source really showed; a non-answer leaves none.
        HashSet<string> shown = [.. hosts.SelectMany(host => host.Answers)];
        List<string> stored = Query<string>("SELECT url || ' ' || coalesce(amount_minor / 100, 'none') FROM offers UNION SELECT url || ' ' || amount_minor / 100 FROM quarantined_offers");
        stored.Count.ShouldBeGreaterThan(100);
        stored.ShouldAllBe(row => shown.Contains(row));

        hosts.ForEach(host => host.Reliable = true);
        Time.Advance(TimeSpan.FromHours(25));
        for (int round = 0; round < 5 && Unwell() > 0; round++)
            await CollectAsync(collector);
        Time.Advance(s_window);
        await CollectAsync(collector);

        Count("source_state").ShouldBe(sources.Length);
        Unwell().ShouldBe(0);
        hosts.ShouldAllBe(host => host.ShortestGap >= s_pace);
        List<string> messages = Messages<SourceHealthChanged>();
        messages.Count.ShouldBe(2);
        messages[1].ShouldContain("\"healthy\":true");
        messages[1].ShouldNotContain("\"healthy\":false");
        foreach (UnreliableHost host in hosts)
            await host.DisposeAsync();
    }

    private long Unwell() => Query<long>("SELECT count(*) FROM source_state WHERE healthy = 0 OR failures_in_row > 0")[0];

    private static SourceEntry Source(string id, string url) => TestCatalog.Source(id, SourceKind.Product, url) with
    {
        GpuId = TestCatalog.Pro,
        Schedule = new() { Every = TimeSpan.FromMinutes(1), Jitter = TimeSpan.Zero },
        Delay = s_pace,
        Timeout = TimeSpan.FromMilliseconds(500),
    };

    // The collector's clock runs on, in small steps, while it waits for its hosts' turns.
    private async Task CollectAsync(MarketCollector collector)
    {
        Task<CollectReport> round = collector.CollectDueAsync(null, s_window, Token);
        while (!round.IsCompleted)
        {
            // What hangs is given up by the real clock; the collector's stands still until then.
            if (UnreliableHost.Hanging == 0)
                Time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Delay(1, Token);
        }
        await round;
        Time.Advance(TimeSpan.FromSeconds(5));
    }

    private sealed class UnreliableHost : IAsyncDisposable
    {
        private readonly LoopbackSite _site;
        private readonly TimeProvider _time;
        private readonly Random _random;
        private readonly Lock _turn = new();
        private DateTimeOffset? _last;
        private static int s_hanging;

        private UnreliableHost(LoopbackSite site, TimeProvider time, int seed)
        {
            _site = site;
            _time = time;
            _random = new(seed);
            site.AnswersRobots = true;
            site.Answer = AnswerAsync;
        }

        public string Url => _site.Url;

        /// <summary>Requests that no host will answer.</summary>
        public static int Hanging => Volatile.Read(ref s_hanging);

        public bool Reliable { get; set; }

        /// <summary>Each address with a price that it showed.</summary>
        public ConcurrentBag<string> Answers { get; } = [];

        /// <summary>Between two requests.</summary>
        public TimeSpan ShortestGap { get; private set; } = TimeSpan.MaxValue;

        public static async Task<UnreliableHost> StartAsync(TimeProvider time, int seed) => new(await LoopbackSite.StartAsync(), time, seed);

        public ValueTask DisposeAsync() => _site.DisposeAsync();

        private async Task AnswerAsync(HttpContext context)
        {
            int die;
            lock (_turn)
            {
                DateTimeOffset now = _time.GetUtcNow();
                if (_last is DateTimeOffset last && now - last < ShortestGap)
                    ShortestGap = now - last;
                _last = now;
                die = Reliable ? 0 : _random.Next(100);
            }
            if (context.Request.Path == "/robots.txt")
                context.Response.StatusCode = 404;
            else
                await AnswerAsync(context, die);
        }

        private async Task AnswerAsync(HttpContext context, int die)
        {
            int price = 9000 + die;
            context.Response.ContentType = "text/html";
            switch (die)
            {
                case < 35:
                    context.Response.Headers.ETag = $"\"{price}\"";
                    Answers.Add($"{Url}{context.Request.Path} {price}");
                    await context.Response.WriteAsync(Page(price));
                    break;
                case < 40 when context.Request.Headers.IfNoneMatch.Count > 0:
                    context.Response.StatusCode = 304;
                    break;
                case < 55:
                    context.Response.StatusCode = 403;
                    await context.Response.WriteAsync(Page(1));
                    break;
                case < 65:
                    context.Response.StatusCode = 429;
                    context.Response.Headers.RetryAfter = "20";
                    break;
                case < 80:
                    context.Response.StatusCode = 500;
                    await context.Response.WriteAsync(Page(2));
                    break;
                case < 90:
                    await context.Response.WriteAsync("<title>Just a moment...</title>" + Page(3));
                    break;
                case < 99:
                    string page = Page(4);
                    context.Response.ContentLength = page.Length + 5000;
                    await context.Response.WriteAsync(page);
                    context.Abort();
                    break;
                default:
                    Interlocked.Increment(ref s_hanging);
                    await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                    Interlocked.Decrement(ref s_hanging);
                    break;
            }
        }

        private static string Page(int price) => string.Create(
            CultureInfo.InvariantCulture,
            $$"""<title>Card</title><script type="application/ld+json">{"@type":"Product","name":"RTX PRO 6000","sku":"card","offers":{"price":"{{price}}.00","priceCurrency":"USD","availability":"InStock"} }</script><p>in stock</p>""");
    }
}
