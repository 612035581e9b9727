using Tracker.Catalog;

namespace Tracker.Collector.Extraction.Matching;

/// <summary>The matcher of the catalogue in force, made anew when that changes. Safe to share.</summary>
internal sealed class LiveMatcher(LiveCatalog catalog)
{
    private volatile Made? _made;

    public ProductMatcher Current
    {
        get
        {
            TrackerCatalog current = catalog.Current;
            if (_made is { } made && ReferenceEquals(made.Catalog, current))
                return made.Matcher;
            made = new(current, new(current));
            _made = made;
            return made.Matcher;
        }
    }

    private sealed record Made(TrackerCatalog Catalog, ProductMatcher Matcher);
}
