using System.Globalization;
using Tracker.Catalog.Settings;
using Tracker.Catalog.Units;
using Tracker.Catalog.Yaml;
using Tracker.Contracts;

namespace Tracker.Catalog.Sources;

/// <summary>Reads a source entry.</summary>
internal static class SourceReader
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(366);

    private static readonly HashSet<string> s_ownHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Connection", "Content-Length", "Content-Type", "Transfer-Encoding", "Cookie", "If-None-Match", "If-Modified-Since", "Accept-Encoding",
        "Proxy-Authorization", "Range", "Expect", "Upgrade",
    };

    public static SourceEntry Read(YamlSection entry)
    {
        string id = entry.Id("id");
        SourceEntry source = new()
        {
            Id = id,
            Kind = entry.RequiredEnum<SourceKind>("kind"),
            Url = entry.Text("url"),
            Enabled = entry.Bool("enabled", true),
            DisabledReason = entry.OptionalText("disabled_reason"),
            Schedule = ReadSchedule(entry),
            GpuId = entry.OptionalText("gpu"),
            Venue = entry.OptionalText("venue") ?? id,
            Trust = entry.Enum("trust", Confidence.Medium),
            Currency = entry.OptionalText("currency"),
            Condition = entry.Enum("condition", ItemCondition.Unknown),
            Unit = entry.Enum("unit", PriceUnit.Each),
            WatchWords = entry.Texts("watch"),
            Selectors = ReadSelectors(entry),
            Json = ReadPaths(entry),
            Table = ReadTable(entry),
            Links = entry.OptionalText("links"),
            AllowPrivate = entry.Bool("allow_private", false),
            Delay = Duration(entry, "delay") ?? TimeSpan.FromSeconds(10),
            Timeout = Duration(entry, "timeout") ?? TimeSpan.FromSeconds(20),
            Proxy = ReadProxy(entry),
            Headers = ReadHeaders(entry),
            Render = entry.Bool("render", false),
            Notes = entry.OptionalText("notes"),
        };
        Check(entry, source);
        entry.Close();
        return source;
    }

    private static void Check(YamlSection entry, SourceEntry source)
    {
        bool web = Uri.TryCreate(source.Url, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https";
        if (!web && source.Kind != SourceKind.Facts)
            entry.Problem("url", $"'url' must be an absolute http or https address, found '{source.Url}'");
        if (!source.Enabled && source.DisabledReason is null)
            entry.Problem("enabled", "a disabled source needs 'disabled_reason'");
        if (source.Currency is not null && !Currency.IsKnown(source.Currency))
            entry.Problem("currency", $"'currency' must be an ISO 4217 code such as USD, found '{source.Currency}'");
        if (source.Render && (source.Proxy is not null || source.Headers.Count > 0))
            entry.Problem("render", "a rendered page is asked for by a browser of its own, without 'proxy' and 'headers'");
        if (source.Render && source.Kind is SourceKind.Facts or SourceKind.Json or SourceKind.Fx or SourceKind.Feed)
            entry.Problem("render", "'render' is for web pages");
        if (source.Kind != SourceKind.Json && source.Json is not null)
            entry.Problem("json", "'json' is for sources of kind json");
        if (source.Kind is not (SourceKind.Product or SourceKind.Listing) && source.Selectors is not null)
            entry.Problem("selectors", "'selectors' is for sources of kind product and listing");
        if (source.Kind == SourceKind.Product && source.Selectors is { Row: not null } or { Url: not null })
            entry.Problem("selectors", "'row' and 'url' are for sources of kind listing");
        if (source.Kind == SourceKind.Listing && source.Selectors is not (null or { Row: not null, Title: not null, Price: not null }))
            entry.Problem("selectors", "the selectors of a listing need 'row', 'title' and 'price'");
        if (source.Kind != SourceKind.Table && source.Table is not null)
            entry.Problem("table", "'table' is for sources of kind table");
        if (source.Kind != SourceKind.PageWatch && source.Links is not null)
            entry.Problem("links", "'links' is for sources of kind page-watch");
    }

    private static SourceProxy? ReadProxy(YamlSection entry)
    {
        if (entry.OptionalSection("proxy") is not YamlSection proxy)
            return null;
        string url = proxy.Text("url");
        SecretReference? credentials = proxy.OptionalText("credentials") is string text ? SecretReference.TryParse(text) : null;
        if (proxy.Has("credentials") && credentials is null)
            proxy.Problem("credentials", "'credentials' must say where user:password is kept, as env:NAME or file:PATH; a secret is never written here");
        bool valid = Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" or "socks4" or "socks5";
        if (!valid)
            proxy.Problem("url", $"'url' must be an http, https, socks4 or socks5 address, found '{url}'");
        else if (uri!.UserInfo.Length > 0)
            proxy.Problem("url", "'url' must not hold a password; say 'credentials: env:NAME'");
        proxy.Close();
        return valid ? new(uri!, credentials) : null;
    }

    private static Dictionary<string, HeaderValue> ReadHeaders(YamlSection entry)
    {
        Dictionary<string, HeaderValue> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (YamlSection header in entry.Sections("headers"))
        {
            string name = header.Text("name");
            string value = header.Text("value");
            header.Close();
            if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
                header.Problem("name", $"'name' must be the name of a header, found '{name}'");
            else if (s_ownHeaders.Contains(name))
                header.Problem("name", $"'{name}' is set by the tracker itself");
            else if (value.Any(char.IsControl))
                header.Problem("value", "'value' must be one line");
            else if (!headers.TryAdd(name, new(value)))
                header.Problem("name", $"duplicate header '{name}'");
        }
        return headers;
    }

    private static SourceSchedule ReadSchedule(YamlSection entry)
    {
        TimeSpan day = TimeSpan.FromDays(1);
        TimeSpan jitter = TimeSpan.FromMinutes(5);
        if (entry.OptionalSection("schedule") is not YamlSection schedule)
            return new() { Every = day, Jitter = jitter };
        SourceSchedule result = new()
        {
            Cron = schedule.OptionalCron("cron"),
            Zone = schedule.OptionalText("zone"),
            Every = Duration(schedule, "every"),
            Jitter = Duration(schedule, "jitter") ?? jitter,
        };
        if (schedule.Has("cron") == schedule.Has("every"))
            schedule.Problem("expected either 'cron' or 'every'");
        if (result.Cron is null && result.Zone is not null)
            schedule.Problem("zone", "'zone' belongs to 'cron'");
        if (result.Zone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(result.Zone, out _))
            schedule.Problem("zone", $"'zone' must be an IANA time zone such as Europe/Berlin, found '{result.Zone}'");
        schedule.Close();
        return result;
    }

    private static ProductSelectors? ReadSelectors(YamlSection entry)
    {
        if (entry.OptionalSection("selectors") is not YamlSection selectors)
            return null;
        ProductSelectors result = new()
        {
            Row = selectors.OptionalText("row"),
            Title = selectors.OptionalText("title"),
            Price = selectors.OptionalText("price"),
            Availability = selectors.OptionalText("availability"),
            Url = selectors.OptionalText("url"),
            Sku = selectors.OptionalText("sku"),
            Mpn = selectors.OptionalText("mpn"),
        };
        selectors.Close();
        return result;
    }

    private static TableColumnNames? ReadTable(YamlSection entry)
    {
        if (entry.OptionalSection("table") is not YamlSection table)
            return null;
        TableColumnNames result = new()
        {
            Selector = table.OptionalText("selector"),
            Title = table.OptionalText("title"),
            Price = table.OptionalText("price"),
        };
        table.Close();
        return result;
    }

    private static JsonPaths? ReadPaths(YamlSection entry)
    {
        if (entry.OptionalSection("json") is not YamlSection paths)
            return null;
        JsonPaths result = new()
        {
            Items = paths.Text("items"),
            Title = paths.Text("title"),
            Price = paths.Text("price"),
            Currency = paths.OptionalText("currency"),
            Url = paths.OptionalText("url"),
            Sku = paths.OptionalText("sku"),
            Mpn = paths.OptionalText("mpn"),
            Availability = paths.OptionalText("availability"),
        };
        paths.Close();
        return result;
    }

    // A number and a unit: 500ms, 30s, 10m, 6h, 7d.
    private static TimeSpan? Duration(YamlSection section, string key)
    {
        if (section.OptionalText(key) is not string text)
            return null;
        int digits = text.TakeWhile(char.IsAsciiDigit).Count();
        if (int.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            TimeSpan? span = text[digits..] switch
            {
                "ms" => TimeSpan.FromMilliseconds(number),
                "s" => TimeSpan.FromSeconds(number),
                "m" => TimeSpan.FromMinutes(number),
                "h" => TimeSpan.FromHours(number),
                "d" => TimeSpan.FromDays(number),
                _ => null,
            };
            if (span <= s_longest)
                return span;
        }
        section.Problem(key, $"'{key}' must be a duration such as 30s, 10m, 6h or 7d (a year at most), found '{text}'");
        return null;
    }
}
