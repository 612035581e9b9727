using System.Globalization;
using Tracker.Catalog.Units;
using Tracker.Collector.Extraction.Matching;
using Tracker.Collector.Extraction.Prices;
using Tracker.Contracts;

namespace Tracker.Collector.Extraction.Offers;

/// <summary>What an offer of a page's markup turned out to be: an offer, or a problem; never both.</summary>
internal readonly record struct OfferReading(ExtractedOffer? Offer, ExtractionProblem? Problem);

/// <summary>Reads the texts of an offer: price, currency, availability, condition.</summary>
/// <param name="country">The page's country; tells whose <c>$</c> it is.</param>
internal sealed class OfferReader(ExtractionContext context, string? country)
{
    /// <summary>One of three: an offer with its price, a definite "not on sale", or a problem that says what is unknown.</summary>
    public OfferReading Read(MarkupOffer markup, string? pageTitle)
    {
        Availability availability = AvailabilityWords.Read(markup.Availability);
        (MoneyValue? price, ExtractionProblem? problem) = ReadPrice(markup);
        // Shops leave the price out, or at nought, once a thing is gone: the page still says something definite.
        if (price is null && !AvailabilityWords.IsNotOnSale(availability))
            return new(null, problem);

        ItemCondition condition = AvailabilityWords.ReadCondition(markup.Condition);
        ItemDescription item = new(markup.Title ?? pageTitle, markup.Sku, markup.Mpn, markup.Gtin);
        ExtractedOffer offer = new()
        {
            Title = ScrapedText.Line(markup.Title ?? pageTitle, 300),
            Price = price,
            Availability = availability,
            Condition = condition == ItemCondition.Unknown ? context.DefaultCondition : condition,
            Seller = ScrapedText.OptionalLine(markup.Seller, 200),
            Url = ScrapedText.Link(markup.Url, context.Url) ?? ScrapedText.Link(context.Url),
            Sku = ScrapedText.OptionalLine(markup.Sku, 100),
            Mpn = ScrapedText.OptionalLine(markup.Mpn, 100),
            Gtin = ScrapedText.OptionalLine(markup.Gtin, 50),
            Evidence = ScrapedText.Line($"{markup.Place}: {markup.Price ?? markup.Availability} {markup.Currency}", 300),
            GpuId = Identify(item),
        };
        return new(offer, null);
    }

    /// <summary>Why an offer cannot be the GPU that its source is about; null where it can, or where the source is about none.</summary>
    public string? Contradiction(ExtractedOffer offer) =>
        context.Source?.GpuId is string id ? context.Matcher.Contradiction(id, new(offer.Title, offer.Sku, offer.Mpn, offer.Gtin)) : null;

    /// <summary>Whether an offer names the GPU that its source is about.</summary>
    public bool IsNamed(ExtractedOffer offer) =>
        context.Matcher.Match(new(offer.Title, offer.Sku, offer.Mpn, offer.Gtin)).GpuId == context.Source?.GpuId;

    private string? Identify(ItemDescription item) => context.Source?.GpuId is string id
        ? context.Matcher.Contradiction(id, item) is null ? id : null
        : context.Matcher.Match(item).GpuId;

    private (MoneyValue? Price, ExtractionProblem? Problem) ReadPrice(MarkupOffer markup)
    {
        if (markup.Problem is not null)
            return (null, markup.Problem);
        if (markup.Price is null)
            return (null, new(ProblemCodes.NoPrice, "the markup names no price", markup.Place));

        string? stated = Currency.IsKnown(markup.Currency?.Trim().ToUpperInvariant())
            ? markup.Currency!.Trim().ToUpperInvariant()
            : SymbolOf(markup.Currency);
        PriceReading reading = PriceReader.Read(markup.Price, new()
        {
            Currency = stated ?? context.Source?.Currency,
            Country = country,
            IsStructured = !markup.PriceIsText,
            IsRate = context.Unit == PriceUnit.Hour,
        });
        if (reading.Amount is not decimal amount)
            return (null, new(CodeOf(reading.Problem!), $"'{ScrapedText.Line(markup.Price, 100)}': {reading.Problem}", markup.Place));
        if (reading.Currency is null)
            return (null, new(ProblemCodes.NoCurrency, $"'{ScrapedText.Line(markup.Price, 100)}' does not say its currency; a source entry can, with 'currency'", markup.Place));
        if (stated is not null && reading.Currency != stated)
            return (null, new(ProblemCodes.AmbiguousPrice, $"the price says {reading.Currency}, its currency field {stated}", markup.Place));
        return Money.FromAmount(amount, reading.Currency) is { MinorUnits: > 0 } price
            ? (Exact(price, amount), null)
            : (null, new(ProblemCodes.NoPrice, $"'{ScrapedText.Line(markup.Price, 100)}' is less than the smallest unit", markup.Place));
    }

    // Rates have more decimals than money; what is shown is what was read, but for what binary fractions left over.
    private static MoneyValue Exact(Money price, decimal amount) => Math.Abs(price.Amount - amount) < 0.000001m
        ? price.ToValue()
        : new() { Amount = amount.ToString(CultureInfo.InvariantCulture), Currency = price.Currency };

    // Some pages put a symbol where the code belongs.
    private string? SymbolOf(string? text) => text?.Trim() is { Length: > 0 and <= 8 } symbol
        ? CurrencyMarks.At(symbol, 0)?.Resolve(new() { Country = country, Currency = context.Source?.Currency })
        : null;

    private static string CodeOf(string problem) => problem.StartsWith("a range", StringComparison.Ordinal) ? ProblemCodes.PriceRange
        : problem.StartsWith("ambiguous", StringComparison.Ordinal) || problem.StartsWith("several", StringComparison.Ordinal) ? ProblemCodes.AmbiguousPrice
        : ProblemCodes.NoPrice;
}
