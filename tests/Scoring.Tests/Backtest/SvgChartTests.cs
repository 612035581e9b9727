using System.Xml.Linq;
using Tracker.Scoring.Charts;
using Tracker.Scoring.Tests.Market;

namespace Tracker.Scoring.Tests.Backtest;

public sealed class SvgChartTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Draw_is_xml_whatever_the_names_are()
    {
        XElement svg = Draw(title: "<script>\u0001&\"'\ud800", 100, 200);

        svg.Name.ShouldBe(s_svg + "svg");
        svg.Descendants(s_svg + "script").ShouldBeEmpty();
        svg.Descendants(s_svg + "text").Select(t => t.Value).ShouldContain("<script>&\"'");
    }

    [Theory]
    [InlineData(100.0)]
    [InlineData(100.0, 100.0)]
    [InlineData(0.01, 12_000_000.0)]
    public void Draw_of_any_prices_has_finite_coordinates(params double[] prices)
    {
        string svg = Draw("card", prices).ToString();

        svg.ShouldNotContain("NaN");
        svg.ShouldNotContain("∞");
        svg.ShouldNotContain("Infinity");
    }

    [Fact]
    public void Draw_names_each_kind_of_mark_once_in_the_legend()
    {
        Draw("card", 100, 120, 90).Descendants(s_svg + "text").Count(t => t.Value == "advice: buy").ShouldBe(1);
    }

    private static XElement Draw(string title, params double[] prices)
    {
        ChartPoint[] line = [.. prices.Select((p, i) => new ChartPoint(OfferFactory.Day("2026-01-05").AddDays(7 * i), p))];
        ChartPanel panel = new() { Title = title, Unit = "USD", Line = line, Marks = [new("advice: buy", MarkShape.Dot, "#0072b2", line)] };
        return XElement.Parse(SvgChart.Draw("title", "subtitle", [panel, panel], ["source"]));
    }
}
