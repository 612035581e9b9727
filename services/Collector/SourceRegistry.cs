using Microsoft.Data.Sqlite;
using Tracker.Catalog;
using Tracker.Catalog.Sources;
using Tracker.Catalog.Units;
using Tracker.Collector.Observations;
using Tracker.Collector.Schedules;
using Tracker.Storage;

namespace Tracker.Collector;

/// <summary>The sources as their owner handles them: how each does, a dry run, on and off, and what is in quarantine. Safe to share.</summary>
public sealed class SourceRegistry
{
    private readonly LiveCatalog _catalog;
    private readonly SourceStateStore _states;
    private readonly SourceSwitches _switches;
    private readonly SourceTrial _trial;
    private readonly TrackerDatabase _database;
    private readonly Writer _writer;
    private readonly TimeProvider _time;

    internal SourceRegistry(
        LiveCatalog catalog, SourceStateStore states, SourceSwitches switches, SourceTrial trial, TrackerDatabase database, Writer writer, TimeProvider time)
    {
        _catalog = catalog;
        _states = states;
        _switches = switches;
        _trial = trial;
        _database = database;
        _writer = writer;
        _time = time;
    }

    /// <summary>How each source does, by id.</summary>
    public IReadOnlyList<SourceStatus> List()
    {
        IReadOnlyDictionary<string, SourceState> states = _states.ReadAll();
        HashSet<string> enabled = [.. _switches.Enabled().Select(s => s.Id)];
        IReadOnlyDictionary<string, bool> said = _switches.Read();
        ILookup<string, QuarantinedPrice> held = Quarantined().ToLookup(q => q.SourceId, StringComparer.Ordinal);
        return
        [
            .. _catalog.Current.Sources.Values.OrderBy(s => s.Id, StringComparer.Ordinal)
                .Select(s => Status(s, states.GetValueOrDefault(s.Id), enabled.Contains(s.Id), said.ContainsKey(s.Id), held[s.Id].Count())),
        ];
    }

    /// <summary>Fetches a source as a run would, and shows what it reads and what a run would keep. Saves nothing.</summary>
    /// <param name="sourceId">A source of the configuration.</param>
    public Task<SourceTrialReport> TestAsync(string sourceId, CancellationToken cancellationToken) =>
        _trial.RunAsync(_catalog.Current.Sources[sourceId], cancellationToken);

    /// <summary>Switches a source on or off, whatever its file says; one that is switched on is due at once.</summary>
    /// <param name="sourceId">A source of the configuration.</param>
    public Task SwitchAsync(string sourceId, bool enabled, CancellationToken cancellationToken) => _switches.SetAsync(sourceId, enabled, cancellationToken);

    /// <summary>The prices that are held back, oldest first.</summary>
    public IReadOnlyList<QuarantinedPrice> Quarantined()
    {
        using SqliteConnection connection = _database.Connect();
        return [.. QuarantineStore.Held(connection).Select(Show)];
    }

    /// <summary>Decides on a price in quarantine: released it is an offer, known from now on; dropped it is refused for 90 days wherever the source shows it again.</summary>
    /// <returns>The price; null where none with that number is held.</returns>
    public Task<QuarantinedPrice?> DecideAsync(long id, bool release, CancellationToken cancellationToken) => _writer.WriteAsync(
        scope =>
        {
            if (QuarantineStore.Find(scope, id) is not { Status: "held" } row)
                return null;
            if (release)
                Quarantine.Release(scope, row, "hand", _time.GetUtcNow());
            else
                QuarantineStore.Decide(scope, id, "dropped", "hand", _time.GetUtcNow());
            return Show(row);
        },
        cancellationToken);

    private SourceStatus Status(SourceEntry source, SourceState? state, bool enabled, bool switched, int held)
    {
        DateTimeOffset? due = enabled ? DueTime.Of(source, state ?? new() { SourceId = source.Id }, _catalog.Current.Settings.Owner.Zone) : null;
        return new()
        {
            Id = source.Id,
            Kind = source.Kind,
            Venue = source.Venue,
            Url = source.Url,
            Enabled = enabled,
            DisabledReason = enabled ? null : switched ? "switched off with 'tracker source disable'" : source.DisabledReason,
            Switched = switched,
            Health = !enabled ? SourceHealth.Off : state?.LastAttemptAt is null ? SourceHealth.NotAsked : state.Healthy ? SourceHealth.Healthy : SourceHealth.Unhealthy,
            LastSuccessAt = state?.LastSuccessAt,
            LastChangeAt = state?.LastChangeAt,
            FailuresInRow = state?.FailuresInRow ?? 0,
            NextTryAt = due is DateTimeOffset at && at < _time.GetUtcNow() ? _time.GetUtcNow() : due,
            LastProblem = state?.LastProblem,
            Quarantined = held,
        };
    }

    private static QuarantinedPrice Show(QuarantinedRow row) => new()
    {
        Id = row.Id,
        SourceId = row.SourceId,
        GpuId = row.GpuId,
        Title = row.Title,
        Url = row.Url,
        Price = row.Price.ToValue(),
        Reference = new Money(row.ReferenceMinor, row.Price.Currency).ToValue(),
        FirstSeenAt = row.FirstSeenAt,
        LastSeenAt = row.LastSeenAt,
        TimesSeen = (int)row.TimesSeen,
        Evidence = row.Evidence,
    };
}
