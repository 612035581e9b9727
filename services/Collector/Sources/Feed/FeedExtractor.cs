using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;
using Tracker.Collector.Extraction.Announcements;

namespace Tracker.Collector.Sources.Feed;

/// <summary>Reads a feed: the entries that name a GPU of the catalogue or hold a watch word become announcements.</summary>
internal sealed partial class FeedExtractor : IExtractor
{
    private const string KindName = "feed";

    public SourceKind Kind => SourceKind.Feed;

    public bool Recognises(string text) => JsonFeed.IsShape(text) || (!IsJson(text) && Root().IsMatch(text.Length > 4000 ? text[..4000] : text));

    public ExtractionReport Extract(string text, ExtractionContext context)
    {
        if (string.IsNullOrWhiteSpace(text))
            return ExtractionReport.Failed(context.Url, KindName, ProblemCodes.Empty, "the document is empty");
        List<ExtractionProblem> problems = [];
        if (!Recognises(text) && PageStateOf(text) is ExtractionProblem state)
            return ExtractionReport.Failed(context.Url, KindName, state.Code, state.Message, state.Place);
        IReadOnlyList<NewsItem>? items = IsJson(text)
            ? JsonFeed.Read(text, problems)
            : FeedDialects.Read(text.TrimStart('\ufeff', ' ', '\r', '\n', '\t'), problems);
        if (items is { Count: 0 })
            problems.Add(new(ProblemCodes.Empty, "the feed has no entries", null));

        return ExtractionReport.Nothing(context.Url, KindName) with
        {
            Announcements = new AnnouncementReader(context).ReadAll(items ?? []),
            Problems = problems,
        };
    }

    private static bool IsJson(string text) => text.AsSpan().TrimStart("\ufeff \t\r\n") is { Length: > 0 } start && start[0] == '{';

    private static ExtractionProblem? PageStateOf(string text)
    {
        if (!text.Contains("<html", StringComparison.OrdinalIgnoreCase))
            return null;
        IHtmlDocument page = WebPage.Parse(text);
        string title = ScrapedText.Line(page.Title, 300);
        return PageState.FromHead(title, "", text)
            ?? new(ProblemCodes.Malformed, $"a web page came instead of a feed (\"{title}\")", null);
    }

    [GeneratedRegex(@"<(?:\w+:)?(rss|feed|RDF)\b", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Root();
}
