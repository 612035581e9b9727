namespace Tracker.Notifier.Mail;

/// <summary>The plain-text form of the mail about sources.</summary>
internal static class SourceHealthText
{
    /// <summary>What the reader can do.</summary>
    public const string Advice =
        "What these sources said last is kept and marked as it grows old; it neither raises nor ends an alert. "
        + "\"tracker source test ID\" shows what a source answers now.";

    public static string Render(SourceHealthView view)
    {
        TextPage page = new TextPage().Paragraph(view.Title).Blank().Paragraph(view.Moment);
        if (view.Unhealthy.Count > 0)
        {
            page.Heading("Not answering as expected");
            foreach (SourceLine source in view.Unhealthy)
                page.Hanging("- ", $"{source.Id} {source.Venue}: {source.Problem}");
            page.Blank().Paragraph(Advice);
        }
        if (view.Healthy.Count > 0)
            page.Heading("Healthy again").Bullets(view.Healthy.Select(source => $"{source.Id} {source.Venue}"));
        return page.Blank().Paragraph(MailLayout.Footer).ToString();
    }
}
