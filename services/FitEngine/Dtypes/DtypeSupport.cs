namespace Tracker.FitEngine.Dtypes;

/// <summary>How a card and an engine run a format.</summary>
internal enum DtypeSupport
{
    /// <summary>No rule covers it: neither yes nor no.</summary>
    Unknown,

    /// <summary>The arithmetic is done in the format.</summary>
    Native,

    /// <summary>Stored in the format, expanded before it is multiplied: memory is saved, arithmetic is not.</summary>
    WeightOnly,

    /// <summary>It does not run.</summary>
    No,
}
