namespace Tracker.Collector.Extraction.Offers;

/// <summary>An offer as a page's markup gives it, its texts not yet read.</summary>
internal sealed record MarkupOffer
{
    /// <summary>The markup and where in it, for example <c>json-ld[0].offers</c>.</summary>
    public required string Place { get; init; }

    /// <summary>The product or the group of variants that it is of: offers of one root are of one thing. Null where markup has no products.</summary>
    public string? Root { get; init; }

    public string? Title { get; init; }

    /// <summary>The product's own address, where the markup gives it.</summary>
    public string? ProductUrl { get; init; }

    public string? Price { get; init; }

    /// <summary>Whether <see cref="Price"/> is text for people rather than a field for machines.</summary>
    public bool PriceIsText { get; init; }

    public string? Currency { get; init; }

    public string? Availability { get; init; }

    public string? Condition { get; init; }

    public string? Seller { get; init; }

    public string? Url { get; init; }

    public string? Sku { get; init; }

    public string? Mpn { get; init; }

    public string? Gtin { get; init; }

    /// <summary>Why the markup itself gives no price, for example a range; null where it may.</summary>
    public ExtractionProblem? Problem { get; init; }
}
