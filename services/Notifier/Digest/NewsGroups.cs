using Tracker.Catalog;
using Tracker.Contracts;
using Tracker.Notifier.Email;
using Tracker.Notifier.Mail;

namespace Tracker.Notifier.Digest;

/// <summary>Groups news by candidate, in the scoreboard's order; what names no candidate comes last. Copies of a story are one item.</summary>
internal sealed class NewsGroups(TrackerCatalog catalog)
{
    private const int ItemsPerGroup = 6;
    private const int TitleLimit = 200;
    private const int OthersShown = 3;

    public IReadOnlyList<NewsGroup> Build(IReadOnlyList<NewsRow> rows, Scoreboard scoreboard)
    {
        List<string> order = [.. scoreboard.Candidates.Select(c => c.Id)];
        return
        [
            .. rows.GroupBy(row => row.GpuId)
                .OrderBy(group => group.Key is null)
                .ThenBy(group => group.Key is string id && order.IndexOf(id) is >= 0 and int place ? place : int.MaxValue)
                .ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(Group),
        ];
    }

    private NewsGroup Group(IGrouping<string?, NewsRow> group)
    {
        NewsRow[][] stories = [.. group.GroupBy(row => row.OriginId).Select(story => story.OrderBy(row => row.Id).ToArray())];
        return new()
        {
            Heading = group.Key is not string id ? "Other news" : catalog.Gpus.TryGetValue(id, out Catalog.Gpus.Gpu? gpu) ? gpu.Name : id,
            Items = [.. stories.Take(ItemsPerGroup).Select(Item)],
            Hidden = Math.Max(0, stories.Length - ItemsPerGroup),
        };
    }

    // The first that was seen tells the story.
    private static NewsItem Item(NewsRow[] story)
    {
        NewsRow first = story[0];
        string[] others = [.. story.Skip(1).Select(row => HeaderText.OneLine(row.Venue, 80)).Where(venue => venue != first.Venue).Distinct()];
        return new()
        {
            Title = HeaderText.OneLine(first.Title, TitleLimit),
            Url = Link(first.Url),
            Origin = $"{first.Kind}, {HeaderText.OneLine(first.Venue, 80)}, {Wording.Day(first.PublishedAt)}, {Sureness(first.Confidence)}"
                + (others.Length == 0 ? "" : $"; also {string.Join(", ", others.Take(OthersShown))}{(others.Length > OthersShown ? $" and {others.Length - OthersShown} more" : "")}"),
        };
    }

    private static string Sureness(string confidence) =>
        Wording.Word(Enum.TryParse(confidence, ignoreCase: true, out Confidence read) ? read : Confidence.Unverified);

    // A scraped address may be javascript: or data:, which a click would run.
    private static string? Link(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" ? uri!.AbsoluteUri : null;
}
