using Tracker.Catalog;
using Tracker.Catalog.Gpus;
using Tracker.Contracts;
using Tracker.Scoring.Decision;
using Tracker.Scoring.Market;

namespace Tracker.Scoring.Evaluation;

/// <summary>
/// What a price that was observed some time ago says of today: it moved with the market since, as far as the second card's
/// own price tells, and is the less sure the older it is. No price turns from good to bad from one day to the next.
/// </summary>
internal sealed class PriceToday(TrackerCatalog catalog, MarketSnapshot market)
{
    /// <summary>Error of the logarithm of an announced price: the DGX Spark came at +33%.</summary>
    private const double AnnouncedDeviation = 0.25;

    private const double RumouredDeviation = 0.4;

    /// <summary>A list price that nobody was seen to ask.</summary>
    private const double ListDeviation = 0.1;

    /// <summary>How much of the second card's move other cards of its maker share, and how unsure that is: assumptions.</summary>
    private const double SharedMove = 0.5;

    /// <summary>A move below this is not worth telling.</summary>
    private const double Noticeable = 0.05;

    private const double DaysPerYear = 365.25;

    public static LogPrice AtLaunch(StreetPrice price, Standing standing, CandidateEvidence? evidence) =>
        new((double)price.Price.Amount, evidence?.PriceDeviation ?? (standing == Standing.Rumoured ? RumouredDeviation : AnnouncedDeviation));

    /// <param name="gpu">A card that can be bought.</param>
    /// <param name="price">Its price as it was observed.</param>
    /// <param name="trend">How its price moves.</param>
    /// <param name="stale">Takes what is assumed.</param>
    public LogPrice Of(Gpu gpu, StreetPrice price, PriceTrend trend, List<string> stale)
    {
        double years = Math.Max(0, (market.AsOf - price.ObservedAt).TotalDays / DaysPerYear);
        double shared = gpu.Id == catalog.OwnedGpu.Id ? 0 : Shared(gpu);
        double move = shared > 0 ? shared * MoveSince(price.ObservedAt) : 0;
        double unsure = shared is > 0 and < 1 ? move / 2 : 0;
        double list = price.IsListOnly ? ListDeviation : 0;
        double deviation = Math.Sqrt((trend.Volatility * trend.Volatility * years) + (unsure * unsure) + (list * list));
        double median = (double)price.Price.Amount * Math.Exp(move);
        if (Math.Abs(move) > Noticeable)
            stale.Add($"the price is of {price.ObservedAt:yyyy-MM-dd}, and the second card's has moved since: {PriceTrend.Percent(Math.Exp(move) - 1)} is assumed, ± {deviation * 100:0}%");
        return new(median, deviation);
    }

    // The same chip shares the whole move, another of the same maker half, others' list prices are their own.
    private double Shared(Gpu gpu) => gpu.Vendor != catalog.OwnedGpu.Vendor
        ? 0
        : gpu.Architecture is { } chip && chip == catalog.OwnedGpu.Architecture ? 1 : SharedMove;

    // Change of the logarithm of the second card's street price since a moment; none where it had no price then.
    private double MoveSince(DateTimeOffset moment)
    {
        string currency = catalog.Settings.Owner.Currency;
        IEnumerable<Offer> offers = market.Offers[catalog.OwnedGpu.Id];
        StreetPrice? then = StreetPrice.Find(offers.Where(o => o.ObservedAt <= moment), PriceUnit.Each, currency, moment);
        StreetPrice? now = StreetPrice.Find(offers, PriceUnit.Each, currency, market.AsOf);
        return then is null || now is null || then.Condition != now.Condition
            ? 0
            : Math.Log((double)(now.Price.Amount / then.Price.Amount));
    }
}
