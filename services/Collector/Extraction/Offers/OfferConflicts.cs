namespace Tracker.Collector.Extraction.Offers;

/// <summary>Gives each offer of a document its item key, and finds those that nothing tells apart although their prices differ.</summary>
internal static class OfferConflicts
{
    /// <summary>The offers, each item once. An item with several prices is left out, with a problem that lists them.</summary>
    public static List<ExtractedOffer> Settle(IReadOnlyList<ExtractedOffer> offers, List<ExtractionProblem> problems)
    {
        List<ExtractedOffer> settled = [];
        foreach (IGrouping<string, ExtractedOffer> byKey in offers.GroupBy(Key))
        {
            // A title may change from day to day, so it is part of the key only where the rest does not tell items apart.
            bool several = byKey.Select(o => o.Title).Distinct(StringComparer.Ordinal).Count() > 1;
            foreach (IGrouping<string, ExtractedOffer> item in byKey.GroupBy(o => several ? $"{byKey.Key}|{o.Title}" : byKey.Key))
            {
                if (item.Select(o => o.Price).Distinct().Count() == 1)
                    settled.Add(item.First() with { ItemKey = item.Key });
                else
                    problems.Add(Ambiguous(item.DistinctBy(o => o.Price)));
            }
        }
        return settled;
    }

    public static ExtractionProblem Ambiguous(IEnumerable<ExtractedOffer> offers)
    {
        string candidates = string.Join("; ", offers.Take(10).Select(o => $"{o.Price?.Amount} {o.Price?.Currency} ({o.Evidence})"));
        return new(ProblemCodes.AmbiguousPrice, $"several prices and no way to choose: {ScrapedText.Line(candidates, 1000)}", null);
    }

    /// <summary>The offers as rental rates.</summary>
    public static IReadOnlyList<ExtractedRate> Rates(IEnumerable<ExtractedOffer> offers) =>
    [
        .. offers.Where(o => o.Price is not null).Select(o => new ExtractedRate
        {
            Candidate = o.GpuId,
            Title = o.Title,
            Price = o.Price!,
            Per = "hour",
            Url = o.Url,
            Evidence = o.Evidence,
        }),
    ];

    private static string Key(ExtractedOffer offer)
    {
        string item = offer.Sku ?? offer.Mpn ?? offer.Gtin ?? offer.Url ?? offer.Title;
        return $"{item}|{offer.Seller}|{offer.Condition}";
    }
}
