using Tracker.Collector.Extraction;

namespace Tracker.Collector;

/// <summary>What asking a source now shows. Nothing of it was saved.</summary>
public sealed record SourceTrialReport
{
    public required string Id { get; init; }

    /// <summary>The address that answered, after redirects.</summary>
    public required string Url { get; init; }

    /// <summary>The server's status; 0 where it was not asked or did not answer.</summary>
    public required int Status { get; init; }

    public required int Redirects { get; init; }

    public required string? ContentType { get; init; }

    /// <summary>Bytes of the document, decompressed.</summary>
    public required int? Size { get; init; }

    /// <summary>Whether the server gave a mark by which an unchanged document need not be sent again.</summary>
    public required bool Conditional { get; init; }

    /// <summary>What was read; null where there was no document.</summary>
    public required ExtractionReport? Read { get; init; }

    /// <summary>For each offer read, what a run would do with it, and why.</summary>
    public required IReadOnlyList<TrialOffer> Offers { get; init; }

    /// <summary>Why nothing can be said of the source; null where a run would count it as read.</summary>
    public required ExtractionProblem? Problem { get; init; }
}

/// <summary>What a run would do with an offer.</summary>
/// <param name="Title">The offer's title.</param>
/// <param name="GpuId">The card that it is; null where it is none of the catalogue's.</param>
/// <param name="Fate"><c>record</c>, <c>unchanged</c>, <c>quarantine</c> or <c>leave</c>.</param>
/// <param name="Reason">Why.</param>
public sealed record TrialOffer(string Title, string? GpuId, string Fate, string Reason);
