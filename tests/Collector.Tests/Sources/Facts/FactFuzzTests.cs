using CsCheck;
using Tracker.Collector.Sources.Facts;

namespace Tracker.Collector.Tests.Sources.Facts;

public sealed class FactFuzzTests
{
    private static readonly string[] s_pieces =
    [
        "gpu", "observed", "amount", "currency", "source", ",", "\n", "\r\n", "\"", "\"\"", ";", "#", "- ", ": ", "{", "}", "[", "\t", "2026", "USD", "\0", "\ud800", "é",
        "gpu,observed,amount,currency,source\n",
    ];

    [Fact]
    public void Any_text_is_read_or_refused_line_by_line() =>
        Gens.Any(s_pieces).Array[0, 40].Select(string.Concat).Sample(
            text =>
            {
                int lines = text.ReplaceLineEndings("\n").Split('\n').Length + 1;
                foreach (FactTable table in new[] { CsvFacts.Read(text), YamlFacts.Read(text) })
                {
                    (table.Rows.Count > 0 || table.Refused.Count > 0 || table.Kind is not null).ShouldBeTrue();
                    table.Refused.ShouldAllBe(r => r.Line >= 0 && r.Line <= lines && r.Reason.Length > 0);
                }
            },
            iter: 5_000);

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public void Yaml_nested_without_end_is_refused(string piece) =>
        YamlFacts.Read(string.Concat(Enumerable.Repeat(piece, 20_000))).Refused.ShouldHaveSingleItem();
}
