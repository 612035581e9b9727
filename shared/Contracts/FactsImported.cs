namespace Tracker.Contracts;

/// <summary>
/// A file of dated facts was imported, in one transaction. It stands for all its rows: thousands of facts of one file
/// are one change of the market.
/// </summary>
public sealed record FactsImported
{
    public required string File { get; init; }

    /// <summary>Rows that were new.</summary>
    public required int Accepted { get; init; }

    /// <summary>Rows that were there already.</summary>
    public required int Duplicate { get; init; }

    /// <summary>Rows that could not be read.</summary>
    public required int Refused { get; init; }
}
