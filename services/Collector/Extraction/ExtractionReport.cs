using System.Text.Json.Serialization;
using Tracker.Contracts;

namespace Tracker.Collector.Extraction;

/// <summary>What was read from one page, feed or JSON answer. Its JSON form is the command line's <c>extract</c> contract.</summary>
public sealed record ExtractionReport
{
    /// <summary>The address it was read from; null for a file of which nobody said.</summary>
    public required string? Url { get; init; }

    /// <summary>The kind of source it was read as: <c>product</c>, <c>feed</c>, <c>json</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Things on sale, or definitely not on sale.</summary>
    public required IReadOnlyList<ExtractedOffer> Offers { get; init; }

    /// <summary>News items.</summary>
    public required IReadOnlyList<ExtractedAnnouncement> Announcements { get; init; }

    /// <summary>Technical figures.</summary>
    public required IReadOnlyList<ExtractedSpec> Specs { get; init; }

    /// <summary>Rental rates.</summary>
    public required IReadOnlyList<ExtractedRate> Rates { get; init; }

    /// <summary>Reference rates of currencies.</summary>
    public IReadOnlyList<ExtractedExchangeRate> ExchangeRates { get; init; } = [];

    /// <summary>What could not be read, or is unknown, and why.</summary>
    public required IReadOnlyList<ExtractionProblem> Problems { get; init; }

    /// <summary>Whether nothing at all was read.</summary>
    [JsonIgnore]
    public bool IsEmpty => Offers.Count + Announcements.Count + Specs.Count + Rates.Count + ExchangeRates.Count == 0;

    internal static ExtractionReport Failed(string? url, string kind, string code, string message, string? place = null) =>
        Nothing(url, kind) with { Problems = [new(code, message, place)] };

    internal static ExtractionReport Nothing(string? url, string kind) => new()
    {
        Url = url,
        Kind = kind,
        Offers = [],
        Announcements = [],
        Specs = [],
        Rates = [],
        Problems = [],
    };
}

/// <summary>A thing on sale.</summary>
public sealed record ExtractedOffer
{
    public required string Title { get; init; }

    /// <summary>Null only where the page says that the thing is not on sale.</summary>
    public required MoneyValue? Price { get; init; }

    public required Availability Availability { get; init; }

    public required ItemCondition Condition { get; init; }

    public required string? Seller { get; init; }

    public required string? Url { get; init; }

    public required string? Sku { get; init; }

    public required string? Mpn { get; init; }

    public required string? Gtin { get; init; }

    /// <summary>Where the price was read: the markup and the text of it.</summary>
    public required string Evidence { get; init; }

    /// <summary>The GPU that it is; null where it is none of the catalogue's.</summary>
    [JsonIgnore]
    public string? GpuId { get; init; }

    /// <summary>The thing offered within its source: its part number or address. One thing has one latest price.</summary>
    [JsonIgnore]
    public string ItemKey { get; init; } = "";
}

/// <summary>A news item.</summary>
public sealed record ExtractedAnnouncement
{
    public required string Title { get; init; }

    public required string? Url { get; init; }

    /// <summary>Null where the feed does not say.</summary>
    public required DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Ids of the GPUs that it names.</summary>
    public required IReadOnlyList<string> Candidates { get; init; }

    /// <summary>What it claims.</summary>
    public required IReadOnlyList<ExtractedClaim> Claims { get; init; }

    /// <summary>What tells it from all others of its feed: GUID, address, title and day. Two items that share one are the same.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Identities { get; init; } = [];

    /// <summary>What it links to, absolute.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Links { get; init; } = [];

    [JsonIgnore]
    public string? Summary { get; init; }
}

/// <summary>A statement of a news item.</summary>
public sealed record ExtractedClaim
{
    /// <summary><c>exists</c>, <c>launched</c>, <c>date</c>, <c>price</c>, <c>memory</c>, <c>bandwidth</c>, <c>compute</c>, <c>power</c>, <c>delayed</c> or <c>cancelled</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>A decimal number; null where the sentence gives none.</summary>
    public required string? Value { get; init; }

    /// <summary><c>GB</c>, <c>GB/s</c>, <c>TFLOPS</c>, <c>TOPS</c>, <c>W</c>, or the ISO code of a price's currency.</summary>
    public required string? Unit { get; init; }

    /// <summary>What a measure holds for, such as <c>fp4 dense</c>; null where it is not said.</summary>
    public string? Qualifier { get; init; }

    /// <summary>The GPU it is about; null where the sentence does not tell.</summary>
    public string? Candidate { get; init; }

    public required DateOnly? From { get; init; }

    public required DateOnly? To { get; init; }

    /// <summary>The sentence it came from.</summary>
    public required string Sentence { get; init; }
}

/// <summary>A technical figure.</summary>
public sealed record ExtractedSpec
{
    public required string? Candidate { get; init; }

    public required string Field { get; init; }

    public required string Value { get; init; }

    public required string Evidence { get; init; }
}

/// <summary>A rental rate.</summary>
public sealed record ExtractedRate
{
    /// <summary>The GPU's id; null where it is none of the catalogue's.</summary>
    public required string? Candidate { get; init; }

    public required string Title { get; init; }

    public required MoneyValue Price { get; init; }

    /// <summary>What it buys: <c>hour</c>.</summary>
    public required string Per { get; init; }

    public required string? Url { get; init; }

    public required string Evidence { get; init; }
}

/// <summary>A reference rate: what one unit of the base currency buys.</summary>
public sealed record ExtractedExchangeRate
{
    public required string Base { get; init; }

    public required string Currency { get; init; }

    public required decimal Rate { get; init; }

    public required DateOnly Date { get; init; }
}

/// <summary>What could not be read.</summary>
/// <param name="Code">A stable word such as <c>captcha</c> or <c>ambiguous-price</c>.</param>
/// <param name="Message">What was found, for people.</param>
/// <param name="Place">Where: a selector, a path, a block; null for the whole document.</param>
public sealed record ExtractionProblem(string Code, string Message, string? Place);
