using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Tracker.Catalog;
using Tracker.Catalog.Sources;
using Tracker.Hosting;
using Tracker.Storage;

namespace Tracker.Collector.Tests;

/// <summary>The collector as a process has it, over a database of the test's own and a clock that stands still.</summary>
public abstract class CollectorFixture : IAsyncDisposable
{
    private readonly List<IHost> _hosts = [];

    protected string Folder { get; } = Directory.CreateTempSubdirectory("collector").FullName;

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    internal TrackerDatabase Database => field ??= TrackerDatabase.Open(Path.Combine(Folder, "data", "tracker.db"));

    public async ValueTask DisposeAsync()
    {
        foreach (IHost host in _hosts)
        {
            await host.StopAsync(CancellationToken.None);
            if (host is IAsyncDisposable disposable)
                await disposable.DisposeAsync();
        }
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected IHost Host(bool scheduled, params SourceEntry[] sources)
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        TrackerCatalog catalog = TestCatalog.Create(Folder, sources);
        builder.AddTracker(catalog, new TrackerPaths(Path.Combine(Folder, "data")), [Roles.Collector], scheduled ? HostMode.Running : HostMode.Command, roles => roles.AddCollector());
        if (!scheduled)
            builder.Services.AddSingleton<TimeProvider>(Time);
        return Keep(builder.Build());
    }

    /// <summary>Stops a host at the test's end.</summary>
    protected IHost Keep(IHost host)
    {
        _hosts.Add(host);
        return host;
    }

    protected MarketCollector Collector(params SourceEntry[] sources) => Host(scheduled: false, sources).Services.GetRequiredService<MarketCollector>();

    protected string Write(string name, string text)
    {
        string file = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    protected List<T> Query<T>(string sql)
    {
        using SqliteConnection connection = Database.Connect();
        return connection.Query<T>(sql).AsList();
    }

    protected void Execute(string sql)
    {
        using SqliteConnection connection = Database.Connect();
        connection.Execute(sql);
    }

    protected long Count(string table) => Query<long>($"SELECT count(*) FROM {table}")[0];

    /// <summary>The bodies of the messages of a type, oldest first.</summary>
    protected List<string> Messages<T>() => Query<string>($"SELECT body FROM outbox WHERE message_type = '{typeof(T).FullName}' ORDER BY id");
}
