using System.CommandLine;
using System.Globalization;
using Tracker.Collector;
using Tracker.Display;
using Tracker.Hosting;
using Tracker.Scoring.Backtest;

namespace Tracker.Commands;

/// <summary><c>backtest</c>: how good the advice would have been.</summary>
internal static class BacktestCommand
{
    public static Command Create(CommonOptions common)
    {
        Option<DateOnly?> from = Day("--from", "First day of a decision. Default: where the record begins.");
        Option<DateOnly?> to = Day("--to", "Last day of a decision; what came of it is read to the end of the record. Default: where that ends.");
        Option<string[]> prices = new("--prices")
        {
            Description = "Replay this price file instead of the recorded history; may be given several times. CSV with a date and a price a row, a column for each card, or the columns of deploy/history/prices.csv.",
            HelpName = "CSV",
            AllowMultipleArgumentsPerToken = true,
        };
        Option<double> payback = new("--payback")
        {
            Description = "Months of use that are worth the price of the card (an assumption: the more months, the more it pays to wait).",
            HelpName = "MONTHS",
            DefaultValueFactory = _ => BacktestRequest.DefaultPaybackMonths,
        };
        payback.Validators.Add(result =>
        {
            if (result.GetValue(payback) is not (>= 1 and <= 1200))
                result.AddError("--payback must be between 1 and 1200 months");
        });
        Option<string?> chart = new("--chart")
        {
            Description = "Draw the decisions over the price curves into this SVG file.",
            HelpName = "FILE.svg",
        };
        chart.Validators.Add(result =>
        {
            if (result.GetValue(chart) is { } file && !file.EndsWith(".svg", StringComparison.OrdinalIgnoreCase))
                result.AddError($"--chart draws SVG: the file's name must end in .svg, found '{file}'");
        });
        Command command = new("backtest", "Replays the advice week by week over recorded prices, with what was known each week, and compares it with rules of thumb. Stores and sends nothing.")
        {
            from, to, prices, payback, chart, common.Config, common.Data, common.Json, common.Verbose,
        };
        command.SetAction((call, cancellationToken) => CommandRunner.WithCatalogAsync(common, call, async catalog =>
        {
            BacktestRequest request = new()
            {
                From = call.GetValue(from),
                To = call.GetValue(to),
                PriceFiles = call.GetValue(prices) ?? [],
                PaybackMonths = call.GetValue(payback),
            };
            if (request.From > request.To)
                throw new WrongCallException($"--from {request.From:yyyy-MM-dd} is after --to {request.To:yyyy-MM-dd}");
            if (request.PriceFiles.FirstOrDefault(f => !File.Exists(f)) is string missing)
                throw new WrongCallException($"there is no file {missing}");
            using IHost host = TrackerProcess.Create(
                catalog, call.GetValue(common.Data)!, [Roles.Collector, Roles.Scoring], HostMode.Command, call.GetValue(common.Verbose));
            if (request.PriceFiles.Count == 0)
                ReportDisplay.WriteRefused(await host.Services.GetRequiredService<MarketCollector>().ImportHistoryAsync(cancellationToken));
            BacktestRun? run = null;
            await Progress.ShowAsync("replaying", async progress =>
                run = await Task.Run(() => host.Services.GetRequiredService<Backtester>().Run(request, progress, cancellationToken), cancellationToken));
            BacktestDisplay.Write(run!.Report, call.GetValue(common.Json));
            if (call.GetValue(chart) is { } file && BacktestChart.Draw(run) is { } svg)
                await File.WriteAllTextAsync(file, svg, cancellationToken);
            return run.Report.Decisions > 0 ? TrackerCommandLine.Done : TrackerCommandLine.Failed;
        }));
        return command;
    }

    private static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DATE",
        CustomParser = argument =>
        {
            if (DateOnly.TryParseExact(argument.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
                return day;
            argument.AddError($"{name} must be a date such as 2022-01-01, found '{argument.Tokens[0].Value}'");
            return null;
        },
    };
}
