namespace Tracker.Notifier.Mail;

/// <summary>
/// The look of mails. Every text names its colour and its background beside it, because a mail program that darkens only
/// one of the two makes the other unreadable. Nothing is told by colour alone.
/// </summary>
internal static class MailStyle
{
    public const string Font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";
    public const string Page = "margin:0;padding:0;background-color:#eef1f4;color:#1c2733;" + Font;
    public const string Card = "width:100%;max-width:680px;background-color:#ffffff;color:#1c2733;border:1px solid #d5dbe1;" + Font;
    public const string Banner = "background-color:#1d3557;color:#ffffff;padding:20px 24px;";
    public const string Tag = "display:inline-block;background-color:#ffffff;color:#1d3557;font-size:13px;font-weight:700;letter-spacing:1px;padding:3px 10px;border-radius:3px;";
    public const string Answer = "margin:12px 0 0 0;font-size:19px;line-height:27px;font-weight:600;color:#ffffff;background-color:#1d3557;";
    public const string BannerSmall = "margin:10px 0 0 0;font-size:13px;line-height:19px;color:#dbe4ee;background-color:#1d3557;";
    public const string Section = "padding:18px 24px 0 24px;background-color:#ffffff;color:#1c2733;";
    public const string Heading = "margin:0 0 8px 0;font-size:16px;line-height:22px;font-weight:700;color:#1d3557;background-color:#ffffff;";
    public const string SubHeading = "margin:12px 0 4px 0;font-size:14px;line-height:20px;font-weight:700;color:#1c2733;background-color:#ffffff;";
    public const string Text = "margin:0 0 8px 0;font-size:15px;line-height:22px;color:#1c2733;background-color:#ffffff;";
    public const string List = "margin:0;padding:0 0 0 20px;font-size:15px;line-height:22px;color:#1c2733;background-color:#ffffff;";
    public const string Item = "margin:0 0 6px 0;";
    public const string Small = "margin:0 0 4px 0;font-size:13px;line-height:18px;color:#4a5763;background-color:#ffffff;";
    public const string Table = "width:100%;border-collapse:collapse;font-size:14px;line-height:19px;color:#1c2733;background-color:#ffffff;";
    public const string Head = "padding:6px 6px;border-bottom:2px solid #1d3557;font-size:13px;font-weight:700;color:#1d3557;background-color:#ffffff;vertical-align:bottom;";
    public const string Cell = "padding:7px 6px;border-bottom:1px solid #e1e6eb;vertical-align:top;";
    public const string Plain = "color:#1c2733;background-color:#ffffff;";
    public const string Marked = "color:#1c2733;background-color:#e8eff7;font-weight:700;";
    public const string Detail = "font-size:12px;line-height:17px;font-weight:400;color:#4a5763;";
    public const string Label = "white-space:nowrap;" + Plain;
    public const string Recorded = "#1d3557";
    public const string Expected = "#9db4cf";
    public const string BarCell = "padding:3px 6px;vertical-align:middle;";
    public const string BarSpace = "width:45%;background-color:#ffffff;";
    public const string BarTrack = "width:100%;border-collapse:collapse;table-layout:fixed;background-color:#ffffff;";
    public static readonly string BarGap = Bar("#ffffff");
    public const string Number = "text-align:right;white-space:nowrap;";
    public const string Link = "color:#14508c;text-decoration:underline;";
    public static string Bar(string colour) => $"padding:0;font-size:1px;line-height:10px;height:10px;background-color:{colour};";

    public const string FooterText = "padding:18px 24px 20px 24px;font-size:12px;line-height:18px;color:#4a5763;background-color:#ffffff;";
}
