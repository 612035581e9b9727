namespace Tracker.Collector.Extraction.Claims;

/// <summary>What a news item can claim of a product.</summary>
internal static class ClaimKinds
{
    /// <summary>It is announced or shown.</summary>
    public const string Exists = "exists";

    /// <summary>It can be bought from the day of the news on.</summary>
    public const string Launched = "launched";

    /// <summary>When it will be to be had.</summary>
    public const string Date = "date";

    public const string Price = "price";

    /// <summary>GB.</summary>
    public const string Memory = "memory";

    /// <summary>GB/s, of its memory.</summary>
    public const string Bandwidth = "bandwidth";

    /// <summary>TFLOPS, or TOPS for whole numbers.</summary>
    public const string Compute = "compute";

    /// <summary>W.</summary>
    public const string Power = "power";

    /// <summary>Its date moved back; the dates, where said, are the new ones.</summary>
    public const string Delayed = "delayed";

    /// <summary>It will not come.</summary>
    public const string Cancelled = "cancelled";
}
