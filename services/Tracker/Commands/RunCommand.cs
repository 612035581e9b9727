using System.CommandLine;
using Tracker.Catalog;
using Tracker.Collector;
using Tracker.Contracts;
using Tracker.Display;
using Tracker.Hosting;
using Tracker.Hosting.Bus;
using Tracker.Hosting.Telemetry;
using Tracker.Notifier;
using Tracker.Scoring;

namespace Tracker.Commands;

/// <summary><c>run</c>: starts the roles.</summary>
internal static class RunCommand
{
    private const string DefaultUrls = "http://127.0.0.1:5080";
    private static readonly TimeSpan s_settle = TimeSpan.FromSeconds(60);
    // The first mails, the first look at every source and the jobs of every minute come after the start, each with code and
    // buffers of its own.
    private static readonly TimeSpan[] s_calms = [TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(60)];

    public static Command Create(CommonOptions common)
    {
        Option<string[]> role = new("--role")
        {
            Description = "Take on this role only; repeat for several. Roles in separate processes need a broker (Transport=RabbitMq).",
            HelpName = string.Join('|', Roles.All),
        };
        role.AcceptOnlyFromAmong([.. Roles.All]);
        Option<bool> once = new("--once") { Description = "Import, collect each due source once, decide, deliver, print, end." };
        Option<string?> urls = new("--urls")
        {
            Description = $"Address of health checks and metrics. Default: the variable ASPNETCORE_URLS, else {DefaultUrls}.",
            HelpName = "URL",
        };
        Command command = new("run", "Starts the program: imports the history at first, prints the verdict and the scoreboard, then keeps collecting.")
        {
            role, once, urls, common.Config, common.Data, common.Json, common.Verbose,
        };
        command.SetAction((call, cancellationToken) => CommandRunner.WithCatalogAsync(common, call, catalog =>
        {
            IReadOnlyCollection<string> roles = call.GetValue(role) is { Length: > 0 } some ? [.. some.Distinct()] : Roles.All;
            CheckTransport(roles);
            string data = call.GetValue(common.Data)!;
            bool verbose = call.GetValue(common.Verbose);
            return call.GetValue(once)
                ? RunOnceAsync(catalog, data, roles, call.GetValue(common.Json), verbose, cancellationToken)
                : RunAsync(catalog, data, roles, call.GetValue(urls), verbose, cancellationToken);
        }));
        return command;
    }

    private static void CheckTransport(IReadOnlyCollection<string> roles)
    {
        bool broker = string.Equals(Environment.GetEnvironmentVariable("Transport"), nameof(BusTransport.RabbitMq), StringComparison.OrdinalIgnoreCase);
        if (!broker && roles.Count < Roles.All.Count)
            throw new WrongCallException("a process with some of the roles needs a broker to reach the others: set the environment variable Transport=RabbitMq (and RabbitMq__Host), or leave out --role");
    }

    private static async Task<int> RunOnceAsync(
        TrackerCatalog catalog, string data, IReadOnlyCollection<string> roles, bool json, bool verbose, CancellationToken cancellationToken)
    {
        using IHost host = TrackerProcess.Create(catalog, data, roles, HostMode.Once, verbose);
        await host.StartAsync(cancellationToken);
        Scoreboard? scoreboard = null;
        try
        {
            await Progress.ShowAsync("Starting", async progress =>
            {
                if (roles.Contains(Roles.Collector))
                {
                    MarketCollector collector = host.Services.GetRequiredService<MarketCollector>();
                    progress.Report("Importing the history");
                    ReportDisplay.WriteRefused(await collector.ImportHistoryAsync(cancellationToken));
                    progress.Report("Collecting");
                    ReportDisplay.WriteFailures(await collector.CollectDueAsync(progress, cancellationToken));
                }
                if (roles.Contains(Roles.Scoring))
                {
                    progress.Report("Comparing");
                    scoreboard = await host.Services.GetRequiredService<MarketScorer>().EvaluateIfChangedAsync(cancellationToken);
                }
                progress.Report("Delivering");
                await host.Services.GetRequiredService<OutboxDispatcher>().WhenSettledAsync(s_settle, cancellationToken);
                if (roles.Contains(Roles.Notifier))
                    await host.Services.GetRequiredService<AlertNotifier>().DeliverDueAsync(cancellationToken);
            });
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
        if (scoreboard is not null)
            ScoreboardDisplay.Write(scoreboard, json);
        return TrackerCommandLine.Done;
    }

    private static async Task<int> RunAsync(
        TrackerCatalog catalog, string data, IReadOnlyCollection<string> roles, string? urls, bool verbose, CancellationToken cancellationToken)
    {
        string address = urls ?? Environment.GetEnvironmentVariable("ASPNETCORE_URLS") ?? DefaultUrls;
        await using WebApplication app = TrackerProcess.CreateWeb(catalog, data, roles, address, verbose);
        app.MapTrackerEndpoints();
        await app.StartAsync(cancellationToken);
        Console.WriteLine($"GPU Tracker runs as {string.Join(", ", roles)}; health at {app.Urls.First()}/health/ready; Ctrl+C ends it.");
        if (roles.Contains(Roles.Scoring))
        {
            MarketScorer scorer = app.Services.GetRequiredService<MarketScorer>();
            if (roles.Contains(Roles.Collector))
                ReportDisplay.WriteRefused(await app.Services.GetRequiredService<MarketCollector>().ImportHistoryAsync(cancellationToken));
            if (roles.Contains(Roles.Fit))
                ScoreboardDisplay.Write(await scorer.EvaluateIfChangedAsync(cancellationToken), json: false);
        }
        ResidentMemory.GiveBack();
        Task shutdown = app.WaitForShutdownAsync(cancellationToken);
        TimeProvider clock = app.Services.GetRequiredService<TimeProvider>();
        foreach (TimeSpan calm in s_calms)
        {
            await Task.WhenAny(shutdown, Task.Delay(calm, clock, app.Lifetime.ApplicationStopping));
            ResidentMemory.GiveBack();
        }
        await shutdown;
        return TrackerCommandLine.Done;
    }
}
