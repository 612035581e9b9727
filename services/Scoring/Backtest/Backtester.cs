using Tracker.Catalog;
using Tracker.Scoring.Backtest.Files;
using Tracker.Scoring.Market;
using Tracker.Storage;

namespace Tracker.Scoring.Backtest;

/// <summary>Replays the question “buy this card now, or wait?” week by week over recorded prices. It reads the market and writes nothing.</summary>
public sealed class Backtester(TrackerDatabase database, LiveCatalog live, TimeProvider time)
{
    /// <summary>Runs a backtest.</summary>
    /// <param name="request">What to replay.</param>
    /// <param name="progress">Told which series is at work.</param>
    /// <param name="cancellationToken">Stops between two series.</param>
    public BacktestRun Run(BacktestRequest request, IProgress<string> progress, CancellationToken cancellationToken)
    {
        TrackerCatalog catalog = live.Current;
        BacktestTerms terms = new(request.PaybackMonths, catalog.Settings.Decision.DiscountPerYear);
        IReadOnlyList<Policy> policies = [TrackerPolicy.Policy, .. NaivePolicies.All(catalog)];
        List<BacktestProblem> problems = [];
        List<CaseResult> results = [];
        foreach (PriceSeries series in ReadSeries(catalog, request.PriceFiles, problems))
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress.Report(series.Name);
            List<PurchaseCase> cases = [.. PriceCurve.Walk(series).SelectMany(curve => PurchaseCase.Of(curve, request.From, request.To, terms))];
            results.AddRange(cases.Select(c => CaseResult.Of(c, policies)));
            if (cases.Count == 0)
                problems.Add(new(series.Name, WhyNothing(series, request)));
        }
        return new(new ReportBuilder(policies, results).Build(terms, problems), policies, results);
    }

    private List<PriceSeries> ReadSeries(TrackerCatalog catalog, IReadOnlyList<string> files, List<BacktestProblem> problems)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (files.Count == 0)
        {
            ILookup<string, Offer> offers = new MarketReader(database).ReadAllOffers(now).ToLookup(o => o.GpuId, StringComparer.Ordinal);
            return
            [
                .. offers
                    .Where(card => catalog.Gpus.ContainsKey(card.Key))
                    .OrderBy(card => card.Key, StringComparer.Ordinal)
                    .SelectMany(card => PriceSeries.Split(catalog.Gpus[card.Key].Name, catalog.Gpus[card.Key], [.. card], file: null)),
            ];
        }
        PriceFile reader = new(catalog, now);
        List<PriceSeries> series = [.. files.SelectMany(reader.Read)];
        problems.AddRange(reader.Problems);
        return series;
    }

    private static string WhyNothing(PriceSeries series, BacktestRequest request)
    {
        int dates = series.Offers.Select(o => o.KnownAt).Distinct().Count();
        string record = $"{dates} date(s) from {series.Offers[0].KnownAt:yyyy-MM-dd} to {series.Offers[^1].KnownAt:yyyy-MM-dd}";
        return request.From is null && request.To is null
            ? $"too short: {record}; after a decision it takes {PurchaseCase.ShortestWeeks} weeks and {PurchaseCase.FewestObservations} dates to see what came of it"
            : $"no decision between the dates asked for: {record}; after a decision it takes {PurchaseCase.ShortestWeeks} weeks and {PurchaseCase.FewestObservations} dates to see what came of it";
    }
}

/// <summary>What to replay.</summary>
public sealed record BacktestRequest
{
    public const double DefaultPaybackMonths = 24;

    /// <summary>The first day of a decision; null for all.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day of a decision; what came of it may lie after that.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Price files to replay; none for what is stored.</summary>
    public IReadOnlyList<string> PriceFiles { get; init; } = [];

    /// <summary>Months of use that are worth the price.</summary>
    public double PaybackMonths { get; init; } = DefaultPaybackMonths;
}

/// <summary>A report, with the decisions it was made from.</summary>
public sealed class BacktestRun
{
    internal BacktestRun(BacktestReport report, IReadOnlyList<Policy> policies, IReadOnlyList<CaseResult> results)
    {
        Report = report;
        Policies = policies;
        Results = results;
    }

    public BacktestReport Report { get; }

    internal IReadOnlyList<Policy> Policies { get; }

    internal IReadOnlyList<CaseResult> Results { get; }
}
