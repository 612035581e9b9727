namespace Tracker.Contracts;

/// <summary>Whether an offer can be bought.</summary>
public enum Availability
{
    Unknown = 0,
    InStock = 1,
    OutOfStock = 2,
    PreOrder = 3,
    BackOrder = 4,
    Limited = 5,
    Discontinued = 6,
}
