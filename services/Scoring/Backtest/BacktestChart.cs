using Tracker.Scoring.Charts;

namespace Tracker.Scoring.Backtest;

/// <summary>Draws the decisions of a backtest over the price curves, the series with the most decisions first.</summary>
public static class BacktestChart
{
    private const int MostPanels = 6;
    private const int MostSources = 4;
    private const string BuyColour = "#0072b2";
    private const string WaitColour = "#d55e00";

    private static readonly (MarkShape Shape, string Colour)[] s_purchases =
    [
        (MarkShape.Star, "#000000"), (MarkShape.Circle, "#009e73"), (MarkShape.Square, "#cc79a7"), (MarkShape.Diamond, "#7a5c00"),
        (MarkShape.DownTriangle, "#56708a"), (MarkShape.Cross, "#7b3294"), (MarkShape.Plus, "#a01c2c"),
    ];

    /// <summary>The chart as an SVG document; null where there was no decision.</summary>
    public static string? Draw(BacktestRun run)
    {
        if (run.Results.Count == 0)
            return null;
        IGrouping<PriceCurve, CaseResult>[] curves = [.. run.Results.GroupBy(r => r.Case.Curve).OrderByDescending(c => c.Count())];
        BacktestReport report = run.Report;
        List<string> footer =
        [
            $"Prices: {string.Join("; ", Sources(curves.Take(MostPanels)))}.",
            "Dots and triangles: the tracker's advice of each week, with what was known then. Larger marks: where each policy buys for somebody who asks from the first decision on; the latest possible purchase is a year later.",
        ];
        if (curves.Length > MostPanels)
            footer.Add($"{curves.Length - MostPanels} more series with fewer decisions are not drawn.");
        return SvgChart.Draw(
            "Buy now, or wait? The advice over recorded prices",
            $"{report.Decisions} decisions, {report.From:yyyy-MM-dd} to {report.To:yyyy-MM-dd}; mean regret of the tracker {Percent(report.Policies[0].Regret)} of the price, of the best rule of thumb ({report.BestNaive}) {Percent(report.Policies.Single(p => p.Name == report.BestNaive).Regret)}",
            [.. curves.Take(MostPanels).Select(curve => Panel(curve.Key, [.. curve], run.Policies))],
            footer);
    }

    private static string[] Sources(IEnumerable<IGrouping<PriceCurve, CaseResult>> curves)
    {
        string[] sources = [.. curves.SelectMany(c => c.Key.Series.Offers.Select(o => c.Key.Series.File ?? o.Evidence)).Distinct()];
        return sources.Length <= MostSources ? sources : [.. sources.Take(MostSources), $"and {sources.Length - MostSources} more, in the data folder"];
    }

    private static ChartPanel Panel(PriceCurve curve, IReadOnlyList<CaseResult> results, IReadOnlyList<Policy> policies)
    {
        ILookup<bool, ChartPoint> advice = results.ToLookup(r => r.Weeks[0] == r.Case.Start, r => Point(r.Case.First));
        return new()
        {
            Title = curve.Series.Name,
            Unit = $"{curve.Series.Currency} a card",
            Line = [.. curve.Weeks.Select(Point)],
            Marks =
            [
                .. policies.Select((policy, i) => new ChartMarks(
                    policy.Name, s_purchases[i % s_purchases.Length].Shape, s_purchases[i % s_purchases.Length].Colour, [Point(curve.Weeks[results[0].Weeks[i]])])),
                new("advice: buy", MarkShape.Dot, BuyColour, [.. advice[true]]),
                new("advice: wait", MarkShape.Triangle, WaitColour, [.. advice[false]]),
            ],
        };
    }

    private static ChartPoint Point(WeeklyPrice week) => new(week.Date, week.Price);

    private static string Percent(double share) => share.ToString("0.0%", System.Globalization.CultureInfo.InvariantCulture);
}
