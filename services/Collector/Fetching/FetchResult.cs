using Tracker.Collector.Extraction;

namespace Tracker.Collector.Fetching;

/// <summary>What asking for a document gave: a document, nothing new, or a problem; never two of them.</summary>
internal sealed record FetchResult
{
    /// <summary>The document; null where there is nothing new, or a problem.</summary>
    public FetchedDocument? Document { get; init; }

    /// <summary>Why there is no document; null where there is one, or nothing new.</summary>
    public ExtractionProblem? Problem { get; init; }

    /// <summary>How long the server asked to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The server's status; 0 where it did not answer.</summary>
    public int Status { get; init; }

    /// <summary>The redirects followed.</summary>
    public int Hops { get; init; }

    public bool NotModified => Document is null && Problem is null;
}

/// <summary>A document as it came.</summary>
internal sealed record FetchedDocument
{
    /// <summary>The address after redirects.</summary>
    public required string Url { get; init; }

    public required byte[] Content { get; init; }

    /// <summary>The charset that the server named; null where it named none.</summary>
    public string? Charset { get; init; }

    public string? MediaType { get; init; }

    public string? ETag { get; init; }

    /// <summary>As the server wrote it, to be sent back as it is.</summary>
    public string? LastModified { get; init; }
}
