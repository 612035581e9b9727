using Microsoft.Data.Sqlite;
using Tracker.Catalog;
using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;
using Tracker.Collector.Extraction.Matching;
using Tracker.Collector.Fetching;
using Tracker.Collector.Observations;
using Tracker.Collector.Schedules;
using Tracker.Collector.Sources;
using Tracker.Collector.Sources.Facts;

namespace Tracker.Collector;

/// <summary>What the collector does when asked: imports facts, collects sources, shows what it reads. Safe to share.</summary>
public sealed class MarketCollector : IDisposable
{
    private readonly LiveCatalog _catalog;
    private readonly FactImporter _importer;
    private readonly SourceCollector _sources;
    private readonly SourceStateStore _states;
    private readonly SourceSwitches _switches;
    private readonly PageFetcher _fetcher;
    private readonly LiveMatcher _matcher;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _history = new(1);

    internal MarketCollector(
        LiveCatalog catalog,
        FactImporter importer,
        SourceCollector sources,
        SourceStateStore states,
        SourceSwitches switches,
        PageFetcher fetcher,
        LiveMatcher matcher,
        TimeProvider time)
    {
        _catalog = catalog;
        _importer = importer;
        _sources = sources;
        _states = states;
        _switches = switches;
        _fetcher = fetcher;
        _matcher = matcher;
        _time = time;
    }

    /// <summary>Imports the facts of the history folder that are not there yet. No folder is no history.</summary>
    /// <returns>A report for each file, by name.</returns>
    public async Task<IReadOnlyList<ImportReport>> ImportHistoryAsync(CancellationToken cancellationToken)
    {
        List<ImportReport> reports = [];
        if (!Directory.Exists(_catalog.Current.Settings.HistoryFolder))
            return reports;
        await _history.WaitAsync(cancellationToken);
        try
        {
            IEnumerable<string> files = Directory.EnumerateFiles(_catalog.Current.Settings.HistoryFolder)
                .Where(file => Path.GetExtension(file) is ".csv" or ".yaml" or ".yml")
                .Order(StringComparer.Ordinal);
            foreach (string file in files)
                reports.Add(await _importer.ImportAsync(file, cancellationToken));
            return reports;
        }
        finally
        {
            _history.Release();
        }
    }

    /// <summary>Imports one file of facts, CSV or YAML. Importing it again adds nothing.</summary>
    /// <returns>What was new, what was there, and what could not be read and why; a file that cannot be read at all is refused at line 0.</returns>
    public Task<ImportReport> ImportAsync(string file, CancellationToken cancellationToken) => _importer.ImportAsync(file, cancellationToken);

    /// <summary>Asks every enabled source that is due, once, and then tells of sources whose health changed.</summary>
    public Task<CollectReport> CollectDueAsync(IProgress<string>? progress, CancellationToken cancellationToken) =>
        CollectDueAsync(progress, TimeSpan.Zero, cancellationToken);

    /// <param name="progress">Told after each source.</param>
    /// <param name="healthWindow">How long changes of health are gathered before they are told of.</param>
    internal async Task<CollectReport> CollectDueAsync(IProgress<string>? progress, TimeSpan healthWindow, CancellationToken cancellationToken)
    {
        DateTimeOffset now = _time.GetUtcNow();
        IReadOnlyDictionary<string, SourceState> states = _states.ReadAll();
        List<SourceEntry> due =
        [
            .. _switches.Enabled().Where(s => DueTime.Of(s, states.GetValueOrDefault(s.Id) ?? new() { SourceId = s.Id }, _catalog.Current.Settings.Owner.Zone) <= now),
        ];
        SourceOutcome[] outcomes = new SourceOutcome[due.Count];
        int done = 0;
        // All at once: what bounds them is each host's turn, and the documents that are held at once.
        await Task.WhenAll(Enumerable.Range(0, due.Count).Select(async i =>
        {
            outcomes[i] = await CollectAsync(due[i], cancellationToken);
            progress?.Report($"Collecting: {Interlocked.Increment(ref done)} of {due.Count} sources");
        }));
        await _states.TellHealthAsync(healthWindow, cancellationToken);
        return new() { Sources = outcomes };
    }

    // A source whose answer cannot be stored keeps the others from nothing, and is still due.
    private async Task<SourceOutcome> CollectAsync(SourceEntry source, CancellationToken cancellationToken)
    {
        try
        {
            return await _sources.CollectAsync(source, cancellationToken);
        }
        catch (SqliteException e)
        {
            return new() { SourceId = source.Id, NewObservations = 0, Problem = $"not-stored: the database refused ({e.Message}); the source is asked again at the next run" };
        }
    }

    /// <summary>Reads a document and shows what the tracker sees in it. Saves nothing.</summary>
    /// <param name="fileOrUrl">A file, or an http or https address.</param>
    /// <param name="baseUrl">Where a file came from.</param>
    /// <param name="kind">How to read it; null for the source's kind, else by its content.</param>
    /// <param name="sourceId">A source of the configuration whose options count; it must exist.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async Task<ExtractionReport> ExtractAsync(
        string fileOrUrl, string? baseUrl, SourceKind? kind, string? sourceId, CancellationToken cancellationToken)
    {
        SourceEntry? source = sourceId is null ? null : _catalog.Current.Sources[sourceId];
        string text;
        string? url = baseUrl;
        if (Uri.TryCreate(fileOrUrl, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https")
        {
            FetchResult fetched = source is null
                ? await _fetcher.FetchByHandAsync(TriedOut(address!), cancellationToken)
                : await _fetcher.FetchAsync(source with { Url = fileOrUrl }, null, null, cancellationToken);
            if (fetched.Document is not { } document)
                return ExtractionReport.Failed(fileOrUrl, Kind(kind ?? source?.Kind), fetched.Problem!.Code, fetched.Problem.Message, fetched.Problem.Place);
            text = DocumentText.Decode(document.Content, document.Charset);
            url ??= document.Url;
        }
        else
        {
            await using FileStream file = File.OpenRead(fileOrUrl);
            if (await BoundedBody.ReadAsync(file, null, PageFetcher.SizeLimit, cut: false, cancellationToken) is not { } content)
                return ExtractionReport.Failed(baseUrl, Kind(kind ?? source?.Kind), ProblemCodes.TooLarge, $"the file is larger than {PageFetcher.SizeLimit / 1024 / 1024} MiB, the most that is read of a page", fileOrUrl);
            text = DocumentText.Decode(content, null);
        }
        return SourceKinds.Extract(kind ?? source?.Kind, text, new() { Url = url, Source = source, Matcher = _matcher.Current, Now = _time.GetUtcNow() });
    }

    public void Dispose() => _history.Dispose();

    private static string Kind(SourceKind? kind) => SourceKinds.NameOf(kind ?? SourceKind.Product);

    // A page that a person asks for by hand may be his own.
    private static SourceEntry TriedOut(Uri address) => new()
    {
        Id = "command-line",
        Kind = SourceKind.Product,
        Url = address.ToString(),
        Enabled = true,
        Schedule = new() { Every = TimeSpan.FromDays(1), Jitter = TimeSpan.Zero },
        Venue = address.Host,
        Trust = Contracts.Confidence.Unverified,
        Condition = Contracts.ItemCondition.Unknown,
        Unit = Contracts.PriceUnit.Each,
        WatchWords = [],
        AllowPrivate = true,
        Delay = TimeSpan.Zero,
        Timeout = TimeSpan.FromSeconds(20),
    };
}
