using Tracker.Catalog;
using Tracker.Catalog.Gpus;
using Tracker.Contracts;

namespace Tracker.Scoring.Market;

/// <summary>What the prices of a card's class do, for a card whose own record is short: the mean of its peers' own trends, by their length of record, pulled towards the prior.</summary>
internal sealed class PeerTrends(TrackerCatalog catalog, MarketSnapshot market)
{
    private readonly Dictionary<string, PriceTrend?> _own = [];

    /// <summary>The trend of a card: its own record, leaning on its peers and on what becomes of a premium over the list price, leaning on the prior.</summary>
    /// <param name="gpu">The card.</param>
    /// <param name="price">Its price today; null where it has none.</param>
    public PriceTrend Of(Gpu gpu, StreetPrice? price)
    {
        PriceTrend peers = PeersOf(gpu);
        if (price is { Condition: ItemCondition.New, IsListOnly: false })
        {
            ListPrice? list = ListPrices.Latest(gpu, market.Offers[gpu.Id], price.Price.Currency, market.Date);
            PriceTrend premium = PriceTrend.Towards(price.Price, list, market.Date);
            if (!ReferenceEquals(premium, PriceTrend.Prior))
                peers = peers with { Drift = peers.Drift + premium.Drift, Basis = $"{premium.Basis}; {peers.Basis}" };
        }
        return FitLongest(gpu, peers) ?? peers;
    }

    private PriceTrend PeersOf(Gpu gpu)
    {
        List<(Gpu Gpu, PriceTrend Trend)> peers = [];
        foreach (Gpu peer in catalog.Gpus.Values.Where(g => g.Class == gpu.Class && g.Id != gpu.Id).OrderBy(g => g.Id, StringComparer.Ordinal))
        {
            if (!_own.TryGetValue(peer.Id, out PriceTrend? own))
                _own[peer.Id] = own = FitLongest(peer, PriceTrend.Prior);
            if (own is not null)
                peers.Add((peer, own));
        }
        if (peers.Count == 0)
            return PriceTrend.Prior;
        double weight = peers.Sum(p => p.Trend.EffectiveYears);
        double drift = peers.Sum(p => p.Trend.EffectiveYears * p.Trend.Drift) / (weight + 1);
        double variance = (peers.Sum(p => p.Trend.EffectiveYears * p.Trend.Volatility * p.Trend.Volatility) + (PriceTrend.PriorSigma * PriceTrend.PriorSigma)) / (weight + 1);
        return PriceTrend.Prior with
        {
            Drift = drift,
            Volatility = Math.Sqrt(variance),
            Basis = $"too short a history of its own; {peers.Count} of its class ({string.Join(", ", peers.Select(p => p.Gpu.Id))}): {PriceTrend.Percent(Math.Exp(drift) - 1)} a year ± {Math.Sqrt(variance) * 100:0}%",
        };
    }

    // In the condition with the longest record.
    private PriceTrend? FitLongest(Gpu gpu, PriceTrend prior) => market.Offers[gpu.Id]
        .Where(o => o.Unit == PriceUnit.Each)
        .GroupBy(o => (o.Condition, o.Price.Currency))
        .Select(group => PriceTrend.Fit(group, group.Key.Condition, group.Key.Currency, market.AsOf, prior))
        .Where(trend => !ReferenceEquals(trend, prior))
        .MaxBy(trend => trend.EffectiveYears);
}
