namespace Tracker.Scoring.Charts;

/// <summary>A price over time with marks on it. All text may come from outside; the renderer encodes it.</summary>
internal sealed record ChartPanel
{
    public required string Title { get; init; }

    /// <summary>Unit of the vertical axis.</summary>
    public required string Unit { get; init; }

    /// <summary>The curve, oldest first, at least one point; drawn as steps, since a price holds until the next is seen.</summary>
    public required IReadOnlyList<ChartPoint> Line { get; init; }

    public required IReadOnlyList<ChartMarks> Marks { get; init; }
}

/// <summary>A value at a time.</summary>
internal readonly record struct ChartPoint(DateTimeOffset Time, double Value);

/// <summary>Points of one meaning: told apart by shape as well as by colour.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Shape">How it is drawn.</param>
/// <param name="Colour">As <c>#rrggbb</c>.</param>
/// <param name="Points">Where.</param>
internal sealed record ChartMarks(string Name, MarkShape Shape, string Colour, IReadOnlyList<ChartPoint> Points);

/// <summary>Shapes of marks.</summary>
internal enum MarkShape
{
    Dot,
    Triangle,
    Circle,
    Square,
    Diamond,
    Cross,
    Plus,
    Star,
    DownTriangle,
}
