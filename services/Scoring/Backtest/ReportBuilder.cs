using Tracker.Catalog.Units;
using Tracker.Scoring.Backtest.Measures;

namespace Tracker.Scoring.Backtest;

/// <summary>Sums the decisions up.</summary>
internal sealed class ReportBuilder
{
    /// <summary>An oracle's saving below this share of the price is none.</summary>
    private const double SmallestSaving = 0.01;

    private const double Rounding = 1e-9;

    private const int MonthsPerYear = 12;
    private const int MonthsPerQuarter = 3;
    private const int FewestBlocks = 4;

    private readonly IReadOnlyList<Policy> _policies;
    private readonly IReadOnlyList<CaseResult> _results;
    private readonly IReadOnlyList<CaseResult[]> _blocks;
    private readonly string _block;
    private readonly BlockBootstrap _bootstrap;

    /// <param name="policies">The tracker first.</param>
    /// <param name="results">All decisions.</param>
    public ReportBuilder(IReadOnlyList<Policy> policies, IReadOnlyList<CaseResult> results)
    {
        _policies = policies;
        _results = results;
        (_blocks, _block) = (Blocks(MonthsPerYear), "the decisions on one series within one calendar year");
        if (_blocks.Count < FewestBlocks)
            (_blocks, _block) = (Blocks(MonthsPerQuarter), "the decisions on one series within one quarter, for want of years: too narrow");
        _bootstrap = new(_blocks.Count);
    }

    public BacktestReport Build(BacktestTerms terms, IReadOnlyList<BacktestProblem> problems)
    {
        Brier? brier = Measures.Brier.Of([.. _results.Select(r => r.WaitingPays)]);
        int? best = BestNaive();
        return new()
        {
            From = _results.Count == 0 ? null : _results.Min(r => DateOf(r)),
            To = _results.Count == 0 ? null : _results.Max(r => DateOf(r)),
            Decisions = _results.Count,
            PaybackMonths = terms.PaybackMonths,
            Policies = _results.Count == 0 ? [] : [.. _policies.Select((policy, i) => Policy(policy, i))],
            BestNaive = best is int b ? _policies[b].Name : null,
            TrackerMinusBestNaive = best is int n ? Round(Mean(r => r.Regret(0) - r.Regret(n))) : null,
            Brier = Round(brier?.Score),
            BrierParts = brier is null ? null : new()
            {
                Reliability = Round(brier.Reliability),
                Resolution = Round(brier.Resolution),
                Uncertainty = Round(brier.Uncertainty),
                Event = "to buy in three months costs less than now, the use done without included",
            },
            Reliability = [.. (brier?.Diagram ?? []).Select(b => b with { Stated = Round(b.Stated), Observed = Round(b.Observed) })],
            Crps = Crps(),
            Intervals = Intervals(best),
            Markets = [.. Enum.GetValues<MarketDirection>()
                .Select(direction => (direction, results: (CaseResult[])[.. _results.Where(r => r.Direction == direction)]))
                .Where(m => m.results.Length > 0)
                .Select(m => new MarketReport { Direction = m.direction, Decisions = m.results.Length, Regret = Regrets(m.results) })],
            Series = [.. _results.GroupBy(r => r.Case.Curve.Series.Name).Select(Series)],
            Problems = problems,
            Notes = Notes(terms),
        };
    }

    // Decisions of one series and period share their future.
    private CaseResult[][] Blocks(int months) =>
    [
        .. _results
            .GroupBy(r => (r.Case.Curve.Series.Name, ((r.Case.First.Date.Year * MonthsPerYear) + r.Case.First.Date.Month - 1) / months))
            .Select(block => block.ToArray()),
    ];

    private int? BestNaive() => _results.Count == 0
        ? null
        : Enumerable.Range(1, _policies.Count - 1).MinBy(i => Mean(r => r.Regret(i)));

    private PolicyReport Policy(Policy policy, int index)
    {
        string[] currencies = [.. _results.Select(r => r.Case.Curve.Series.Currency).Distinct()];
        return new()
        {
            Name = policy.Name,
            Regret = Round(Mean(r => r.Regret(index))),
            RegretMoney = currencies.Length == 1
                ? Money.FromAmount((decimal)Mean(r => r.Regret(index) * r.Case.First.Price), currencies[0]).ToValue()
                : null,
            WorstRegret = Round(_results.Max(r => r.Regret(index))),
            ShareOfOracleSavings = Round(ShareOfSavings(index, _results)),
            ShareWhereSavingsExisted = Round(ShareOfSavings(index, [.. _results.Where(SavingsExisted)])),
            NoWorse = Round(Mean(r => NoWorse(r, index))),
            AlertsPerYear = Round(AlertsPerYear(policy)),
            WeeksWaited = Round(Mean(r => r.Weeks[index] - r.Case.Start)),
        };
    }

    private static double? ShareOfSavings(int policy, IReadOnlyCollection<CaseResult> results)
    {
        double oracle = results.Sum(r => r.OracleSavings);
        return oracle > Rounding ? results.Sum(r => 1 - r.Costs[policy]) / oracle : null;
    }

    private static bool SavingsExisted(CaseResult result) => result.OracleSavings >= SmallestSaving;

    private static double NoWorse(CaseResult result, int policy) => result.Costs[policy] <= 1 + Rounding ? 1 : 0;

