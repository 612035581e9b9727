namespace Tracker.Contracts;

/// <summary>The condition of what is offered.</summary>
public enum ItemCondition
{
    Unknown = 0,
    New = 1,
    Used = 2,
    Refurbished = 3,
}
