using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tracker.Hosting.Bus;
using Tracker.Storage;
using Tracker.Storage.Messages;

namespace Tracker.Hosting.Tests;

/// <summary>A process of the program with the roles a test gives it, over the in-memory bus and a database of its own.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder;
    private readonly IHost _host;

    private TestHost(DirectoryInfo folder, IHost host)
    {
        _folder = folder;
        _host = host;
    }

    public IServiceProvider Services => _host.Services;

    public TrackerDatabase Database => Services.GetRequiredService<TrackerDatabase>();

    public Writer Writer => Services.GetRequiredService<Writer>();

    public Outbox Outbox => Services.GetRequiredService<Outbox>();

    public OutboxDispatcher Dispatcher => Services.GetRequiredService<OutboxDispatcher>();

    /// <summary>Builds the process of the collector's role unless told otherwise; it is not started yet, so a test can store what an earlier one left.</summary>
    public static TestHost Build(
        Action<RoleBuilder> addRoles, HostMode mode = HostMode.Once, IReadOnlyCollection<string>? roles = null, params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("tracker-hosting-");
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddTracker(ShippedCatalog.Instance, new(folder.FullName), roles ?? [Roles.Collector], mode, addRoles);
        return new(folder, builder.Build());
    }

    public Task StartAsync() => _host.StartAsync(TestContext.Current.CancellationToken);

    public Task WhenSettledAsync() => Dispatcher.WhenSettledAsync(Deadline, TestContext.Current.CancellationToken);

    /// <summary>Waits until a condition holds.</summary>
    public static async Task WhenAsync(Func<bool> condition)
    {
        using CancellationTokenSource deadline = new(Deadline);
        while (!condition())
            await Task.Delay(20, deadline.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(TestContext.Current.CancellationToken);
        await ((IAsyncDisposable)_host).DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
