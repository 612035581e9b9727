using System.Text.RegularExpressions;
using Tracker.Catalog;
using Tracker.Collector.Extraction;
using Tracker.Collector.Extraction.Claims;
using Tracker.Collector.Extraction.Matching;
using Tracker.Collector.Observations;
using Tracker.Storage;

namespace Tracker.Collector.Sources.Facts;

/// <summary>A roadmap event read from a row.</summary>
internal sealed record RoadmapFact
{
    public required string FactKey { get; init; }

    /// <summary>Null where it is about a product that is no candidate.</summary>
    public required string? GpuId { get; init; }

    public required string? Vendor { get; init; }

    public required string? Product { get; init; }

    public required string Kind { get; init; }

    public required string Title { get; init; }

    public required string PublishedAt { get; init; }

    public required string KnownAt { get; init; }

    public required string Confidence { get; init; }

    public required string Evidence { get; init; }
}

/// <summary>Reads roadmap rows.</summary>
internal static partial class RoadmapFacts
{
    /// <summary>Decides claims on a GPU where no rule can.</summary>
    private const string ClaimResolution = "claim-resolution";

    /// <summary>The row as an event; null with the reason where it must be refused.</summary>
    public static RoadmapFact? Read(FactRow row, TrackerCatalog catalog, FactDateReader dates, out string? reason)
    {
        string? gpu = FactFields.Gpu(row, catalog, out reason, optional: true);
        if (reason is not null)
            return null;
        if ((reason = dates.Read("date", row[FactColumn.Date], row[FactColumn.Known], out FactDates when)) is not null)
            return null;
        string? kind = FactWords.Read(row, FactColumn.Kind, FactWords.AnnouncementKinds, "news", out reason);
        if (kind is null)
            return null;
        string? confidence = FactWords.Confidence(row, out reason);
        if (confidence is null)
            return null;
        string? evidence = FactFields.Evidence(row, out reason);
        if (evidence is null)
            return null;
        string title = ScrapedText.Line(row[FactColumn.Title], 500);
        if (title.Length == 0)
        {
            reason = "'title' is missing";
            return null;
        }
        if (kind == ClaimResolution && (gpu is null || !ResolutionTitle().IsMatch(title)))
        {
            reason = $"a {ClaimResolution} names its 'gpu', and its title is a kind of claim, true or false, and why: 'memory false: it came with 256 GB'";
            return null;
        }
        string? product = ScrapedText.OptionalLine(row[FactColumn.Product], 200);
        return new()
        {
            FactKey = FactKey.Of("roadmap", row[FactColumn.Date], gpu, product, kind, title),
            GpuId = gpu,
            Vendor = ScrapedText.OptionalLine(row[FactColumn.Vendor], 200),
            Product = product,
            Kind = kind,
            Title = title,
            PublishedAt = when.ObservedAt,
            KnownAt = when.KnownAt,
            Confidence = confidence,
            Evidence = evidence,
        };
    }

    /// <summary>What a row claims, where it is about a candidate or names one. Facts of this kind are notes in few words, and their <c>$</c> is the US dollar.</summary>
    public static IReadOnlyList<ExtractedClaim> Claims(RoadmapFact fact, ClaimReader reader, ProductMatcher matcher)
    {
        IReadOnlyList<string> candidates = fact.GpuId is string gpu ? [gpu] : matcher.FindAll($"{fact.Product}. {fact.Title}");
        // A resolution judges a claim and makes none.
        if (candidates.Count == 0 || fact.Kind == ClaimResolution)
            return [];
        IReadOnlyList<ExtractedClaim> claims = reader.Read(new()
        {
            Title = fact.Title,
            Published = DateOnly.FromDateTime(Instant.Parse(fact.PublishedAt).UtcDateTime),
            Candidates = candidates,
            About = fact.GpuId,
            Money = new() { Country = "US" },
            IsTerse = true,
        });
        // A note on a price names other dates and products only to compare.
        return fact.Kind == "price" ? [.. claims.Where(c => c.Kind == ClaimKinds.Price)] : claims;
    }

    [GeneratedRegex("^(?:exists|launched|date|price|memory|bandwidth|compute|power|delayed|cancelled) (?:true|false): .", RegexOptions.CultureInvariant)]
    private static partial Regex ResolutionTitle();
}
