using Tracker.Catalog;
using Tracker.Catalog.Units;
using Tracker.Contracts;
using Tracker.Scoring.Capability;
using Tracker.Scoring.Decision;
using Tracker.Scoring.Market;

namespace Tracker.Scoring.Evaluation;

/// <summary>
/// Makes a scoreboard and a verdict from what was known by a moment. A pure function of its inputs: the same market,
/// configuration and fits give the same scoreboard.
/// </summary>
internal static class Evaluator
{
    private static readonly int[] s_fanMonths = [3, 6, 12, 24];

    /// <param name="catalog">The configuration.</param>
    /// <param name="market">What was known.</param>
    /// <param name="fits">The fit engine's answer to <see cref="CapabilityCase"/>.</param>
    /// <param name="standing">The answer so far, which is kept until it is clearly wrong; null for none.</param>
    public static Scoreboard Evaluate(TrackerCatalog catalog, MarketSnapshot market, FitEvaluated fits, StandingAnswer? standing = null)
    {
        Capabilities capabilities = new(catalog.Settings, fits);
        CandidateBuilder builder = new(catalog, market, capabilities);
        CandidateView second = builder.Build(catalog.OwnedGpu);
        IReadOnlyList<CandidateView> others =
            [.. CandidateBuilder.KnownAt(catalog, market.Date).Where(g => g.Id != second.Id).Select(builder.Build)];
        SecondCardValue value = SecondCardValue.Find(catalog, market);
        DecisionInputs? inputs = Inputs(catalog, market, second, others, value);
        Choice? choice = inputs is null ? null : Choice.Make(inputs, standing);

        return new()
        {
            AsOf = market.AsOf,
            Owned = new()
            {
                Id = catalog.OwnedGpu.Id,
                Name = catalog.OwnedGpu.Name,
                Count = catalog.Settings.Owner.Count,
                Capability = Round(capabilities.Owned),
                Workloads = capabilities.DescribeOwned(),
            },
            SecondCard = new()
            {
                Price = second.Price?.ToBasis(),
                Capability = Round(second.Added ?? 0),
                PricePerCapability = second.PricePerCapability?.ToValue(),
                Rental = value.Rental?.ToBasis(),
                MonthlyValue = value.Monthly?.ToValue(),
                Forecast = second.PriceNow is { } price ? ForecastOf(second, price, market) : null,
            },
            Candidates = [.. others.Prepend(second)
                .Select(view => (View: view, Line: CandidateLine.Of(view, second, capabilities, market, choice)))
                // What nobody can buy, or put beside the owned card, is no answer, however cheap it was.
                .OrderBy(c => c.Line.RatioToSecondCard is null ? 2 : c.View.IsObtainable ? 0 : 1)
                .ThenBy(c => c.Line.RatioToSecondCard ?? double.MaxValue)
                .ThenBy(c => c.Line.Price is null)
                .ThenBy(c => c.Line.Id, StringComparer.Ordinal)
                .Select(c => c.Line)],
            Verdict = choice is null
                ? Explanation.Undecided(second, value, new InputTraces(catalog, market, second, value).List([]))
                : new Explanation(catalog, market, second, others, value, choice).Write(),
        };
    }

    private static DecisionInputs? Inputs(
        TrackerCatalog catalog, MarketSnapshot market, CandidateView second, IReadOnlyList<CandidateView> others, SecondCardValue value)
    {
        if (second.Price is null || !(second.Added > 0) || value.Monthly is not Money monthly || monthly.MinorUnits <= 0)
            return null;
        return new()
        {
            Date = market.Date,
            Settings = catalog.Settings.Decision,
            Second = second,
            Others = [.. others.Where(c => c.Gpu.Installable && c.Added > 0 && c.Price is not null && (c.IsAlternative || c.Arrival is not null))],
            Hours = catalog.Settings.Decision.HoursPerMonth,
            Rental = (double?)value.Rental?.Price.Amount,
            OwnValue = (double?)catalog.Settings.Decision.MonthlyValue?.Amount,
        };
    }

    private static PriceForecast ForecastOf(CandidateView second, LogPrice price, MarketSnapshot market)
    {
        return new()
        {
            DriftPerYear = Round(second.Trend.Drift),
            VolatilityPerYear = Round(second.Trend.Volatility),
            EffectiveYears = Round(second.Trend.EffectiveYears),
            DegreesOfFreedom = Round(second.Trend.Freedom),
            Basis = second.Trend.Basis,
            Fan = [.. s_fanMonths.Select(At)],
            Record =
            [
                .. MonthlyPrices.Of(market.Offers[second.Id], second.Price!.Condition, second.Price.Price.Currency, market.AsOf)
                    .Select(month => new MonthlyPrice { Month = MonthlyPrices.FirstDayOf(month.Month), Price = Value(Math.Exp(month.Log)) }),
            ],
        };

        PricePercentiles At(int months)
        {
            double years = months / 12.0;
            double middle = price.Median * Math.Exp(second.Trend.LogChange(years));
            double z = MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, second.Trend.Freedom, 0.9);
            double factor = Math.Exp(z * Math.Sqrt(Math.Pow(second.Trend.LogScale(years), 2) + (price.Deviation * price.Deviation)));
            return new() { Months = months, P10 = Value(middle / factor), P50 = Value(middle), P90 = Value(middle * factor) };
        }

        MoneyValue Value(double amount) => MoneyEstimate.Of(amount, second.Price!.Price.Currency).ToValue();
    }

    // Six decimals are more than any input is good for, and keep the document readable.
    private static double Round(double value) => Math.Round(value, 6);
}
