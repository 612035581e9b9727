using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;
using Tracker.Collector.Extraction.Matching;
using Tracker.Collector.Sources.Product;

namespace Tracker.Collector.Sources.Feed;

/// <summary>Reads a feed: the entries that name a GPU of the catalogue or hold a watch word become announcements.</summary>
internal sealed partial class FeedExtractor : IExtractor
{
    private const string KindName = "feed";

    public SourceKind Kind => SourceKind.Feed;

    public bool Recognises(string text) => Root().IsMatch(text.Length > 4000 ? text[..4000] : text);

    public ExtractionReport Extract(string text, ExtractionContext context)
    {
        if (string.IsNullOrWhiteSpace(text))
            return ExtractionReport.Failed(context.Url, KindName, ProblemCodes.Empty, "the document is empty");
        List<ExtractionProblem> problems = [];
        if (!Recognises(text) && PageStateOf(text) is ExtractionProblem state)
            return ExtractionReport.Failed(context.Url, KindName, state.Code, state.Message, state.Place);
        IReadOnlyList<FeedItem>? items = FeedDialects.Read(text.TrimStart('\ufeff', ' ', '\r', '\n', '\t'), problems);
        if (items is { Count: 0 })
            problems.Add(new(ProblemCodes.Empty, "the feed has no entries", null));

        NameMatcher[] watch = [.. (context.Source?.WatchWords ?? []).Select(word => new NameMatcher(word))];
        List<ExtractedAnnouncement> announcements = [];
        foreach (FeedItem item in items ?? [])
        {
            if (Read(item, context, watch) is ExtractedAnnouncement announcement)
                announcements.Add(announcement);
        }
        return new()
        {
            Url = context.Url,
            Kind = KindName,
            Offers = [],
            Announcements = [.. announcements.DistinctBy(a => a.Identity)],
            Specs = [],
            Rates = [],
            Problems = problems,
        };
    }

    private static ExtractedAnnouncement? Read(FeedItem item, ExtractionContext context, NameMatcher[] watch)
    {
        string title = ScrapedText.Line(PlainText(item.Title), 500);
        string summary = ScrapedText.Line(PlainText(item.Summary), 2000);
        if (title.Length == 0)
            title = ScrapedText.Line(summary, 120);
        if (title.Length == 0)
            return null;
        string text = NameMatcher.Normalise($"{title} . {summary}");
        IReadOnlyList<string> candidates = context.Source?.GpuId is string gpuId ? [gpuId] : context.Matcher.FindAll(text);
        // Without a source there is nothing to watch for, so that a trial shows all entries.
        if (candidates.Count == 0 && context.Source is not null && !Array.Exists(watch, word => word.IsIn(text)))
            return null;
        string? link = ScrapedText.Link(item.Link, context.Url);
        return new()
        {
            Title = title,
            Url = link,
            PublishedAt = item.PublishedAt?.ToUniversalTime(),
            Candidates = candidates,
            Claims = [],
            Identity = IdentityOf(item, title, link),
            Summary = summary.Length > 0 ? summary : null,
        };
    }

    // A GUID is the feed's own word for "the same entry"; else the address without its tracking; else title and day.
    private static string IdentityOf(FeedItem item, string title, string? link)
    {
        if (ScrapedText.Line(item.Id, 500) is { Length: > 0 } id)
            return $"id:{id}";
        if (link is not null)
            return $"url:{CanonicalUrl.Of(link)}";
        string day = item.PublishedAt?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
        return $"title:{NameMatcher.Compact(title)}:{day}";
    }

    private static string PlainText(string? html)
    {
        if (html is null || (!html.Contains('<', StringComparison.Ordinal) && !html.Contains('&', StringComparison.Ordinal)))
            return html ?? "";
        string shortened = html.Length > 20_000 ? html[..20_000] : html;
        return VisibleText.Of(new HtmlParser().ParseDocument(shortened), 8000);
    }

    private static ExtractionProblem? PageStateOf(string text)
    {
        if (!text.Contains("<html", StringComparison.OrdinalIgnoreCase))
            return null;
        AngleSharp.Html.Dom.IHtmlDocument page = new HtmlParser().ParseDocument(text);
        string title = ScrapedText.Line(page.Title, 300);
        return PageState.FromHead(title, "", text)
            ?? new(ProblemCodes.Malformed, $"a web page came instead of a feed (\"{title}\")", null);
    }

    [GeneratedRegex(@"<(?:\w+:)?(rss|feed|RDF)\b", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Root();
}
