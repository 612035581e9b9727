namespace Tracker.Notifier.Mail;

// Public because Razor makes components public, and their parameters with them.

/// <summary>What a mail says of a verdict, in words: HTML and text are both made from it.</summary>
public sealed record VerdictView
{
    /// <summary>The word of the action, for example <c>WAIT</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The answer in one line.</summary>
    public required string Title { get; init; }

    /// <summary>The answer in one sentence.</summary>
    public required string Answer { get; init; }

    /// <summary>What the answer was before; null for a first one.</summary>
    public string? Before { get; init; }

    /// <summary>When the market was seen like this, and what is owned.</summary>
    public required string Circumstances { get; init; }

    public required IReadOnlyList<string> Reasons { get; init; }

    public required IReadOnlyList<string> WhatWouldChangeIt { get; init; }

    public required IReadOnlyList<string> BreakEven { get; init; }

    public required ScoreboardView Scoreboard { get; init; }

    public required IReadOnlyList<ArmRow> Arms { get; init; }
}

/// <summary>The scoreboard as a table.</summary>
public sealed record ScoreboardView
{
    /// <summary>The second card first, then the candidates.</summary>
    public required IReadOnlyList<ScoreboardRow> Rows { get; init; }

    /// <summary>Candidates that are not shown.</summary>
    public required int Hidden { get; init; }

    /// <summary>What is missing, stale or assumed, by candidate.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>What the columns and the marks that are used mean.</summary>
    public required IReadOnlyList<string> Legend { get; init; }
}

/// <summary>One line of the scoreboard.</summary>
public sealed record ScoreboardRow
{
    /// <summary>Place among those with a ratio; empty for the second card and for those without.</summary>
    public required string Rank { get; init; }

    public required string Name { get; init; }

    /// <summary>With the marks of its price and of stale inputs.</summary>
    public required string Price { get; init; }

    /// <summary>The day of the price; empty where there is none.</summary>
    public required string PriceDate { get; init; }

    public required string Capability { get; init; }

    public required string Ratio { get; init; }

    /// <summary>Standing, and when it can be bought.</summary>
    public required string Standing { get; init; }

    /// <summary>When it is expected, in words; empty where it can be bought or nobody can say.</summary>
    public required string Arrival { get; init; }

    /// <summary>How it moved since the comparison; empty where it did not, or nothing is compared.</summary>
    public required string Change { get; init; }

    /// <summary>True for what the verdict is about.</summary>
    public required bool IsSubject { get; init; }
}

/// <summary>One way to decide and what it is worth.</summary>
public sealed record ArmRow
{
    public required string Description { get; init; }

    public required string Value { get; init; }
}
