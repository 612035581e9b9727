using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Tracker.Collector.Extraction.Claims;
using Tracker.Collector.Extraction.Matching;
using Tracker.Collector.Extraction.Offers;
using Tracker.Collector.Extraction.Prices;

namespace Tracker.Collector.Extraction.Announcements;

/// <summary>Makes announcements of news items: those that name a GPU of the catalogue or hold a watch word of the source.</summary>
internal sealed partial class AnnouncementReader(ExtractionContext context)
{
    private const int LinkLimit = 20;

    private readonly NameMatcher[] _watch = [.. (context.Source?.WatchWords ?? []).Select(word => new NameMatcher(word))];
    private readonly ClaimReader _claims = new(context.Matcher);
    private readonly PriceContext _money = new() { Currency = context.Source?.Currency, Country = SiteCountry.Of(context.Url) };

    /// <summary>The announcements of a document, each once.</summary>
    public IReadOnlyList<ExtractedAnnouncement> ReadAll(IEnumerable<NewsItem> items)
    {
        List<ExtractedAnnouncement> announcements = [];
        foreach (NewsItem item in items)
        {
            if (Read(item) is ExtractedAnnouncement announcement)
                announcements.Add(announcement);
        }
        return [.. announcements.DistinctBy(a => a.Identities[0])];
    }

    private ExtractedAnnouncement? Read(NewsItem item)
    {
        string title = ScrapedText.Line(PlainText(item.Title), 500);
        string summary = ScrapedText.Line(PlainText(item.Summary), 2000);
        if (title.Length == 0)
            title = ScrapedText.Line(summary, 120);
        if (title.Length == 0)
            return null;
        string text = NameMatcher.Normalise($"{title} . {summary}");
        string? about = context.Source?.GpuId;
        IReadOnlyList<string> candidates = about is not null ? [about] : context.Matcher.FindAll(text);
        // Without a source there is nothing to watch for, so that a trial shows all entries.
        if (candidates.Count == 0 && context.Source is not null && !Array.Exists(_watch, word => word.IsIn(text)))
            return null;
        string? link = ScrapedText.Link(item.Link, context.Url);
        return new()
        {
            Title = title,
            Url = link,
            PublishedAt = item.PublishedAt?.ToUniversalTime(),
            Candidates = candidates,
            Claims = ClaimsOf(item, title, summary, candidates),
            Identities = IdentitiesOf(item, title, link),
            Links = LinksOf(item.Summary),
            Summary = summary.Length > 0 ? summary : null,
        };
    }

    // A source about one GPU may still write of others, so its entries are read like any other's.
    private IReadOnlyList<ExtractedClaim> ClaimsOf(NewsItem item, string title, string summary, IReadOnlyList<string> candidates)
    {
        if (candidates.Count == 0 || (item.PublishedAt ?? context.Now) is not DateTimeOffset published)
            return [];
        return _claims.Read(new()
        {
            Title = title,
            Summary = summary,
            Published = DateOnly.FromDateTime(published.UtcDateTime),
            Candidates = candidates,
            Money = _money,
        });
    }

    // A feed may change an entry's GUID, or its address, or its title; as long as one of them stays it is no news.
    private static List<string> IdentitiesOf(NewsItem item, string title, string? link)
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

    // What an entry links to may be the story that it retells.
    private IReadOnlyList<string> LinksOf(string? html) => html is null || !html.Contains("href", StringComparison.OrdinalIgnoreCase)
        ? []
        :
        [
            .. Href().Matches(html.Length > 20_000 ? html[..20_000] : html)
                .Select(match => ScrapedText.Link(WebUtility.HtmlDecode(match.Groups[1].Value), context.Url))
                .OfType<string>().Distinct(StringComparer.Ordinal).Take(LinkLimit),
        ];

    // Tags are cut out and not parsed: there are hundreds of entries, and only their words are wanted.
    private static string PlainText(string? html)
    {
        if (html is null || (!html.Contains('<', StringComparison.Ordinal) && !html.Contains('&', StringComparison.Ordinal)))
            return html ?? "";
        string shortened = html.Length > 20_000 ? html[..20_000] : html;
        return WebUtility.HtmlDecode(Tag().Replace(InlineTag().Replace(Script().Replace(shortened, " "), ""), " "));
    }

    [GeneratedRegex(@"<a\b[^>]{0,500}?\bhref\s*=\s*[""']?(https?://[^""'\s>]{1,2000})", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Href();

    [GeneratedRegex(@"<(script|style)\b[^>]*>.*?(</\1\s*>|$)", RegexOptions.IgnoreCase | RegexOptions.Singleline, 1000)]
    private static partial Regex Script();

    [GeneratedRegex(@"</?(a|b|i|em|strong|span|u|sup|sub|code|font)(\s[^>]*)?>", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex InlineTag();

    [GeneratedRegex(@"</?[a-z!][^>]*>", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Tag();
}
