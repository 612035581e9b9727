using Tracker.Catalog.Units;

namespace Tracker.Scoring.Market;

/// <summary>Exchange rates by day; converts an offer at the rate of its own time.</summary>
internal sealed class ExchangeRates
{
    /// <summary>A rate may be this far from the day of the offer: markets close for holidays, not for months.</summary>
    private static readonly TimeSpan s_apart = TimeSpan.FromDays(14);

    private readonly ILookup<string, Rate> _rates;

    /// <param name="rates">Rates of one base currency, in any order.</param>
    public ExchangeRates(IEnumerable<Rate> rates)
    {
        List<Rate> all = [.. rates];
        Base = all.Count > 0 ? all[0].Base : null;
        _rates = all.Where(r => r.Base == Base).ToLookup(r => r.Currency, StringComparer.Ordinal);
    }

    private string? Base { get; }

    /// <summary>The offer in a currency, with the rate and its date in words.</summary>
    /// <returns>Null where no rate of about that time is known.</returns>
    public Offer? Convert(Offer offer, string currency)
    {
        if (offer.Price.Currency == currency)
            return offer;
        if (Find(offer.Price.Currency, offer.ObservedAt) is not { } from || Find(currency, offer.ObservedAt) is not { } to)
            return null;
        decimal rate = to.PerBase / from.PerBase;
        DateTimeOffset date = from.At < to.At ? from.At : to.At;
        Money price = Money.FromAmount(offer.Price.Amount * rate, currency);
        if (price.MinorUnits <= 0)
            return null;
        return offer with { Price = price, Conversion = $"{offer.Price} at {rate:0.####} {currency} of {date:yyyy-MM-dd}" };
    }

    // The nearest in time; the base itself always.
    private (decimal PerBase, DateTimeOffset At)? Find(string currency, DateTimeOffset at)
    {
        if (currency == Base)
            return (1, DateTimeOffset.MaxValue);
        Rate? nearest = _rates[currency].MinBy(r => (r.At - at).Duration());
        return nearest is not null && (nearest.At - at).Duration() <= s_apart ? (nearest.PerBase, nearest.At) : null;
    }
}

/// <summary>What one unit of a base currency bought of another.</summary>
internal sealed record Rate(string Base, string Currency, decimal PerBase, DateTimeOffset At);
