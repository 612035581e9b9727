using Tracker.Catalog.Sources;

namespace Tracker.Catalog.Tests.Sources;

/// <summary>How a source is asked: headers, a proxy, a browser.</summary>
public sealed class SourceOptionTests
{
    [Fact]
    public void Headers_proxy_and_rendering_are_read()
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Source, "headers:\n  - name: X-Key\n    value: env:KEY\nproxy:\n  url: socks5://127.0.0.1:1080\n  credentials: file:/run/secrets/proxy");

        SourceEntry source = config.Load().Sources["shop"];

        source.Headers["x-key"].ToString().ShouldBe("env:KEY");
        source.Proxy!.Url.ShouldBe(new("socks5://127.0.0.1:1080"));
        source.Proxy.Credentials!.ToString().ShouldBe("file:/run/secrets/proxy");
        source.Render.ShouldBeFalse();
    }

    [Theory]
    [InlineData("headers:\n  - name: Cookie\n    value: a", "'Cookie' is set by the tracker itself")]
    [InlineData("headers:\n  - name: \"X Key\"\n    value: a", "'name' must be the name of a header, found 'X Key'")]
    [InlineData("headers:\n  - name: X-Key\n    value: \"a\\r\\nX-Evil: 1\"", "'value' must be one line")]
    [InlineData("headers:\n  - name: X-Key\n    value: a\n  - name: x-key\n    value: b", "duplicate header 'x-key'")]
    [InlineData("proxy:\n  url: ftp://proxy.example", "'url' must be an http, https, socks4 or socks5 address, found 'ftp://proxy.example'")]
    [InlineData("proxy:\n  url: http://me:word@proxy.example", "'url' must not hold a password; say 'credentials: env:NAME'")]
    [InlineData("proxy:\n  url: http://proxy.example\n  credentials: me:word", "'credentials' must say where user:password is kept, as env:NAME or file:PATH; a secret is never written here")]
    [InlineData("render: true\nproxy:\n  url: http://proxy.example", "a rendered page is asked for by a browser of its own, without 'proxy' and 'headers'")]
    public void Option_that_cannot_be_followed_is_refused(string yaml, string problem)
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Source, yaml);

        config.Problems().ShouldHaveSingleItem().ShouldEndWith(problem);
    }

    [Fact]
    public void Feed_is_not_rendered()
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Source, "kind: product", "kind: feed").Append(ConfigFolder.Source, "render: true");

        config.Problems().ShouldHaveSingleItem().ShouldEndWith("'render' is for web pages");
    }
}
