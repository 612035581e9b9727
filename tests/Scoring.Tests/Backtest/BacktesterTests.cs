using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Tracker.Catalog;
using Tracker.Contracts;
using Tracker.Scoring.Backtest;
using Tracker.Scoring.Tests.Evaluation;
using Tracker.Storage;

namespace Tracker.Scoring.Tests.Backtest;

public sealed class BacktesterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("backtest").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Run_reports_every_policy_with_its_interval()
    {
        BacktestReport report = Run(Write(0.02, 30));

        report.Decisions.ShouldBeGreaterThan(100);
        report.Policies.Select(p => p.Name).ShouldBe(
            ["tracker", "buy now", "wait 3 months", "wait 6 months", "wait 12 months", "wait for the next generation", "buy near the all-time low"]);
        report.Policies.ShouldAllBe(p => report.Intervals.Policies[p.Name].Regret != null);
        report.Brier!.Value.ShouldBe(report.BrierParts!.Reliability - report.BrierParts.Resolution + report.BrierParts.Uncertainty, 3e-6);
        report.Crps.Horizons.Select(h => h.Weeks).ShouldBe([4, 13, 26]);
    }

    [Fact]
    public void Run_on_a_steadily_rising_price_buys_at_once_and_regrets_nothing()
    {
        BacktestReport report = Run(Write(0.03, 30));

        report.Policies[0].Regret.ShouldBe(0);
        report.BestNaive.ShouldBe("buy now");
        report.Policies[0].ShareOfOracleSavings.ShouldBeNull();
    }

    [Fact]
    public void Run_of_a_file_with_nothing_to_decide_is_empty_and_says_why()
    {
        BacktestReport report = Run(Write(0, 2));

        report.Decisions.ShouldBe(0);
        report.Policies.ShouldBeEmpty();
        report.Problems.ShouldHaveSingleItem().Message.ShouldContain("too short");
        JsonSerializer.Serialize(report, ContractJson.Compact).ShouldContain("\"brier\":null");
    }

    [Fact]
    public void Run_twice_gives_the_same_bytes()
    {
        string file = Write(-0.04, 24);

        JsonSerializer.Serialize(Run(file), ContractJson.Compact).ShouldBe(JsonSerializer.Serialize(Run(file), ContractJson.Compact));
    }

    private BacktestReport Run(string file)
    {
        TrackerDatabase database = TrackerDatabase.Open(Path.Combine(_folder, "tracker.db"));
        FakeTimeProvider time = new(new DateTimeOffset(2026, 6, 20, 9, 0, 0, TimeSpan.Zero));
        return new Backtester(database, new LiveCatalog(SampleMarket.Configuration()), time)
            .Run(new() { PriceFiles = [file] }, new Progress<string>(), CancellationToken.None).Report;
    }

    private string Write(double monthlyLogChange, int months)
    {
        string path = Path.Combine(_folder, "invented.csv");
        IEnumerable<string> rows = PriceRecord.Steady(monthlyLogChange, months).Offers.Select(o => $"invented card,{o.ObservedAt:yyyy-MM-dd},{o.Price.ToDecimalString()}");
        File.WriteAllLines(path, rows.Prepend("gpu,date,price"));
        return path;
    }
}
