using Tracker.Catalog.Units;
using Tracker.Contracts;
using Tracker.Notifier.Mail;

namespace Tracker.Notifier.Digest;

/// <summary>Draws the second card's price, month by month and as it is expected, as bars that every mail program shows.</summary>
internal static class PriceBars
{
    private const int MonthsShown = 18;
    private const int TextWidth = 30;

    public static IReadOnlyList<PriceBar> Build(PriceForecast? forecast)
    {
        if (forecast is null)
            return [];
        MonthlyPrice[] record = [.. forecast.Record.TakeLast(MonthsShown)];
        decimal most = record.Select(m => Amount(m.Price)).Concat(forecast.Fan.Select(f => Amount(f.P90))).Max();
        return
        [
            .. record.Select(month => new PriceBar
            {
                Label = $"{month.Month:yyyy-MM}",
                Text = Wording.Value(month.Price),
                Start = 0,
                End = Share(month.Price),
                Middle = null,
            }),
            .. forecast.Fan.Select(fan => new PriceBar
            {
                Label = $"in {fan.Months} months",
                Text = $"{Wording.Value(fan.P50)} ({Wording.Value(fan.P10)} to {Wording.Value(fan.P90)})",
                Start = Share(fan.P10),
                End = Share(fan.P90),
                Middle = Share(fan.P50),
            }),
        ];

        double Share(MoneyValue price) => most > 0 ? (double)(Amount(price) / most) : 0;
    }

    /// <summary>A bar as text: <c>#</c> is recorded, <c>=</c> expected, <c>|</c> the middle of what is expected.</summary>
    public static string Draw(PriceBar bar)
    {
        char[] line = new string(' ', TextWidth).ToCharArray();
        int start = Column(bar.Start);
        int end = Math.Max(start + 1, Column(bar.End));
        line.AsSpan(start..end).Fill(bar.Middle is null ? '#' : '=');
        if (bar.Middle is double middle)
            line[Math.Clamp(Column(middle), start, end - 1)] = '|';
        return new string(line).TrimEnd();
    }

    private static int Column(double share) => Math.Clamp((int)Math.Round(share * TextWidth), 0, TextWidth - 1);

    private static decimal Amount(MoneyValue price) => Money.From(price).Amount;
}
