using CsCheck;
using Tracker.Collector.Extraction;

namespace Tracker.Collector.Tests.Extraction;

public sealed class ScrapedTextTests
{
    [Theory]
    [InlineData("a\r\nb\t c", "a b c")]
    [InlineData("a\u202eb\u2066c\u200bd\u0007e", "abcde")]
    [InlineData("😀 ok", "😀 ok")]
    public void Line_drops_what_could_mislead(string text, string clean) => ScrapedText.Line(text, 100).ShouldBe(clean);

    [Fact]
    public void Line_is_never_longer_than_its_limit_nor_ends_in_half_a_character() =>
        Gen.Select(Gen.String[0, 80], Gen.Int[2, 40]).Sample((text, limit) =>
        {
            string line = ScrapedText.Line(text, limit);
            line.Length.ShouldBeLessThanOrEqualTo(limit);
            line.ShouldAllBe(c => !char.IsControl(c));
            System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(line)).ShouldBe(line);
        }, iter: 5_000);

    [Theory]
    [InlineData("https://example.org/a?b=c", "https://example.org/a?b=c")]
    [InlineData("/p/1", "https://shop.example/p/1")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("data:text/html,x", null)]
    [InlineData("file:///etc/passwd", null)]
    [InlineData("https://user:secret@example.org/", null)]
    [InlineData("https://example.org/a\r\nb", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Link_is_http_or_nothing(string? text, string? link) => ScrapedText.Link(text, "https://shop.example/x").ShouldBe(link);
}
