namespace Tracker.Notifier.Mail;

/// <summary>The plain-text form of a verdict and of its parts.</summary>
internal static class VerdictText
{
    public static string Render(VerdictView view)
    {
        TextPage page = new();
        Answer(page, view);
        Section(page, "Why", view.Reasons);
        Section(page, "What would change it", view.WhatWouldChangeIt);
        Section(page, "Where it tips", view.BreakEven);
        Scoreboard(page, "Scoreboard", view.Scoreboard);
        Arms(page, view.Arms);
        return page.Blank().Paragraph(MailLayout.Footer).ToString();
    }

    public static void Answer(TextPage page, VerdictView view)
    {
        page.Paragraph(view.Title).Blank().Paragraph(view.Answer);
        if (view.Before is string before)
            page.Paragraph(before);
        page.Blank().Paragraph(view.Circumstances);
    }

    public static void Section(TextPage page, string heading, IReadOnlyList<string> items)
    {
        if (items.Count > 0)
            page.Heading(heading).Bullets(items);
    }

    public static void Scoreboard(TextPage page, string heading, ScoreboardView board)
    {
        page.Heading(heading);
        Row(page, "#", "Candidate", "Price", "Adds", "Ratio", "Standing");
        foreach (ScoreboardRow row in board.Rows)
        {
            Row(page, row.Rank, row.Name, row.Price, row.Capability, row.Ratio, row.Standing);
            string[] details = [row.IsSubject ? "<- the verdict" : "", row.PriceDate.Length > 0 ? $"price of {row.PriceDate}" : "", row.Arrival, row.Change];
            string detail = string.Join("; ", details.Where(d => d.Length > 0));
            if (detail.Length > 0)
                page.Hanging("      ", detail);
        }
        if (board.Hidden > 0)
            page.Hanging("    ", $"and {board.Hidden} more; \"tracker score\" lists all.");
        page.Blank();
        foreach (string line in board.Legend)
            page.Paragraph(line);
        page.Blank().Bullets(board.Notes);
    }

    public static void Arms(TextPage page, IReadOnlyList<ArmRow> arms)
    {
        if (arms.Count == 0)
            return;
        page.Heading("What each choice is worth (net present value)");
        foreach (ArmRow arm in arms)
            page.Row((arm.Description, 62), (arm.Value, -14));
    }

    private static void Row(TextPage page, string rank, string name, string price, string adds, string ratio, string standing) =>
        page.Row((rank, -2), (name, 25), (price, -14), (adds, -6), (ratio, -6), (standing, 12));
}
