using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Catalog.Sources;
using Tracker.Collector.Fetching;

namespace Tracker.Collector.Tests.Fetching;

public sealed class FetchingTests : CollectorFixture
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Document_comes_with_what_a_condition_needs_and_the_request_says_who_asks()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        site.Answer = context =>
        {
            context.Response.Headers.ETag = "\"v1\"";
            context.Response.Headers.LastModified = "Mon, 23 Nov 2026 07:00:00 GMT";
            return context.Response.WriteAsync("hello");
        };

        FetchResult result = await FetchAsync(site.Url);

        result.Document.ShouldNotBeNull();
        (Encoding.UTF8.GetString(result.Document.Content), result.Document.ETag, result.Document.LastModified).ShouldBe(("hello", "\"v1\"", "Mon, 23 Nov 2026 07:00:00 GMT"));
        site.Requests.Single().Headers["User-Agent"].ShouldMatch(@"^GpuTracker/\d+\.\d+ \(\+https://owner\.example/about; .+\)$");
        site.Requests.Single().Headers.ShouldNotContainKey("Cookie");
    }

    [Fact]
    public async Task Unchanged_document_is_not_sent_again()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        site.Says("", status: 304);

        FetchResult result = await FetchAsync(site.Url, "\"v1\"", "Mon, 23 Nov 2026 07:00:00 GMT");

        result.NotModified.ShouldBeTrue();
        site.Requests.Single().Headers["If-None-Match"].ShouldBe("\"v1\"");
        site.Requests.Single().Headers["If-Modified-Since"].ShouldBe("Mon, 23 Nov 2026 07:00:00 GMT");
    }

    [Theory]
    [InlineData(403, "http-403")]
    [InlineData(404, "http-404")]
    [InlineData(500, "http-500")]
    [InlineData(204, "http-204")]
    public async Task Status_other_than_200_is_a_named_problem(int status, string code)
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        site.Answer = context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        };

        (await FetchAsync(site.Url)).Problem!.Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Mon, 23 Nov 2026 08:05:00 GMT", 300)]
    public async Task Retry_after_is_understood(string header, int seconds)
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        site.Answer = context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = header;
            return Task.CompletedTask;
        };

        (await FetchAsync(site.Url)).RetryAfter.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task Redirects_are_followed_up_to_five()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        site.Answer = context =>
        {
            int left = int.Parse(context.Request.Path.Value![1..]);
            if (left > 0)
                context.Response.Redirect($"/{left - 1}");
            return left > 0 ? Task.CompletedTask : context.Response.WriteAsync("there");
        };

        FetchResult five = await FetchAsync($"{site.Url}/5");
        FetchResult six = await FetchAsync($"{site.Url}/6");

        five.Document!.Url.ShouldBe($"{site.Url}/0");
        six.Problem!.Code.ShouldBe("too-many-redirects");
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.org/")]
    [InlineData("http://")]
    public async Task Redirect_to_anything_but_http_is_refused(string target)
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        site.Answer = context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = target;
            return Task.CompletedTask;
        };

        (await FetchAsync(site.Url)).Problem!.Code.ShouldBe("bad-redirect");
    }

    [Fact]
    public async Task Private_address_is_refused_unless_the_source_allows_it()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();

        FetchResult result = await FetchAsync(site.Url, change: source => source with { AllowPrivate = false });

        result.Problem!.Code.ShouldBe("address-refused");
        site.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Body_over_the_cap_is_refused_after_decompression()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        site.Answer = async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using GZipStream zip = new(context.Response.Body, CompressionLevel.Fastest);
            byte[] block = new byte[1024 * 1024];
            for (int i = 0; i < 9; i++)
                await zip.WriteAsync(block);
        };

        (await FetchAsync(site.Url)).Problem!.Code.ShouldBe("too-large");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Compressed_body_is_asked_for_and_unpacked(string coding)
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        site.Answer = async context =>
        {
            context.Response.Headers.ContentEncoding = coding;
            await using Stream packed = coding switch
            {
                "gzip" => new GZipStream(context.Response.Body, CompressionLevel.Fastest),
                "br" => new BrotliStream(context.Response.Body, CompressionLevel.Fastest),
                _ => new ZLibStream(context.Response.Body, CompressionLevel.Fastest),
            };
            await packed.WriteAsync("hello"u8.ToArray());
        };

        Encoding.UTF8.GetString((await FetchAsync(site.Url)).Document!.Content).ShouldBe("hello");
        site.Requests.Single().Headers["Accept-Encoding"].ShouldContain(coding);
    }

    [Fact]
    public async Task Body_that_is_not_packed_as_it_says_is_a_problem()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        site.Answer = context =>
        {
            context.Response.Headers.ContentEncoding = "br";
            return context.Response.WriteAsync("hello, this is plain text");
        };

        (await FetchAsync(site.Url)).Problem!.Code.ShouldBe("unreachable");
    }

    [Fact]
    public async Task Redirect_to_what_is_no_text_is_refused()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        site.Answer = context =>
        {
            if (context.Request.Path == "/card")
            {
                context.Response.Redirect("/card.png");
                return Task.CompletedTask;
            }
            context.Response.ContentType = "image/png";
            return context.Response.WriteAsync("png");
        };

        FetchResult result = await FetchAsync(site.Url + "/card");

        (result.Document, result.Problem!.Code, result.Problem.Place).ShouldBe((null, "wrong-type", site.Url + "/card.png"));
    }

    [Fact]
    public async Task Body_of_a_redirect_is_not_read()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        site.Answer = context =>
        {
            if (context.Request.Path == "/there")
                return context.Response.WriteAsync("there");
            context.Response.Redirect("/there");
            context.Response.ContentType = "image/png";
            return context.Response.Body.WriteAsync(new byte[PageFetcher.SizeLimit + 1]).AsTask();
        };

        Encoding.UTF8.GetString((await FetchAsync(site.Url + "/here")).Document!.Content).ShouldBe("there");
    }

    [Fact]
    public async Task Headers_without_end_are_a_problem()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        site.Answer = context =>
        {
            context.Response.Headers["X-Long"] = new string('x', 100 * 1024);
            return context.Response.WriteAsync("hello");
        };

        (await FetchAsync(site.Url)).Problem!.Code.ShouldBe("unreachable");
    }

    [Fact]
    public async Task Body_up_to_the_cap_is_taken()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        site.Answer = context => context.Response.Body.WriteAsync(new byte[PageFetcher.SizeLimit]).AsTask();

        (await FetchAsync(site.Url)).Document!.Content.Length.ShouldBe(PageFetcher.SizeLimit);
    }

    [Fact]
    public async Task Answer_that_does_not_come_is_given_up()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        TaskCompletionSource never = new();
        site.Answer = context => never.Task.WaitAsync(context.RequestAborted);

        (await FetchAsync(site.Url, change: source => source with { Timeout = TimeSpan.FromMilliseconds(200) })).Problem!.Code.ShouldBe("timeout");
    }

    [Fact]
    public async Task Host_that_is_not_there_is_a_problem() =>
        (await FetchAsync("http://127.0.0.1:9/")).Problem!.Code.ShouldBe("unreachable");

    [Fact]
    public async Task Host_is_asked_by_one_at_a_time_with_a_delay_between()
    {
        HostGate gate = new(Time);
        Uri address = new("https://shop.example/a");
        IDisposable first = await gate.EnterAsync(address, TimeSpan.FromSeconds(10), Token);
        Task<IDisposable> second = gate.EnterAsync(new("https://SHOP.example/b"), TimeSpan.FromSeconds(10), Token);
        (await gate.EnterAsync(new("https://other.example/"), TimeSpan.FromSeconds(10), Token)).Dispose();
        second.IsCompleted.ShouldBeFalse();

        first.Dispose();
        Time.Advance(TimeSpan.FromSeconds(9));
        second.IsCompleted.ShouldBeFalse();
        await AdvanceUntilAsync(second);

        (await second).Dispose();
    }

    [Theory]
    [InlineData("utf-8", null, "preis €", true)]
    [InlineData("windows-1252", "windows-1252", "preis €", false)]
    [InlineData("windows-1252", null, "<meta charset=windows-1252>preis €", false)]
    [InlineData("shift_jis", null, "<meta http-equiv=content-type content='text/html; charset=Shift_JIS'>価格", false)]
    [InlineData("utf-8", null, "<meta charset=utf-16>preis €", false)]
    [InlineData("utf-8", "utf-7", "preis €", false)]
    [InlineData("utf-8", "no-such", "preis €", false)]
    [InlineData("utf-16", "windows-1252", "preis €", true)]
    public void Text_is_decoded_by_mark_then_header_then_itself(string written, string? header, string text, bool mark)
    {
        _ = DocumentText.Decode([], null);
        Encoding encoding = Encoding.GetEncoding(written);
        byte[] content = mark ? [.. encoding.GetPreamble(), .. encoding.GetBytes(text)] : encoding.GetBytes(text);

        DocumentText.Decode(content, header).ShouldBe(text);
    }

    // The wait may begin a moment after the host was freed; the clock moves on until it ends.
    private async Task AdvanceUntilAsync(Task waited)
    {
        DateTime deadline = DateTime.UtcNow.AddSeconds(20);
        while (!waited.IsCompleted && DateTime.UtcNow < deadline)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
        waited.IsCompleted.ShouldBeTrue();
    }

    private Task<FetchResult> FetchAsync(string url, string? etag = null, string? modified = null, Func<SourceEntry, SourceEntry>? change = null)
    {
        SourceEntry source = TestCatalog.Source("site", SourceKind.Product, url);
        return Host(scheduled: false).Services.GetRequiredService<PageFetcher>().FetchAsync(change?.Invoke(source) ?? source, etag, modified, Token);
    }
}
