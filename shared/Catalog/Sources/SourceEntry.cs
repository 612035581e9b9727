using Tracker.Catalog.Settings;
using Tracker.Contracts;

namespace Tracker.Catalog.Sources;

/// <summary>Where the collector reads, how often, and what it is about.</summary>
public sealed record SourceEntry
{
    public required string Id { get; init; }

    public required SourceKind Kind { get; init; }

    /// <summary>Absolute http or https address; for <see cref="SourceKind.Facts"/> also a file relative to the configuration folder.</summary>
    public required string Url { get; init; }

    public required bool Enabled { get; init; }

    /// <summary>Why it is shipped disabled.</summary>
    public string? DisabledReason { get; init; }

    public required SourceSchedule Schedule { get; init; }

    /// <summary>The candidate it is about; null where each item is matched by alias and part number.</summary>
    public string? GpuId { get; init; }

    /// <summary>The shop's or publisher's name as shown.</summary>
    public required string Venue { get; init; }

    /// <summary>How far its figures are believed.</summary>
    public required Confidence Trust { get; init; }

    /// <summary>Currency of the site's own prices where the page does not say, ISO 4217.</summary>
    public string? Currency { get; init; }

    /// <summary>Condition of what it sells where the page does not say.</summary>
    public required ItemCondition Condition { get; init; }

    public required PriceUnit Unit { get; init; }

    /// <summary>Words of which a news item must hold one, where it names no candidate.</summary>
    public required IReadOnlyList<string> WatchWords { get; init; }

    /// <summary>CSS selectors that override what the page's markup says; for <see cref="SourceKind.Product"/> and <see cref="SourceKind.Listing"/>.</summary>
    public ProductSelectors? Selectors { get; init; }

    /// <summary>JSON paths; for <see cref="SourceKind.Json"/>. Null for an answer whose shape is known, such as Shopify's <c>products.json</c>.</summary>
    public JsonPaths? Json { get; init; }

    /// <summary>Which table, and what its columns are called; for <see cref="SourceKind.Table"/>.</summary>
    public TableColumnNames? Table { get; init; }

    /// <summary>CSS selector of the links that are entries; for <see cref="SourceKind.PageWatch"/>. Null for the headlines of the page.</summary>
    public string? Links { get; init; }

    /// <summary>Whether loopback and private addresses may be asked.</summary>
    public required bool AllowPrivate { get; init; }

    /// <summary>Time between two requests to the same host.</summary>
    public required TimeSpan Delay { get; init; }

    /// <summary>Time after which a request is given up.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>The proxy it is asked through; null for none.</summary>
    public SourceProxy? Proxy { get; init; }

    /// <summary>Request headers of its own, such as an API key; sent to its own host only.</summary>
    public IReadOnlyDictionary<string, HeaderValue> Headers { get; init; } = new Dictionary<string, HeaderValue>();

    /// <summary>Whether its page is built by script, so that a browser has to render it.</summary>
    public bool Render { get; init; }

    public string? Notes { get; init; }
}

/// <summary>A proxy of a source.</summary>
/// <param name="Url">Its address: http, https, socks4 or socks5, without credentials.</param>
/// <param name="Credentials">Where <c>user:password</c> is kept; null for none.</param>
public sealed record SourceProxy(Uri Url, SecretReference? Credentials);

/// <summary>The value of a request header: a text, or where a secret is kept. Printing it never shows a secret.</summary>
public sealed record HeaderValue
{
    private readonly string _text;
    private readonly SecretReference? _secret;

    /// <param name="text">The value; <c>env:NAME</c> and <c>file:PATH</c> are read when a request is made.</param>
    public HeaderValue(string text)
    {
        _text = text;
        _secret = SecretReference.TryParse(text);
    }

    /// <exception cref="InvalidOperationException">The secret is not there, or no header can hold it.</exception>
    public string Resolve()
    {
        string value = _secret?.Resolve() ?? _text;
        return value.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0
            ? value
            : throw new InvalidOperationException($"the header value {this} holds a control character");
    }

    public override string ToString() => _secret?.ToString() ?? _text;
}

/// <summary>What a source is.</summary>
public enum SourceKind
{
    /// <summary>CSV of dated facts.</summary>
    Facts = 0,

    /// <summary>A shop's product page.</summary>
    Product = 1,

    /// <summary>RSS or Atom.</summary>
    Feed = 2,

    /// <summary>A JSON answer read by paths.</summary>
    Json = 3,

    /// <summary>The European Central Bank's reference rates.</summary>
    Fx = 4,

    /// <summary>A page of many products.</summary>
    Listing = 5,

    /// <summary>Tables of a page: spec lists, rate cards.</summary>
    Table = 6,

    /// <summary>A page of announcements without a feed.</summary>
    PageWatch = 7,
}

/// <summary>When a source is due: a cron expression in a zone, or an interval.</summary>
public sealed record SourceSchedule
{
    /// <summary>Quartz cron expression; null where <see cref="Every"/> is given.</summary>
    public string? Cron { get; init; }

    /// <summary>IANA zone of <see cref="Cron"/>; null for the owner's.</summary>
    public string? Zone { get; init; }

    public TimeSpan? Every { get; init; }

    /// <summary>Each source is shifted by a part of this that is its own, so that sources do not ask on one stroke.</summary>
    public required TimeSpan Jitter { get; init; }
}

/// <summary>CSS selectors of a product page, or of the rows of a listing; each is optional there.</summary>
public sealed record ProductSelectors
{
    /// <summary>A product of a listing; the others are looked for within it. Null on a product page.</summary>
    public string? Row { get; init; }

    public string? Title { get; init; }

    public string? Price { get; init; }

    public string? Availability { get; init; }

    /// <summary>The link to a product of a listing; null for its first link.</summary>
    public string? Url { get; init; }

    public string? Sku { get; init; }

    public string? Mpn { get; init; }
}

/// <summary>What a table's columns are called; what is left out is told by the header's words.</summary>
public sealed record TableColumnNames
{
    /// <summary>CSS selector of the table, or of what holds it; null for all tables of the page.</summary>
    public string? Selector { get; init; }

    /// <summary>Header of the column that names the product.</summary>
    public string? Title { get; init; }

    /// <summary>Header of the column with the price.</summary>
    public string? Price { get; init; }
}

/// <summary>JSON paths of a listing. All but <see cref="Items"/> are relative to an item.</summary>
public sealed record JsonPaths
{
    public required string Items { get; init; }

    public required string Title { get; init; }

    public required string Price { get; init; }

    public string? Currency { get; init; }

    public string? Url { get; init; }

    public string? Sku { get; init; }

    public string? Mpn { get; init; }

    public string? Availability { get; init; }
}
