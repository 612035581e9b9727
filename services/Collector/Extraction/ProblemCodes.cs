namespace Tracker.Collector.Extraction;

/// <summary>The stable words for what can go wrong with a document.</summary>
internal static class ProblemCodes
{
    public const string Captcha = "captcha";
    public const string ConsentWall = "consent-wall";
    public const string Empty = "empty";
    public const string NotFound = "not-found";
    public const string AmbiguousPrice = "ambiguous-price";
    public const string PriceRange = "price-range";
    public const string NoPrice = "no-price";
    public const string NoCurrency = "no-currency";
    public const string NoPaths = "no-paths";
    public const string NoWatchedItem = "no-match";
    public const string SeveralProducts = "several-products";
    public const string Article = "article";
    public const string OtherProduct = "other-product";
    public const string Malformed = "malformed";
    public const string MalformedJsonLd = "malformed-json-ld";
    public const string BadSelector = "bad-selector";
    public const string TooLarge = "too-large";
    public const string Unreadable = "unreadable";
}
