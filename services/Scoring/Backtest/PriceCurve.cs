using Tracker.Contracts;
using Tracker.Scoring.Market;

namespace Tracker.Scoring.Backtest;

/// <summary>A card's price week by week, each with what could be known by then and nothing later.</summary>
internal sealed class PriceCurve
{
    private const int DaysPerWeek = 7;

    private PriceCurve(PriceSeries series, IReadOnlyList<WeeklyPrice> weeks)
    {
        Series = series;
        Weeks = weeks;
    }

    public PriceSeries Series { get; }

    /// <summary>Mondays, without a gap.</summary>
    public IReadOnlyList<WeeklyPrice> Weeks { get; }

    /// <summary>Walks through a series; where nothing was observed for a year the record ends and another begins.</summary>
    public static IEnumerable<PriceCurve> Walk(PriceSeries series)
    {
        if (series.Offers.Count == 0)
            yield break;
        List<WeeklyPrice> weeks = [];
        DateTimeOffset last = series.Offers[^1].KnownAt.AddDays(DaysPerWeek);
        for (DateTimeOffset date = NextMonday(series.Offers[0].KnownAt); date <= last; date = date.AddDays(DaysPerWeek))
        {
            if (PriceAt(series, date) is { } week)
            {
                weeks.Add(week);
            }
            else if (weeks.Count > 0)
            {
                yield return new(series, weeks);
                weeks = [];
            }
        }
        if (weeks.Count > 0)
            yield return new(series, weeks);
    }

    private static WeeklyPrice? PriceAt(PriceSeries series, DateTimeOffset date)
    {
        Offer[] known = [.. series.Offers.TakeWhile(o => o.KnownAt <= date)];
        if (StreetPrice.Find(known, PriceUnit.Each, series.Currency, date) is not { } price)
            return null;
        DateOnly day = DateOnly.FromDateTime(date.UtcDateTime);
        return new()
        {
            Date = date,
            Price = (double)price.Price.Amount,
            SeenAt = price.ObservedAt,
            IsStale = price.IsStaleAt(date),
            Observations = known.Select(o => o.KnownAt).Distinct().Count(),
            Trend = PriceTrend.Fit(
                known, series.Condition, series.Currency, date,
                PriceTrend.Towards(price.Price, ListPrices.Latest(series.Gpu, series.ListOffers.TakeWhile(o => o.KnownAt <= date), series.Currency, day), day)),
        };
    }

    private static DateTimeOffset NextMonday(DateTimeOffset moment)
    {
        DateTimeOffset day = new DateTimeOffset(moment.UtcDateTime.Date, TimeSpan.Zero).AddDays(1);
        return day.AddDays((DayOfWeek.Monday - day.DayOfWeek + DaysPerWeek) % DaysPerWeek);
    }
}

/// <summary>One week of a curve.</summary>
internal sealed record WeeklyPrice
{
    /// <summary>Monday, 00:00 UTC.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>What the card cost, by what was known then, major units.</summary>
    public required double Price { get; init; }

    /// <summary>When the newest offer that the price rests on was observed.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>Whether the price was too old to decide on.</summary>
    public required bool IsStale { get; init; }

    /// <summary>On how many dates something was observed by then.</summary>
    public required int Observations { get; init; }

    /// <summary>What was expected of the price.</summary>
    public required PriceTrend Trend { get; init; }
}
