namespace Tracker.Contracts;

/// <summary>An amount of money in the currency's minor units (cents of USD, whole yen).</summary>
public sealed record MoneyAmount
{
    public required long MinorUnits { get; init; }

    /// <summary>ISO 4217 code, upper case.</summary>
    public required string Currency { get; init; }
}