    private double AlertsPerYear(Policy policy)
    {
        int changes = 0;
        double years = 0;
        foreach (PurchaseCase first in _results.GroupBy(r => r.Case.Curve).Select(curve => curve.First().Case))
        {
            int last = first.Curve.Weeks.Count - 1;
            PurchaseCase open = first with { End = last };
            bool[] advice = [.. Enumerable.Range(first.Start, last - first.Start + 1).Select(week => policy.Buys(open, week))];
            changes += advice.Zip(advice.Skip(1)).Count(pair => pair.First != pair.Second);
            years += (last - first.Start) / PurchaseCase.WeeksPerYear;
        }
        return changes / years;
    }

    private CrpsReport Crps()
    {
        PriceForecastTest[] all = [.. _results.SelectMany(r => r.Forecasts)];
        return new()
        {
            Model = Average(all, f => f.Model),
            NoChange = Average(all, f => f.NoChange),
            NoChangeWithSpread = Average(all, f => f.NoChangeWithSpread),
            Horizons = [.. all.GroupBy(f => f.Weeks).OrderBy(h => h.Key).Select(h => new CrpsHorizon
            {
                Weeks = h.Key,
                Count = h.Count(),
                Model = Round(h.Average(f => f.Model)),
                NoChange = Round(h.Average(f => f.NoChange)),
                NoChangeWithSpread = Round(h.Average(f => f.NoChangeWithSpread)),
            })],
        };
    }

    private BacktestIntervals Intervals(int? bestNaive) => new()
    {
        Level = BlockBootstrap.Level,
        Blocks = _bootstrap.Blocks,
        Block = _block,
        Policies = _policies.Select((policy, i) => (policy.Name, i)).ToDictionary(p => p.Name, p => new PolicyIntervals
        {
            Regret = Interval(r => r.Regret(p.i), _ => 1),
            ShareOfOracleSavings = Interval(r => 1 - r.Costs[p.i], r => r.OracleSavings),
            ShareWhereSavingsExisted = Interval(r => SavingsExisted(r) ? 1 - r.Costs[p.i] : 0, r => SavingsExisted(r) ? r.OracleSavings : 0),
            NoWorse = Interval(r => NoWorse(r, p.i), _ => 1),
        }),
        TrackerMinusBestNaive = bestNaive is int best ? Interval(r => r.Regret(0) - r.Regret(best), _ => 1) : null,
        Brier = Interval(r => Math.Pow(r.WaitingPays.Probability - (r.WaitingPays.Came ? 1 : 0), 2), _ => 1),
        Crps = new()
        {
            Model = Interval(r => r.Forecasts.Sum(f => f.Model), r => r.Forecasts.Count),
            NoChange = Interval(r => r.Forecasts.Sum(f => f.NoChange), r => r.Forecasts.Count),
            Difference = Interval(r => r.Forecasts.Sum(f => f.Model - f.NoChange), r => r.Forecasts.Count),
            DifferenceWithSpread = Interval(r => r.Forecasts.Sum(f => f.Model - f.NoChangeWithSpread), r => r.Forecasts.Count),
        },
    };

    private Interval? Interval(Func<CaseResult, double> numerator, Func<CaseResult, double> denominator) =>
        _bootstrap.Of([.. _blocks.Select(b => b.Sum(numerator))], [.. _blocks.Select(b => b.Sum(denominator))]) is { } found
            ? found with { Low = Round(found.Low), High = Round(found.High) }
            : null;

    private SeriesReport Series(IGrouping<string, CaseResult> series)
    {
        CaseResult[] results = [.. series];
        PriceForecastTest[] forecasts = [.. results.SelectMany(r => r.Forecasts)];
        CaseResult first = results.MinBy(r => r.Case.First.Date)!;
        CaseResult last = results.MaxBy(r => r.Case.First.Date)!;
        return new()
        {
            Name = series.Key,
            From = DateOf(first),
            To = DateOf(last),
            Decisions = results.Length,
            Change = Round((last.Case.Curve.Weeks[last.Case.End].Price / first.Case.First.Price) - 1),
            Regret = Regrets(results),
            CrpsModel = Average(forecasts, f => f.Model),
            CrpsNoChange = Average(forecasts, f => f.NoChange),
        };
    }

    private Dictionary<string, double> Regrets(IReadOnlyCollection<CaseResult> results) =>
        _policies.Select((policy, i) => (policy.Name, i)).ToDictionary(p => p.Name, p => Round(results.Average(r => r.Regret(p.i))));

    private List<string> Notes(BacktestTerms terms)
    {
        List<string> notes =
        [
            $"Each Monday somebody who could use the card decides to buy or to wait, with what was known by then; a month of use is worth 1/{terms.PaybackMonths:0.#} of the price (an assumption), and whoever has not bought within a year buys at its end or that of the record.",
            "Regret is the cost of a purchase, the use done without included, over that of the best purchase date, which nobody can know; as a share of the price at the decision.",
        ];
        if (_results.Count > 0)
        {
            int cards = _results.Select(r => r.Case.Curve.Series.Gpu?.Id ?? r.Case.Curve.Series.Name).Distinct().Count();
            notes.Add($"{cards} card(s), {_bootstrap.Blocks} block(s): neighbouring decisions share their future, so the intervals rest on few independent cases; do not read differences within them as proof.");
        }
        return notes;
    }

    private static DateOnly DateOf(CaseResult result) => DateOnly.FromDateTime(result.Case.First.Date.UtcDateTime);

    private double Mean(Func<CaseResult, double> value) => _results.Average(value);

    private static double? Average(PriceForecastTest[] tests, Func<PriceForecastTest, double> score) =>
        tests.Length == 0 ? null : Round(tests.Average(score));

    // Six decimals are more than so few cases are good for; adding 0 makes −0 a 0.
    private static double Round(double value) => Math.Round(value, 6) + 0.0;

    private static double? Round(double? value) => value is double known ? Round(known) : null;
}
