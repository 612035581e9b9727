using System.Text.RegularExpressions;
using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;
using Tracker.Collector.Fetching;
using Tracker.Collector.Sources.Feed;
using Tracker.Collector.Sources.Fx;
using Tracker.Collector.Sources.Json;
using Tracker.Collector.Sources.Listing;
using Tracker.Collector.Sources.PageWatch;
using Tracker.Collector.Sources.Product;
using Tracker.Collector.Sources.Table;

namespace Tracker.Collector.Sources;

/// <summary>The kinds of source whose documents can be read: the one place where a kind is added.</summary>
internal static class SourceKinds
{
    private static readonly ProductExtractor s_product = new();

    // In the order in which a document of which nobody said its kind is tried.
    private static readonly IExtractor[] s_extractors = [new FxExtractor(), new FeedExtractor(), new JsonExtractor(), s_product, new ListingExtractor(), new TableExtractor(), new PageWatchExtractor()];

    /// <summary>The kind's name in the configuration and on the command line.</summary>
    public static string NameOf(SourceKind kind) => kind == SourceKind.PageWatch ? "page-watch" : kind.ToString().ToLowerInvariant();

    /// <summary>Reads a document as a kind; null reads it as what it looks like, a web page where it looks like nothing else.</summary>
    public static ExtractionReport Extract(SourceKind? kind, string text, ExtractionContext context)
    {
        IExtractor? extractor = kind is SourceKind known
            ? Array.Find(s_extractors, e => e.Kind == known)
            : Array.Find(s_extractors, e => e.Recognises(text)) ?? s_product;
        string name = NameOf(extractor?.Kind ?? kind!.Value);
        if (extractor is null)
            return ExtractionReport.Failed(context.Url, name, ProblemCodes.Unreadable, $"a document of kind {name} is imported, not extracted: use 'tracker import'");
        if (text.Length > PageFetcher.SizeLimit)
            return ExtractionReport.Failed(context.Url, name, ProblemCodes.TooLarge, $"the document is longer than {PageFetcher.SizeLimit / 1024 / 1024} MiB");
        try
        {
            return extractor.Extract(text, context);
        }
        catch (Exception e) when (e is RegexMatchTimeoutException or WebPageException)
        {
            return ExtractionReport.Failed(context.Url, name, ProblemCodes.Unreadable, $"the document is too intricate: {e.Message}");
        }
    }
}
