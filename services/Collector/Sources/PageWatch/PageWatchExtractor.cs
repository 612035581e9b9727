using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;
using Tracker.Collector.Extraction.Announcements;
using Tracker.Collector.Extraction.Dates;

namespace Tracker.Collector.Sources.PageWatch;

/// <summary>Reads a page of announcements that has no feed: its links are the entries.</summary>
internal sealed class PageWatchExtractor : IExtractor
{
    private const string KindName = "page-watch";
    private const string Headlines = "article a[href], main li a[href], main h2 a[href], main h3 a[href], h2 a[href], h3 a[href]";
    private const int LinkLimit = 300;

    /// <summary>Elements of a block that belong to one link, at most.</summary>
    private const int BlockLimit = 100;

    /// <summary>A link of fewer words is a button.</summary>
    private const int LeastWords = 3;

    public SourceKind Kind => SourceKind.PageWatch;

    public bool Recognises(string text) => false;

    public ExtractionReport Extract(string text, ExtractionContext context)
    {
        if (PageState.Refusal(text, context.Url, KindName, out IHtmlDocument document) is ExtractionReport refused)
            return refused;
        List<ExtractionProblem> problems = [];
        string selector = context.Source?.Links ?? Headlines;
        List<NewsItem> items = Items(document, selector, context, problems);
        if (items.Count == 0 && problems.Count == 0)
        {
            problems.Add(PageState.FromText(PageState.TextOf(document))
                ?? new(ProblemCodes.NoPaths, $"the selector '{ScrapedText.Line(selector, 100)}' found no links; the page may have changed", selector));
        }
        return ExtractionReport.Nothing(context.Url, KindName) with { Announcements = new AnnouncementReader(context).ReadAll(items), Problems = problems };
    }

    private static List<NewsItem> Items(IHtmlDocument document, string selector, ExtractionContext context, List<ExtractionProblem> problems)
    {
        try
        {
            // A story may be linked by its picture, its title and "read more": the longest text is the title.
            return
            [
                .. document.QuerySelectorAll(selector)
                    .Select(element => element.HasAttribute("href") ? element : element.QuerySelector("a[href]"))
                    .OfType<IElement>()
                    .Select(link => (Link: ScrapedText.Link(link.GetAttribute("href"), context.Url), Title: TitleOf(link), Element: link))
                    .Where(entry => entry.Link is not null)
                    .GroupBy(entry => CanonicalUrl.Of(entry.Link!))
                    .Select(same => same.MaxBy(entry => entry.Title.Length))
                    .Where(entry => entry.Title.Split(' ').Length >= LeastWords || entry.Title.Any(c => c > '\u2e80'))
                    .Take(LinkLimit)
                    .Select(entry => new NewsItem(null, entry.Title, entry.Link, null, DateOf(entry.Element, context))),
            ];
        }
        catch (DomException e)
        {
            problems.Add(new(ProblemCodes.BadSelector, $"'{selector}' is no CSS selector: {e.Message}", selector));
            return [];
        }
    }

    private static string TitleOf(IElement link)
    {
        IElement titled = link.QuerySelector("h1, h2, h3, h4") ?? link;
        string text = ScrapedText.Line(VisibleText.Of(titled, 2000), 500);
        return text.Length > 0 ? text : ScrapedText.Line(link.GetAttribute("title") ?? link.GetAttribute("aria-label"), 500);
    }

    // The date that stands with the link, in the smallest block that has one.
    private static DateTimeOffset? DateOf(IElement link, ExtractionContext context)
    {
        IElement? block = link;
        for (int i = 0; i < 4 && block is not null; i++, block = block.ParentElement)
        {
            IElement? dated = block.GetDescendants().OfType<IElement>().Take(BlockLimit)
                .FirstOrDefault(element => element.LocalName == "time" || element.ClassName?.Contains("date", StringComparison.OrdinalIgnoreCase) is true);
            if (dated is null)
                continue;
            string text = dated.GetAttribute("datetime") ?? VisibleText.Of(dated, 100);
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at) && text.Contains("20", StringComparison.Ordinal))
                return at;
            DateOnly today = DateOnly.FromDateTime((context.Now ?? DateTimeOffset.UnixEpoch).UtcDateTime);
            return DateReader.Find(text, today, past: true, terse: true) is [FoundDate { Range: { } day }] && day.From == day.To
                ? new DateTimeOffset(day.From, TimeOnly.MinValue, TimeSpan.Zero)
                : null;
        }
        return null;
    }
}
