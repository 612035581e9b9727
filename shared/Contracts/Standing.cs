namespace Tracker.Contracts;

/// <summary>Where a product stands between hearsay and the shelf.</summary>
public enum Standing
{
    /// <summary>Reported by others than its maker.</summary>
    Rumoured = 0,

    /// <summary>Named by its maker, without a price or a date one can buy by.</summary>
    Announced = 1,

    /// <summary>Announced, and its date moved back.</summary>
    Delayed = 2,

    /// <summary>Can be bought.</summary>
    Launched = 3,

    /// <summary>Sold second-hand only.</summary>
    Discontinued = 4,

    /// <summary>Will not come.</summary>
    Cancelled = 5,
}
