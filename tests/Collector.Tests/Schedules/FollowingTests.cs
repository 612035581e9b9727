using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;
using Tracker.Catalog;
using Tracker.Hosting;

namespace Tracker.Collector.Tests.Schedules;

/// <summary>The schedules of a process that stays up follow its configuration.</summary>
public sealed class FollowingTests : CollectorFixture
{
    private const string Card = """<script type="application/ld+json">{"@type":"Product","name":"RTX A6000","offers":{"price":4649,"priceCurrency":"USD"}}</script>""";

    private static readonly string[] s_files = ["tracker.yaml", "delivery.yaml", "stacks.yaml"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task New_edited_and_removed_source_files_take_effect_without_a_restart()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        site.Says(Card);
        string config = Config();
        WriteSource("a", $"{site.Url}/first");
        IHost host = Running(config);
        await host.StartAsync(Token);
        await Eventually.TrueAsync(() => Asked(site, "/first"));

        WriteSource("b", $"{site.Url}/new");
        await Eventually.TrueAsync(() => Asked(site, "/new"));
        WriteSource("a", $"{site.Url}/edited");
        await Eventually.TrueAsync(() => Asked(site, "/edited"));
        File.Delete(Path.Combine(config, "sources", "b.yaml"));

        IScheduler scheduler = await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Token);
        await Eventually.TrueAsync(async () => await scheduler.GetJobDetail(new JobKey("b", "sources"), Token) is null);
        (await scheduler.GetJobDetail(new JobKey("a", "sources"), Token)).ShouldNotBeNull();
        await Eventually.TrueAsync(() => Query<string>("SELECT DISTINCT source_id FROM offers ORDER BY 1") is ["a", "b"]);
    }

    private static bool Asked(LoopbackSite site, string path) => site.Requests.Any(r => r.Path == path);

    private string Config()
    {
        string shipped = Path.Combine(Repository(), "deploy", "config");
        string config = Path.Combine(Folder, "config");
        Directory.CreateDirectory(Path.Combine(config, "sources"));
        IEnumerable<string> files = s_files.Concat(new[] { "gpus", "models" }.SelectMany(
            folder => Directory.EnumerateFiles(Path.Combine(shipped, folder)).Select(file => Path.GetRelativePath(shipped, file))));
        foreach (string file in files)
            Write(Path.Combine("config", file), File.ReadAllText(Path.Combine(shipped, file)).Replace("../history", "no-history"));
        return config;
    }

    private void WriteSource(string id, string url) => Write($"config/sources/{id}.yaml", $"""
        id: {id}
        kind: product
        url: {url}
        schedule:
          every: 6h
          jitter: 0s
        gpu: rtx-a6000
        allow_private: true
        delay: 0s
        """);

    private IHost Running(string config)
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        CatalogLoadResult loaded = CatalogLoader.Load(config);
        loaded.Problems.ShouldAllBe(problem => problem.IsWarning);
        builder.AddTracker(loaded.Catalog!, new TrackerPaths(Path.Combine(Folder, "data")), [Roles.Collector], HostMode.Running, roles => roles.AddCollector());
        return Keep(builder.Build());
    }

    private static string Repository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Tracker.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("the tests do not run below the repository");
    }
}
