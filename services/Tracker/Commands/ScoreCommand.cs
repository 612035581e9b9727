using System.CommandLine;
using Tracker.Collector;
using Tracker.Contracts;
using Tracker.Display;
using Tracker.Hosting;
using Tracker.Scoring;

namespace Tracker.Commands;

/// <summary><c>score</c>: scoreboard and verdict.</summary>
internal static class ScoreCommand
{
    public static Command Create(CommonOptions common)
    {
        Option<string[]> set = new("--set")
        {
            Description = $"What if: a decision setting for this call, as in --set hours=300 --set horizon=36. Settings: {WhatIf.Names}.",
            HelpName = "NAME=VALUE",
        };
        Option<bool> explain = new("--explain")
        {
            Description = "Trace every number of the answer to its inputs, with their sources and dates; what moves it, and every way of acting.",
        };
        Command command = new("score", "Prints the scoreboard and the verdict, now or with what was known by a date. Sends nothing.")
        {
            common.AsOf, set, explain, common.Config, common.Data, common.Json, common.Verbose,
        };
        command.SetAction((call, cancellationToken) => CommandRunner.WithCatalogAsync(common, call, async catalog =>
        {
            using IHost host = TrackerProcess.Create(
                WhatIf.Apply(catalog, call.GetValue(set) ?? []), call.GetValue(common.Data)!, [Roles.Collector, Roles.Fit, Roles.Scoring], HostMode.Command, call.GetValue(common.Verbose));
            await host.StartAsync(cancellationToken);
            // The first call on an empty data folder, or after a new fact file, finds its facts imported.
            ReportDisplay.WriteRefused(await host.Services.GetRequiredService<MarketCollector>().ImportHistoryAsync(cancellationToken));
            DateTimeOffset asOf = call.GetValue(common.AsOf) ?? host.Services.GetRequiredService<TimeProvider>().GetUtcNow();
            Scoreboard scoreboard = await host.Services.GetRequiredService<MarketScorer>().EvaluateAsync(asOf, cancellationToken);
            await host.StopAsync(cancellationToken);
            ScoreboardDisplay.Write(scoreboard, call.GetValue(common.Json));
            if (call.GetValue(explain) && !call.GetValue(common.Json))
                ExplanationDisplay.Write(scoreboard);
            return TrackerCommandLine.Done;
        }));
        return command;
    }
}
