using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;
using Tracker.Collector.Extraction.Matching;

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
            Announcements = [.. announcements.DistinctBy(a => a.Identities[0])],
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
            Identities = IdentitiesOf(item, title, link),
            Summary = summary.Length > 0 ? summary : null,
        };
    }

    // A feed may change an entry's GUID, or its address, or its title; as long as one of them stays it is no news.
    private static List<string> IdentitiesOf(FeedItem item, string title, string? link)
    {
        List<string> identities = [];
        if (ScrapedText.Line(item.Id, 500) is { Length: > 0 } id)
            identities.Add($"id:{id}");
        if (link is not null)
            identities.Add($"url:{CanonicalUrl.Of(link)}");
        string? day = item.PublishedAt?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (day is not null || identities.Count == 0)
            identities.Add($"title:{NameMatcher.Compact(title)}:{day}");
        return identities;
    }

    // Tags are cut out and not parsed: there are hundreds of entries, and only their words are wanted.
    private static string PlainText(string? html)
    {
        if (html is null || (!html.Contains('<', StringComparison.Ordinal) && !html.Contains('&', StringComparison.Ordinal)))
            return html ?? "";
        string shortened = html.Length > 20_000 ? html[..20_000] : html;
        return WebUtility.HtmlDecode(Tag().Replace(InlineTag().Replace(Script().Replace(shortened, " "), ""), " "));
    }

    private static ExtractionProblem? PageStateOf(string text)
    {
        if (!text.Contains("<html", StringComparison.OrdinalIgnoreCase))
            return null;
        IHtmlDocument page = WebPage.Parse(text);
        string title = ScrapedText.Line(page.Title, 300);
        return PageState.FromHead(title, "", text)
            ?? new(ProblemCodes.Malformed, $"a web page came instead of a feed (\"{title}\")", null);
    }

    [GeneratedRegex(@"<(script|style)\b[^>]*>.*?(</\1\s*>|$)", RegexOptions.IgnoreCase | RegexOptions.Singleline, 1000)]
    private static partial Regex Script();

    [GeneratedRegex(@"</?(a|b|i|em|strong|span|u|sup|sub|code|font)(\s[^>]*)?>", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex InlineTag();

    [GeneratedRegex(@"</?[a-z!][^>]*>", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"<(?:\w+:)?(rss|feed|RDF)\b", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Root();
}
