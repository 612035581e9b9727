using Tracker.Catalog.Sources;
using Tracker.Contracts;

namespace Tracker.Catalog.Tests.Sources;

public sealed class SourceReaderTests
{
    private const string Every = "schedule:\n  every: 12h\n";

    [Fact]
    public void Source_without_options_is_asked_daily_and_politely()
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Source, Every, "");

        SourceEntry source = config.Load().Sources["shop"];

        source.Schedule.Every.ShouldBe(TimeSpan.FromDays(1));
        source.Delay.ShouldBe(TimeSpan.FromSeconds(10));
        source.Enabled.ShouldBeTrue();
        source.AllowPrivate.ShouldBeFalse();
        source.Trust.ShouldBe(Confidence.Medium);
        source.Venue.ShouldBe("shop");
    }

    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("30s", 30_000)]
    [InlineData("10m", 600_000)]
    [InlineData("6h", 21_600_000)]
    [InlineData("366d", 31_622_400_000)]
    public void Duration_is_a_number_and_a_unit(string text, long milliseconds)
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Source, $"timeout: {text}");

        config.Load().Sources["shop"].Timeout.ShouldBe(TimeSpan.FromMilliseconds(milliseconds));
    }

    [Theory]
    [InlineData("10")]
    [InlineData("m")]
    [InlineData("-5m")]
    [InlineData("1.5h")]
    [InlineData("10 m")]
    [InlineData("1w")]
    [InlineData("367d")]
    [InlineData("99999999999d")]
    public void Duration_that_cannot_be_read_is_refused(string text)
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Source, $"timeout: {text}");

        config.Problems().ShouldBe([$"sources/shop.yaml:7:10: 'timeout' must be a duration such as 30s, 10m, 6h or 7d (a year at most), found '{text}'"]);
    }

    [Theory]
    [InlineData("cron: 0 0 8 ? * MON\n  every: 12h", "5:3: expected either 'cron' or 'every'")]
    [InlineData("jitter: 5m", "5:3: expected either 'cron' or 'every'")]
    [InlineData("every: 12h\n  zone: Europe/Berlin", "6:9: 'zone' belongs to 'cron'")]
    [InlineData("cron: 0 0 25 ? * MON", "5:9: 'cron' must be a cron expression with seconds, such as '0 0 8 ? * MON', found '0 0 25 ? * MON': Hour values must be between 0 and 23")]
    [InlineData("cron: 0 0 8 ? * MON\n  zone: Europe/Brelin", "6:9: 'zone' must be an IANA time zone such as Europe/Berlin, found 'Europe/Brelin'")]
    public void Schedule_that_is_not_one_of_cron_and_interval_is_refused(string schedule, string problem)
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Source, "every: 12h", schedule);

        config.Problems().ShouldBe([$"sources/shop.yaml:{problem}"]);
    }

    [Fact]
    public void Cron_in_a_zone_is_a_schedule()
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Source, "every: 12h", "cron: 0 0 8 ? * MON\n  zone: Europe/Berlin");

        SourceSchedule schedule = config.Load().Sources["shop"].Schedule;

        schedule.Cron.ShouldBe("0 0 8 ? * MON");
        schedule.Zone.ShouldBe("Europe/Berlin");
        schedule.Every.ShouldBeNull();
    }

    [Fact]
    public void Disabled_source_needs_a_reason()
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Source, "enabled: false");

        config.Problems().ShouldBe(["sources/shop.yaml:7:10: a disabled source needs 'disabled_reason'"]);
    }

    [Fact]
    public void Json_source_of_a_known_shape_needs_no_paths()
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Source, "kind: product", "kind: json");

        config.Problems().ShouldBeEmpty();
    }

    [Fact]
    public void Missing_json_path_is_named()
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Source, "kind: product", "kind: json").Append(ConfigFolder.Source, "json: {items: $.products, title: title}");

        config.Problems().ShouldBe(["sources/shop.yaml:7:7: 'price' is missing"]);
    }

    [Theory]
    [InlineData("product", "json: {items: $.x, title: t, price: p}", "7:7: 'json' is for sources of kind json")]
    [InlineData("feed", "table: {price: Price}", "7:8: 'table' is for sources of kind table")]
    [InlineData("feed", "links: main a", "7:8: 'links' is for sources of kind page-watch")]
    [InlineData("product", "selectors: {row: li}", "7:12: 'row' and 'url' are for sources of kind listing")]
    [InlineData("listing", "selectors: {row: li}", "7:12: the selectors of a listing need 'row', 'title' and 'price'")]
    [InlineData("feed", "selectors: {price: .price}", "7:12: 'selectors' is for sources of kind product and listing")]
    public void Option_of_another_kind_is_refused(string kind, string line, string problem)
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Source, "kind: product", $"kind: {kind}").Append(ConfigFolder.Source, line);

        config.Problems().ShouldBe([$"sources/shop.yaml:{problem}"]);
    }

    [Fact]
    public void Unknown_kind_is_refused_with_the_kinds_there_are()
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Source, "kind: product", "kind: telepathy");

        config.Problems()[0].ShouldStartWith("sources/shop.yaml:2:7: 'kind' must be one of facts, product, feed, json");
    }

    [Theory]
    [InlineData("ftp://example.org/card")]
    [InlineData("file:///etc/passwd")]
    [InlineData("example.org/card")]
    [InlineData("/etc/passwd")]
    public void Address_beyond_the_web_is_refused(string url)
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Source, "https://example.org/card", url);

        config.Problems().ShouldBe([$"sources/shop.yaml:3:6: 'url' must be an absolute http or https address, found '{url}'"]);
    }

    [Fact]
    public void Facts_may_be_a_file()
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Source, "kind: product", "kind: facts").Replace(ConfigFolder.Source, "https://example.org/card", "facts/own.csv");

        config.Load().Sources["shop"].Url.ShouldBe("facts/own.csv");
    }

    [Fact]
    public void Unknown_gpu_is_refused_with_the_nearest()
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Source, "gpu: card", "gpu: cards");

        config.Problems().ShouldBe(["sources/shop.yaml:6:6: there is no GPU 'cards'; did you mean 'card'?"]);
    }

    [Fact]
    public void Unknown_currency_is_refused()
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Source, "currency: US");

        config.Problems().ShouldBe(["sources/shop.yaml:7:11: 'currency' must be an ISO 4217 code such as USD, found 'US'"]);
    }

    [Fact]
    public void Missing_keys_are_named_once_each()
    {
        using ConfigFolder config = new();
        config.Write("sources/other.yaml", "trust: low\n");

        config.Problems().ShouldBe(
            ["sources/other.yaml:1:1: 'id' is missing", "sources/other.yaml:1:1: 'kind' is missing", "sources/other.yaml:1:1: 'url' is missing"],
            ignoreOrder: true);
    }
}
