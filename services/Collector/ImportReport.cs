namespace Tracker.Collector;

/// <summary>What importing one file of dated facts gave.</summary>
public sealed record ImportReport
{
    /// <summary>The file as it was named.</summary>
    public required string File { get; init; }

    /// <summary>Rows that were new.</summary>
    public required int Accepted { get; init; }

    /// <summary>Rows that were there already, in the database or earlier in the file.</summary>
    public required int Duplicate { get; init; }

    /// <summary>Rows that could not be read, each with its line; line 0 stands for the file as a whole.</summary>
    public required IReadOnlyList<RefusedRow> Refused { get; init; }
}

/// <summary>A row that was not imported.</summary>
/// <param name="Line">1-based line of the file; 0 where the reason is the whole file's.</param>
/// <param name="Reason">What was found and what was expected.</param>
public sealed record RefusedRow(int Line, string Reason);
