using Tracker.Notifier.Mail;

namespace Tracker.Notifier.Digest;

/// <summary>The plain-text form of the digest.</summary>
internal static class DigestText
{
    public static string Render(DigestView view)
    {
        TextPage page = new TextPage().Paragraph(view.Period).Blank();
        VerdictText.Answer(page, view.Verdict);
        VerdictText.Section(page, "How the verdict moved", view.Movement);
        VerdictText.Section(page, "Why", view.Verdict.Reasons);
        VerdictText.Section(page, "What would change it", view.Verdict.WhatWouldChangeIt);
        VerdictText.Section(page, "Where it tips", view.Verdict.BreakEven);
        Price(page, view.Price);
        VerdictText.Scoreboard(page, "Scoreboard", view.Verdict.Scoreboard);
        page.Paragraph(view.Comparison);
        VerdictText.Arms(page, view.Verdict.Arms);
        News(page, view.News);
        VerdictText.Section(page, "Open claims", view.Claims);
        VerdictText.Section(page, "How past claims did", view.ClaimsRecord);
        VerdictText.Section(page, "Figures that sources give otherwise", view.Specs);
        VerdictText.Section(page, "Alerts of the week", view.Alerts);
        page.Heading("Sources").Paragraph(view.SourceSummary).Bullets(view.SourceTroubles);
        VerdictText.Section(page, "Missing, old or unverified data", view.Stale);
        return page.Blank().Paragraph(MailLayout.Footer).ToString();
    }

    private static void Price(TextPage page, IReadOnlyList<PriceBar> bars)
    {
        if (bars.Count == 0)
            return;
        page.Heading("The second card's price");
        foreach (PriceBar bar in bars)
            page.Row((bar.Label, 12), (bar.Text, 30), (PriceBars.Draw(bar), 30));
        page.Blank().Paragraph(PriceBar.Legend);
    }

    private static void News(TextPage page, IReadOnlyList<NewsGroup> groups)
    {
        page.Heading("News of the week");
        if (groups.Count == 0)
            page.Paragraph("None.");
        foreach (NewsGroup group in groups)
        {
            page.Blank().Paragraph(group.Heading);
            foreach (NewsItem item in group.Items)
            {
                page.Hanging("- ", item.Title).Hanging("  ", item.Origin);
                if (item.Url is string url)
                    page.Address("  ", url);
            }
            if (group.Hidden > 0)
                page.Hanging("  ", $"and {group.Hidden} more.");
        }
    }
}
