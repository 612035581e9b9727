namespace Tracker.Contracts;

/// <summary>What a price buys.</summary>
public enum PriceUnit
{
    /// <summary>One card or one system.</summary>
    Each = 0,

    /// <summary>One card for one hour.</summary>
    Hour = 1,
}
