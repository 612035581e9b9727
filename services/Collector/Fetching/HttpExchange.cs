using Tracker.Collector.Extraction;

namespace Tracker.Collector.Fetching;

/// <summary>What a request carries and how much of its answer is wanted.</summary>
internal sealed record HttpAsk
{
    public string? ETag { get; init; }

    public string? LastModified { get; init; }

    /// <summary>Bytes of an answer at most, after decompression.</summary>
    public int SizeLimit { get; init; } = PageFetcher.SizeLimit;

    /// <summary>Whether a larger answer is cut there; otherwise it is refused.</summary>
    public bool CutAtLimit { get; init; }

    /// <summary>Awaited before a body is read; null for nothing.</summary>
    public Func<CancellationToken, Task>? BeforeBody { get; init; }

    /// <summary>Says why an address may not be asked for, before the first request and before each redirect's.</summary>
    public Func<Uri, CancellationToken, Task<Permission>>? Permit { get; init; }
}

/// <summary>Whether an address may be asked for, and at which pace.</summary>
/// <param name="Refusal">Why not; null where it may.</param>
/// <param name="Delay">The least time between two requests to its host.</param>
internal sealed record Permission(ExtractionProblem? Refusal, TimeSpan Delay);

/// <summary>How a request went, after redirects.</summary>
internal sealed record HttpExchange
{
    /// <summary>The address that answered.</summary>
    public required Uri Address { get; init; }

    /// <summary>0 where nobody answered.</summary>
    public int Status { get; init; }

    public string? Reason { get; init; }

    /// <summary>The body of a 200; null for any other answer.</summary>
    public byte[]? Content { get; init; }

    public string? MediaType { get; init; }

    public string? Charset { get; init; }

    public string? ETag { get; init; }

    public string? LastModified { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The redirects followed.</summary>
    public int Hops { get; init; }

    /// <summary>Why there is no answer to use; null where <see cref="Status"/> says it all.</summary>
    public ExtractionProblem? Problem { get; init; }
}
