namespace Tracker.Collector.Extraction.Prices;

/// <summary>A way to write a currency: a symbol, an abbreviation or an ISO code.</summary>
/// <param name="Currencies">The currencies it can stand for, ISO 4217, the only one or the likeliest first.</param>
internal sealed record CurrencyMark(string Text, IReadOnlyList<string> Currencies)
{
    public bool IsExplicit => Currencies.Count == 1;

    /// <summary>Whether it reads as a word, so that letters beside it make it another word.</summary>
    public bool IsWord { get; } = Text.Any(char.IsLetter);

    /// <summary>Whether its case matters: <c>R</c>, <c>TL</c> and ISO codes that are also words.</summary>
    public bool IsExact { get; init; }

    /// <summary>The currency that it stands for there; null where that is not told.</summary>
    public string? Resolve(PriceContext context)
    {
        if (IsExplicit)
            return Currencies[0];
        if (context.Currency is string stated && Currencies.Contains(stated))
            return stated;
        string? national = context.Currency is null ? Countries.CurrencyOf(context.Country) : null;
        return national is not null && Currencies.Contains(national) ? national : null;
    }
}
