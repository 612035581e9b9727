namespace Tracker.Contracts;

/// <summary>How sure a fact is. Never raised on its way to a display.</summary>
public enum Confidence
{
    /// <summary>Not checked against any source; shown with a mark wherever it goes.</summary>
    Unverified = 0,
    Low = 1,
    Medium = 2,
    High = 3,
}
