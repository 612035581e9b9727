namespace Tracker.Collector.Extraction.Matching;

/// <summary>What a source says of an item that tells which product it is.</summary>
internal readonly record struct ItemDescription(string? Title, string? Sku = null, string? Mpn = null, string? Gtin = null);

/// <summary>Which GPU an item is.</summary>
/// <param name="GpuId">Null where it is none, or where that cannot be told.</param>
/// <param name="Reason">Why it is none although it names one, for people; null otherwise.</param>
internal readonly record struct ProductMatch(string? GpuId, string? Reason);
