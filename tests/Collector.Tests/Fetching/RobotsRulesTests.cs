using System.Text;
using Tracker.Collector.Fetching.Robots;

namespace Tracker.Collector.Tests.Fetching;

/// <summary>RFC 9309, section by section.</summary>
public sealed class RobotsRulesTests
{
    [Theory]
    // 2.2.1: the group that names the crawler, in any case, with or without a version; else the one for all.
    [InlineData("User-agent: *\nDisallow: /a\nUser-agent: gputracker\nDisallow: /b", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /a\nUser-agent: GPUTRACKER/2.0 (x)\nDisallow: /b", "/b", false)]
    [InlineData("User-agent: GpuTracker-Other\nDisallow: /", "/a", true)]
    [InlineData("User-agent: googlebot\nDisallow: /", "/a", true)]
    // Groups that name it several times count together; several names share one group.
    [InlineData("User-agent: GpuTracker\nDisallow: /a\n\nUser-agent: x\nDisallow: /\n\nUser-agent: GpuTracker\nDisallow: /b", "/b", false)]
    [InlineData("User-agent: x\nUser-agent: GpuTracker\nDisallow: /a", "/a", false)]
    [InlineData("User-agent: x\nSitemap: https://shop.example/s.xml\nUser-agent: GpuTracker\nDisallow: /a", "/a", false)]
    [InlineData("User-agent: x\nCrawl-delay: 5\nUser-agent: GpuTracker\nDisallow: /a", "/a", false)]
    [InlineData("User-agent: GpuTracker\nUser-agent: *\n", "/a", true)]
    // A group that names it and says nothing allows all, whatever the one for all says.
    [InlineData("User-agent: *\nDisallow: /\nUser-agent: GpuTracker\nDisallow:", "/a", true)]
    // 2.2.2: the longest match counts; where two are as long, allow does.
    [InlineData("User-agent: *\nDisallow: /shop\nAllow: /shop/cards", "/shop/cards/1", true)]
    [InlineData("User-agent: *\nAllow: /shop\nDisallow: /shop/cards", "/shop/cards/1", false)]
    [InlineData("User-agent: *\nDisallow: /shop\nAllow: /shop", "/shop", true)]
    [InlineData("User-agent: *\nDisallow: /\nAllow: /$", "/", true)]
    [InlineData("User-agent: *\nDisallow: /\nAllow: /$", "/a", false)]
    // 2.2.3: * and $.
    [InlineData("User-agent: *\nDisallow: /*.php$", "/a/b.php", false)]
    [InlineData("User-agent: *\nDisallow: /*.php$", "/a/b.php?x=1", true)]
    [InlineData("User-agent: *\nDisallow: /*.php", "/a/b.php5", false)]
    [InlineData("User-agent: *\nDisallow: /a*/b*c$", "/axx/byc", false)]
    [InlineData("User-agent: *\nDisallow: /a*aa$", "/aa", true)]
    [InlineData("User-agent: *\nDisallow: *?sort=", "/list?sort=1", false)]
    // Octets: escapes are compared as what they stand for, reserved ones as they are.
    [InlineData("User-agent: *\nDisallow: /%7Eme", "/~me", false)]
    [InlineData("User-agent: *\nDisallow: /ツ", "/%E3%83%84", false)]
    [InlineData("User-agent: *\nDisallow: /a%3cd", "/a%3Cd", false)]
    [InlineData("User-agent: *\nDisallow: /a%2Fb", "/a/b", true)]
    // Paths are case-sensitive; keys are not, and blanks and comments mean nothing.
    [InlineData("User-agent: *\nDisallow: /Shop", "/shop", true)]
    [InlineData("\ufeffUSER-AGENT : * # all\r\ndisallow\t:  /a  # not this", "/a", false)]
    [InlineData("User-agent: *\rDisallow: /a\rDisallow: /b", "/b", false)]
    // Rules before any name belong to nobody; what is no line is left out.
    [InlineData("Disallow: /\nUser-agent: *\nDisallow: /b", "/a", true)]
    [InlineData("<html>not a robots file: at all</html>", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /robots", "/robots.txt", true)]
    public void Address_is_allowed_or_not(string file, string path, bool allowed) =>
        Parse(file).Allows(new Uri("https://shop.example" + path)).ShouldBe(allowed);

    [Theory]
    [InlineData("User-agent: *\nCrawl-delay: 2.5", 2.5)]
    [InlineData("User-agent: *\nCrawl-delay: 86400", 300.0)]
    [InlineData("User-agent: *\nCrawl-delay: soon", null)]
    [InlineData("User-agent: *\nCrawl-delay: -1", null)]
    [InlineData("User-agent: *\nCrawl-delay: 5\nUser-agent: GpuTracker\nDisallow: /a", null)]
    public void Delay_is_that_of_its_group_and_no_longer_than_five_minutes(string file, double? seconds) =>
        Parse(file).CrawlDelay?.TotalSeconds.ShouldBe(seconds!.Value);

    [Fact]
    public void Only_the_first_500_kib_are_parsed()
    {
        string filler = new('#', RobotsRules.SizeLimit);

        Parse($"User-agent: *\nDisallow: /a\n{filler}\nDisallow: /b").Allows(new("https://shop.example/b")).ShouldBeTrue();
        Parse($"User-agent: *\nDisallow: /a\n{filler}\nDisallow: /b").Allows(new("https://shop.example/a")).ShouldBeFalse();
    }

    [Fact]
    public void Pattern_of_many_stars_is_matched_at_once() =>
        Parse($"User-agent: *\nDisallow: /{string.Concat(Enumerable.Repeat("a*", 5000))}b").Allows(new("https://shop.example/" + new string('a', 5000))).ShouldBeTrue();

    private static RobotsRules Parse(string file) => RobotsRules.Parse(Encoding.UTF8.GetBytes(file), "GpuTracker");
}
