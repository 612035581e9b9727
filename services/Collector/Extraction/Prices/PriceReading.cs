namespace Tracker.Collector.Extraction.Prices;

/// <summary>How a price text is read.</summary>
public sealed record PriceReading
{
    /// <summary>The text as it was given, cut to <see cref="PriceReader.LengthLimit"/> characters.</summary>
    public required string Text { get; init; }

    /// <summary>The amount in major units, exactly as written; null where the text is no price or does not say one price.</summary>
    public decimal? Amount { get; init; }

    /// <summary>ISO 4217 code; null where the text and its context do not tell it. A bare <c>$</c> or <c>kr</c> does not.</summary>
    public string? Currency { get; init; }

    /// <summary>Why there is no amount, in words; null where there is one.</summary>
    public string? Problem { get; init; }
}

/// <summary>What is known about a price text from where it stands.</summary>
public sealed record PriceContext
{
    /// <summary>The currency that the field or the page states; used where the text itself does not say.</summary>
    public string? Currency { get; init; }

    /// <summary>The page's country, ISO 3166 two letters: tells whose <c>$</c> or <c>kr</c> it is.</summary>
    public string? Country { get; init; }

    /// <summary>Whether the text is a field for machines, such as a JSON-LD price: there a point is a decimal point.</summary>
    public bool IsStructured { get; init; }

    /// <summary>Whether it is a rate for an hour, which may be small and have more decimals than money.</summary>
    public bool IsRate { get; init; }
}
