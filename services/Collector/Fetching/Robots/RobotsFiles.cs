using System.Collections.Concurrent;
using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;

namespace Tracker.Collector.Fetching.Robots;

/// <summary>Keeps each site's robots.txt for a day at most. Sources of one site share it, and ask for it once. Safe to share.</summary>
internal sealed class RobotsFiles(PoliteClient client, TimeProvider time)
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromHours(24);

    /// <summary>A site that is down is asked again soon; until then its sources wait.</summary>
    private static readonly TimeSpan s_unreachableFor = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Site> _sites = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the site of an address says.</summary>
    /// <param name="source">Its pace and how it reaches the site.</param>
    /// <param name="address">An address of the site.</param>
    public async Task<RobotsAnswer> OfAsync(SourceEntry source, Uri address, CancellationToken cancellationToken)
    {
        // A source that may not ask private addresses must not learn their rules from one that may.
        Site site = _sites.GetOrAdd($"{address.Scheme}://{address.Authority} {source.AllowPrivate} {source.Proxy?.Url}", _ => new());
        if (site.Answer is { } known && known.Until > time.GetUtcNow())
            return known;
        await site.Turn.WaitAsync(cancellationToken);
        try
        {
            if (site.Answer is { } other && other.Until > time.GetUtcNow())
                return other;
            RobotsAnswer answer = await AskAsync(source, new Uri(address, "/robots.txt"), cancellationToken);
            site.Answer = answer;
            return answer;
        }
        finally
        {
            site.Turn.Release();
        }
    }

    // RFC 9309, 2.3.1: a file that is not there (4xx) forbids nothing; one that cannot be had (5xx, no answer) forbids everything.
    private async Task<RobotsAnswer> AskAsync(SourceEntry source, Uri address, CancellationToken cancellationToken)
    {
        HttpExchange exchange = await client.GetAsync(source, address, new() { SizeLimit = RobotsRules.SizeLimit, CutAtLimit = true }, cancellationToken);
        DateTimeOffset now = time.GetUtcNow();
        if (exchange.Status is >= 400 and < 500)
            return new(RobotsRules.AllowAll, null, now + s_lifetime);
        return exchange.Content is { } content && exchange.Status == 200
            ? new(RobotsRules.Parse(content, UserAgent.ProductToken), null, now + s_lifetime)
            : new(null, exchange.Problem ?? Unreachable(exchange), now + s_unreachableFor);
    }

    private static ExtractionProblem Unreachable(HttpExchange exchange) => new(
        "robots-unreachable", $"the server answers {exchange.Status} for its robots.txt, so nothing may be asked for", exchange.Address.ToString());

    private sealed class Site
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public RobotsAnswer? Answer { get; set; }
    }
}
