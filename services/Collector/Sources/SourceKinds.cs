using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;
using Tracker.Collector.Sources.Feed;
using Tracker.Collector.Sources.Json;
using Tracker.Collector.Sources.Product;

namespace Tracker.Collector.Sources;

/// <summary>The kinds of source whose documents can be read: the one place where a kind is added.</summary>
internal static class SourceKinds
{
    // In the order in which a document of which nobody said its kind is tried.
    private static readonly IExtractor[] s_extractors = [new JsonExtractor(), new FeedExtractor(), new ProductExtractor()];

    /// <summary>The extractor of a kind; null where the kind is not read from a document.</summary>
    public static IExtractor? Of(SourceKind kind) => Array.Find(s_extractors, e => e.Kind == kind);

    /// <summary>The extractor of what a document looks like; a web page where it looks like nothing else.</summary>
    public static IExtractor Recognise(string text) => Array.Find(s_extractors, e => e.Recognises(text)) ?? s_extractors[^1];
}
