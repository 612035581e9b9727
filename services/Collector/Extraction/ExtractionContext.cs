using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction.Matching;
using Tracker.Contracts;

namespace Tracker.Collector.Extraction;

/// <summary>What an extractor knows about the document it reads, besides its text.</summary>
internal sealed record ExtractionContext
{
    /// <summary>The address of the document, which relative links are relative to.</summary>
    public required string? Url { get; init; }

    /// <summary>The source it belongs to; null where a user tries a document out.</summary>
    public required SourceEntry? Source { get; init; }

    public required ProductMatcher Matcher { get; init; }

    /// <summary>When the document was read: what an undated item's "next year" is relative to. Null where nobody says.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>What the prices are for, where the document itself says.</summary>
    public PriceUnit? StatedUnit { get; init; }

    public PriceUnit Unit => StatedUnit ?? Source?.Unit ?? PriceUnit.Each;

    public ItemCondition DefaultCondition => Source?.Condition ?? ItemCondition.Unknown;
}

/// <summary>Reads one kind of source. Pure: no I/O, and no document makes it throw.</summary>
internal interface IExtractor
{
    SourceKind Kind { get; }

    /// <summary>Whether a document looks like this kind, for those of which nobody said.</summary>
    bool Recognises(string text);

    ExtractionReport Extract(string text, ExtractionContext context);
}
