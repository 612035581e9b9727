using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tracker.Catalog;
using Tracker.Catalog.Yaml;

namespace Tracker.Hosting;

/// <summary>
/// Puts an edited configuration in force while the program runs. It looks at names, sizes and times of the files every
/// second: file notifications do not cross the mounts of containers. An edit is read once the folder has kept still
/// between two looks, so that a half-saved file is not taken for a mistake.
/// </summary>
internal sealed class CatalogWatcher(LiveCatalog catalog, TimeProvider time, ILogger<CatalogWatcher> logger) : BackgroundService, IHealthCheck
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(catalog.Problems is [ConfigProblem first, ..]
            ? HealthCheckResult.Degraded($"an edited configuration is not in force: {first}")
            : HealthCheckResult.Healthy());

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string folder = catalog.Current.Folder;
        int loaded = Look(folder);
        int before = loaded;
        using PeriodicTimer timer = new(s_interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            int now = Look(folder);
            if (now == before && now != loaded && TryReload())
                loaded = now;
            before = now;
        }
    }

    private bool TryReload()
    {
        try
        {
            if (catalog.Reload())
                logger.LogInformation("The configuration changed and is in force");
            foreach (ConfigProblem problem in catalog.Problems)
                logger.LogError("{Problem}", problem);
            if (catalog.Problems.Count > 0)
                logger.LogError("The edited configuration has {Count} problem(s); the one before stays in force", catalog.Problems.Count);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file that was there when the folder was listed is gone; the next look sees what is there.
            return false;
        }
    }

    // 0 where the folder cannot be listed just now: an editor may be moving it about.
    private static int Look(string folder)
    {
        try
        {
            HashCode hash = new();
            foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles("*.y*ml", SearchOption.AllDirectories).OrderBy(f => f.FullName, StringComparer.Ordinal))
            {
                hash.Add(file.FullName);
                hash.Add(file.Length);
                hash.Add(file.LastWriteTimeUtc);
            }
            return hash.ToHashCode();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
