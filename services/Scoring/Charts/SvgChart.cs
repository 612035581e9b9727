using System.Globalization;
using System.Text;
using System.Web;

namespace Tracker.Scoring.Charts;

/// <summary>
/// Draws panels one below the other as SVG: pure, without fonts or native code of its own, as wide as a mail. Colours are
/// explicit, the ground too, so that it stays readable on a dark page.
/// </summary>
internal static class SvgChart
{
    /// <summary>Width of mails and pages, px.</summary>
    private const int Width = 760;

    private const int PanelHeight = 250;
    private const int Left = 66;
    private const int Right = 16;
    private const int Top = 34;
    private const int Bottom = 30;
    private const int TitleHeight = 26;
    private const int LegendLine = 20;
    private const int FooterLine = 15;
    private const int CharactersPerLine = 118;
    private const string Ink = "#1f2933";
    private const string Faint = "#6b7785";
    private const string Grid = "#e3e7eb";

    /// <summary>The document.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="subtitle">Below it, smaller.</param>
    /// <param name="panels">At least one.</param>
    /// <param name="footer">Sources and what else one should know.</param>
    public static string Draw(string title, string subtitle, IReadOnlyList<ChartPanel> panels, IReadOnlyList<string> footer)
    {
        IReadOnlyList<ChartMarks> legend = [.. panels.SelectMany(p => p.Marks).DistinctBy(m => m.Name)];
        (string legendSvg, int legendHeight) = Legend(legend);
        IReadOnlyList<string> head = [.. Wrap(subtitle)];
        IReadOnlyList<string> lines = [.. footer.SelectMany(Wrap)];
        int legendTop = TitleHeight + (head.Count * FooterLine) + 6;
        int panelsTop = legendTop + legendHeight;
        int footerTop = panelsTop + (panels.Count * PanelHeight);
        int height = footerTop + (lines.Count * FooterLine) + 14;

        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{height}" viewBox="0 0 {Width} {height}" role="img" font-family="Helvetica, Arial, 'DejaVu Sans', sans-serif">""");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{Encode(title)}</title><rect width=\"{Width}\" height=\"{height}\" fill=\"#ffffff\"/>");
        svg.Append(Text(16, 22, title, 16, Ink, weight: "bold"));
        for (int i = 0; i < head.Count; i++)
            svg.Append(Text(16, TitleHeight + 12 + (i * FooterLine), head[i], 11, Faint));
        svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate(0,{legendTop})\">{legendSvg}</g>");
        for (int i = 0; i < panels.Count; i++)
            svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate(0,{panelsTop + (i * PanelHeight)})\">{Panel(panels[i])}</g>");
        for (int i = 0; i < lines.Count; i++)
            svg.Append(Text(16, footerTop + 12 + (i * FooterLine), lines[i], 11, Faint));
        return svg.Append("</svg>").ToString();
    }

    private static (string Svg, int Height) Legend(IReadOnlyList<ChartMarks> marks)
    {
        StringBuilder svg = new();
        double x = 16;
        int y = 12;
        foreach (ChartMarks mark in marks)
        {
            double wide = 26 + (mark.Name.Length * 6.4);
            if (x + wide > Width - 16)
                (x, y) = (16, y + LegendLine);
            svg.Append(Mark(mark.Shape, mark.Colour, x + 6, y)).Append(Text(x + 16, y + 4, mark.Name, 12, Ink));
            x += wide;
        }
        return (svg.ToString(), marks.Count == 0 ? 0 : y + 12);
    }

    private static string Panel(ChartPanel panel)
    {
        DateTimeOffset from = panel.Line[0].Time;
        DateTimeOffset to = panel.Line[^1].Time > from ? panel.Line[^1].Time : from.AddDays(7);
        IReadOnlyList<double> values = AxisTicks.OfValue(panel.Line.Min(p => p.Value), panel.Line.Max(p => p.Value), 5);
        double Across(DateTimeOffset time) => Left + ((time - from) / (to - from) * (Width - Left - Right));
        double Down(double value) => Top + ((values[^1] - value) / (values[^1] - values[0]) * (PanelHeight - Top - Bottom));

        StringBuilder svg = new(Text(16, 18, panel.Title, 13, Ink, weight: "bold"));
        svg.Append(Text(Width - Right, 18, panel.Unit, 11, Faint, anchor: "end"));
        foreach (double value in values)
        {
            svg.Append(Line(Left, Down(value), Width - Right, Down(value), Grid));
            svg.Append(Text(Left - 8, Down(value) + 4, value.ToString("#,0.##", CultureInfo.InvariantCulture), 11, Faint, anchor: "end"));
        }
        foreach ((DateTimeOffset time, string label) in AxisTicks.OfTime(from, to, 10))
        {
            svg.Append(Line(Across(time), Top, Across(time), PanelHeight - Bottom, Grid));
            svg.Append(Text(Across(time), PanelHeight - Bottom + 16, label, 11, Faint, anchor: "middle"));
        }
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"{Steps(panel.Line, Across, Down)}\" fill=\"none\" stroke=\"{Ink}\" stroke-width=\"1.4\"/>");
        // The first of the legend lies on top.
        foreach (ChartMarks marks in panel.Marks.Reverse())
        {
            foreach (ChartPoint point in marks.Points)
                svg.Append(Mark(marks.Shape, marks.Colour, Across(point.Time), Down(point.Value)));
        }
        return svg.ToString();
    }

    private static string Steps(IReadOnlyList<ChartPoint> line, Func<DateTimeOffset, double> across, Func<double, double> down)
    {
        StringBuilder path = new();
        path.Append(CultureInfo.InvariantCulture, $"M{across(line[0].Time):0.#},{down(line[0].Value):0.#}");
        foreach (ChartPoint point in line.Skip(1))
            path.Append(CultureInfo.InvariantCulture, $"H{across(point.Time):0.#}V{down(point.Value):0.#}");
        return path.ToString();
    }

    private static string Mark(MarkShape shape, string colour, double x, double y)
    {
        string filled = $"fill=\"{colour}\" stroke=\"#ffffff\" stroke-width=\"0.8\"";
        string open = $"fill=\"#ffffff\" stroke=\"{colour}\" stroke-width=\"2\"";
        string stroke = $"fill=\"none\" stroke=\"{colour}\" stroke-width=\"2.4\"";
        string body = shape switch
        {
            MarkShape.Dot => $"<circle r=\"2.1\" fill=\"{colour}\"/>",
            MarkShape.Triangle => $"<path d=\"M0,-4.6L4.4,3.4H-4.4Z\" {filled}/>",
            MarkShape.DownTriangle => $"<path d=\"M0,6L6,-4.5H-6Z\" {open}/>",
            MarkShape.Circle => $"<circle r=\"5\" {open}/>",
            MarkShape.Square => $"<rect x=\"-4.6\" y=\"-4.6\" width=\"9.2\" height=\"9.2\" {open}/>",
            MarkShape.Diamond => $"<path d=\"M0,-6.2L6.2,0L0,6.2L-6.2,0Z\" {open}/>",
            MarkShape.Cross => $"<path d=\"M-4.6,-4.6L4.6,4.6M-4.6,4.6L4.6,-4.6\" {stroke}/>",
            MarkShape.Plus => $"<path d=\"M0,-6V6M-6,0H6\" {stroke}/>",
            _ => $"<path d=\"M0,-8L2.1,-2.6L7.6,-2.5L3.3,1.1L4.7,6.5L0,3.4L-4.7,6.5L-3.3,1.1L-7.6,-2.5L-2.1,-2.6Z\" {filled}/>",
        };
        return string.Create(CultureInfo.InvariantCulture, $"<g transform=\"translate({x:0.#},{y:0.#})\">{body}</g>");
    }

    private static string Line(double x1, double y1, double x2, double y2, string colour) =>
        string.Create(CultureInfo.InvariantCulture, $"<path d=\"M{x1:0.#},{y1:0.#}L{x2:0.#},{y2:0.#}\" stroke=\"{colour}\"/>");

    private static string Text(double x, double y, string text, int size, string colour, string anchor = "start", string weight = "normal") =>
        string.Create(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" font-size=\"{size}\" fill=\"{colour}\" text-anchor=\"{anchor}\" font-weight=\"{weight}\">{Encode(text)}</text>");

    // Control characters are no XML, whatever way they are written.
    private static string Encode(string text) => HttpUtility.HtmlEncode(string.Concat(text.Where(c => !char.IsControl(c) && !char.IsSurrogate(c))));

    private static IEnumerable<string> Wrap(string text)
    {
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + word.Length >= CharactersPerLine)
            {
                yield return line;
                line = "";
            }
            line += line.Length == 0 ? word : $" {word}";
        }
        if (line.Length > 0)
            yield return line;
    }
}
