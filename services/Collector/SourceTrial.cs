using Tracker.Catalog;
using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;
using Tracker.Collector.Extraction.Matching;
using Tracker.Collector.Fetching;
using Tracker.Collector.Observations;
using Tracker.Collector.Sources;
using Tracker.Storage;

namespace Tracker.Collector;

/// <summary>A dry run of one source: the same fetch and the same reading, and a recording that is undone.</summary>
internal sealed class SourceTrial(LiveCatalog catalog, PageFetcher fetcher, LiveMatcher matcher, ObservationRecorder recorder, Writer writer, TimeProvider time)
{
    public async Task<SourceTrialReport> RunAsync(SourceEntry source, CancellationToken cancellationToken)
    {
        if (!SourceCollector.IsWeb(source))
            return OfFile(source);
        FetchResult fetched = await fetcher.FetchAsync(source, null, null, cancellationToken);
        SourceTrialReport report = new()
        {
            Id = source.Id,
            Url = fetched.Document?.Url ?? fetched.Problem?.Place ?? source.Url,
            Status = fetched.Status,
            Redirects = fetched.Hops,
            ContentType = fetched.Document?.MediaType,
            Size = fetched.Document?.Content.Length,
            Conditional = fetched.Document?.ETag is not null || fetched.Document?.LastModified is not null,
            Read = null,
            Offers = [],
            Problem = fetched.Problem,
        };
        if (fetched.Document is not { } document || source.Kind == SourceKind.Facts)
            return report;
        ExtractionReport read = SourceKinds.Extract(
            source.Kind, DocumentText.Decode(document.Content, document.Charset), new() { Url = document.Url, Source = source, Matcher = matcher.Current, Now = time.GetUtcNow() });
        return report with { Read = read, Offers = await FatesAsync(source, read, cancellationToken), Problem = SourceCollector.Unknown(read) };
    }

    private SourceTrialReport OfFile(SourceEntry source)
    {
        string file = Path.GetFullPath(Path.Combine(catalog.Current.Folder, source.Url));
        bool there = File.Exists(file);
        return new()
        {
            Id = source.Id,
            Url = file,
            Status = 0,
            Redirects = 0,
            ContentType = null,
            Size = there ? (int)new FileInfo(file).Length : null,
            Conditional = false,
            Read = null,
            Offers = [],
            Problem = there ? null : new("unreadable", "there is no such file", file),
        };
    }

    // The recorder itself says what it would do; its transaction is undone.
    private async Task<IReadOnlyList<TrialOffer>> FatesAsync(SourceEntry source, ExtractionReport read, CancellationToken cancellationToken)
    {
        List<TrialOffer> fates = [];
        try
        {
            await writer.WriteAsync(
                scope =>
                {
                    foreach (ExtractedOffer offer in read.Offers)
                        fates.Add(recorder.Try(scope, source, offer));
                    throw new UndoneException();
                },
                cancellationToken);
        }
        catch (UndoneException)
        {
        }
        return fates;
    }

    private sealed class UndoneException : Exception;
}
