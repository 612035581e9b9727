using Tracker.Catalog;
using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;
using Tracker.Collector.Extraction.Matching;
using Tracker.Collector.Fetching;
using Tracker.Collector.Observations;
using Tracker.Collector.Schedules;
using Tracker.Collector.Sources;
using Tracker.Collector.Sources.Facts;
using Tracker.Storage;

namespace Tracker.Collector;

/// <summary>Asks one source, reads its answer and stores what is new. What cannot be read changes nothing but the source's state.</summary>
internal sealed class SourceCollector(
    LiveCatalog catalog,
    PageFetcher fetcher,
    SourceStateStore states,
    ObservationRecorder recorder,
    FactImporter importer,
    LiveMatcher matcher,
    Writer writer,
    TimeProvider time) : IDisposable
{
    // Documents that are held at once: where reading cannot keep up, fetching waits.
    private readonly SemaphoreSlim _documents = new(32);

    // Reading is computing: more at once than there are processors only holds more memory.
    private readonly SemaphoreSlim _readers = new(Environment.ProcessorCount);

    public async Task<SourceOutcome> CollectAsync(SourceEntry source, CancellationToken cancellationToken)
    {
        bool holds = false;
        try
        {
            return await CollectAsync(
                source,
                async token =>
                {
                    await _documents.WaitAsync(token);
                    holds = true;
                },
                cancellationToken);
        }
        finally
        {
            if (holds)
                _documents.Release();
        }
    }

    public void Dispose()
    {
        _documents.Dispose();
        _readers.Dispose();
    }

    private async Task<SourceOutcome> CollectAsync(SourceEntry source, Func<CancellationToken, Task> beforeBody, CancellationToken cancellationToken)
    {
        SourceState state = states.Read(source.Id);
        if (source.Kind == SourceKind.Facts && !IsWeb(source))
            return await ImportFileAsync(source, state, cancellationToken);

        // Another configuration may see something else in the same document.
        bool known = state.ReadUnder == catalog.Current.Fingerprint;
        FetchResult fetched = await fetcher.FetchAsync(source, known ? state.ETag : null, known ? state.LastModified : null, cancellationToken, beforeBody);
        if (fetched.Problem is { } problem)
            return await FailAsync(state, problem, fetched.RetryAfter, cancellationToken);
        if (fetched.Document is not { } document)
        {
            int again = await writer.WriteAsync(
                scope =>
                {
                    int count = recorder.RecordUnchanged(scope, source, state.LastSuccessAt);
                    states.Succeeded(scope, state, Success(source, null, false, null));
                    return count;
                },
                cancellationToken);
            return Done(source, again);
        }
        return source.Kind == SourceKind.Facts
            ? await ImportAsync(source, state, document, cancellationToken)
            : await ExtractAsync(source, state, document, cancellationToken);
    }

    /// <summary>Whether a source's answer says nothing at all; then the first problem is the reason.</summary>
    internal static ExtractionProblem? Unknown(ExtractionReport report) =>
        report.IsEmpty ? report.Problems.FirstOrDefault(p => p.Code is not ProblemCodes.NoWatchedItem) : null;

    internal static bool IsWeb(SourceEntry source) => Uri.TryCreate(source.Url, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https";

    private async Task<SourceOutcome> ExtractAsync(SourceEntry source, SourceState state, FetchedDocument document, CancellationToken cancellationToken)
    {
        ExtractionReport report = await ReadAsync(source, document, cancellationToken);
        if (Unknown(report) is { } problem)
            return await FailAsync(state, problem, null, cancellationToken);
        int added = await writer.WriteAsync(
            scope =>
            {
                int count = recorder.Record(scope, source, report);
                states.Succeeded(scope, state, Success(source, document, count > 0, source.Kind is SourceKind.Feed or SourceKind.PageWatch || Gave(report)));
                return count;
            },
            cancellationToken);
        return Done(source, added);
    }

    private async Task<ExtractionReport> ReadAsync(SourceEntry source, FetchedDocument document, CancellationToken cancellationToken)
    {
        await _readers.WaitAsync(cancellationToken);
        try
        {
            return SourceKinds.Extract(
                source.Kind, DocumentText.Decode(document.Content, document.Charset), new() { Url = document.Url, Source = source, Matcher = matcher.Current, Now = time.GetUtcNow() });
        }
        finally
        {
            _readers.Release();
        }
    }

    // News may be long without a card; a page that sold one and shows none was emptied.
    private static bool Gave(ExtractionReport report) =>
        report.Offers.Any(o => o.GpuId is not null) || report.Announcements.Count + report.ExchangeRates.Count + report.Specs.Count > 0;

    private SourceSuccess Success(SourceEntry source, FetchedDocument? document, bool changed, bool? gave) => new()
    {
        Document = document,
        Changed = changed,
        GaveData = gave,
        Interval = DueTime.Interval(source, catalog.Current.Settings.Owner.Zone, time.GetUtcNow()),
        ReadUnder = catalog.Current.Fingerprint,
    };

    private async Task<SourceOutcome> ImportFileAsync(SourceEntry source, SourceState state, CancellationToken cancellationToken)
    {
        string file = Path.GetFullPath(Path.Combine(catalog.Current.Folder, source.Url));
        return await FinishImportAsync(source, state, null, await importer.ImportAsync(file, cancellationToken), cancellationToken);
    }

    private async Task<SourceOutcome> ImportAsync(SourceEntry source, SourceState state, FetchedDocument document, CancellationToken cancellationToken) =>
        await FinishImportAsync(
            source, state, document, await importer.ImportAsync(source.Url, document.Content, source.Id, cancellationToken), cancellationToken);

    private async Task<SourceOutcome> FinishImportAsync(
        SourceEntry source, SourceState state, FetchedDocument? document, ImportReport report, CancellationToken cancellationToken)
    {
        if (report.Accepted + report.Duplicate == 0 && report.Refused is [RefusedRow first, ..])
            return await FailAsync(state, new(ProblemCodes.Unreadable, $"line {first.Line}: {first.Reason}", source.Url), null, cancellationToken);
        await writer.WriteAsync(scope => states.Succeeded(scope, state, Success(source, document, report.Accepted > 0, true)), cancellationToken);
        return Done(source, report.Accepted);
    }

    private async Task<SourceOutcome> FailAsync(SourceState state, ExtractionProblem problem, TimeSpan? retryAfter, CancellationToken cancellationToken)
    {
        await states.FailedAsync(state, problem, retryAfter, cancellationToken);
        return new() { SourceId = state.SourceId, NewObservations = 0, Problem = $"{problem.Code}: {problem.Message}" };
    }

    private static SourceOutcome Done(SourceEntry source, int added) => new() { SourceId = source.Id, NewObservations = added, Problem = null };
}
