using Tracker.Notifier.Mail;

namespace Tracker.Notifier.Digest;

// Public because Razor makes components public, and their parameters with them.

/// <summary>What the weekly digest says, in words: HTML and text are both made from it.</summary>
public sealed record DigestView
{
    /// <summary>The mail's subject.</summary>
    public required string Title { get; init; }

    /// <summary>Which days it tells of.</summary>
    public required string Period { get; init; }

    public required VerdictView Verdict { get; init; }

    /// <summary>What the scoreboard's changes are measured against, in words.</summary>
    public required string Comparison { get; init; }

    /// <summary>How the verdict moved over the week.</summary>
    public required IReadOnlyList<string> Movement { get; init; }

    /// <summary>The second card's price as it was and as it is expected; empty where it has none.</summary>
    public required IReadOnlyList<PriceBar> Price { get; init; }

    /// <summary>News by candidate.</summary>
    public required IReadOnlyList<NewsGroup> News { get; init; }

    /// <summary>What is claimed of each candidate, with the weight of each claim.</summary>
    public required IReadOnlyList<string> Claims { get; init; }

    /// <summary>How past claims did: decided ones of the week, and the record of each source.</summary>
    public required IReadOnlyList<string> ClaimsRecord { get; init; }

    /// <summary>Technical figures that sources give otherwise than the catalogue.</summary>
    public required IReadOnlyList<string> Specs { get; init; }

    /// <summary>One line for all sources.</summary>
    public required string SourceSummary { get; init; }

    /// <summary>The sources that do not answer as expected.</summary>
    public required IReadOnlyList<string> SourceTroubles { get; init; }

    /// <summary>Alerts of the week and how their deliveries went.</summary>
    public required IReadOnlyList<string> Alerts { get; init; }

    /// <summary>Data that is missing, older than it should be, or unverified.</summary>
    public required IReadOnlyList<string> Stale { get; init; }
}

/// <summary>A price of a month, or what is expected of one to come.</summary>
public sealed record PriceBar
{
    /// <summary>What the bars mean.</summary>
    public const string Legend = "Recorded: the mean of the month's three lowest prices. Expected: the middle, and in brackets what it lies between in 8 of 10 cases.";

    public required string Label { get; init; }

    public required string Text { get; init; }

    /// <summary>Where the bar begins, as a share of the highest price shown.</summary>
    public required double Start { get; init; }

    public required double End { get; init; }

    /// <summary>The middle of what is expected; null for what was recorded.</summary>
    public required double? Middle { get; init; }
}

/// <summary>The week's news of one candidate.</summary>
public sealed record NewsGroup
{
    public required string Heading { get; init; }

    public required IReadOnlyList<NewsItem> Items { get; init; }

    /// <summary>Items that are not shown.</summary>
    public required int Hidden { get; init; }
}

/// <summary>One news item.</summary>
public sealed record NewsItem
{
    public required string Title { get; init; }

    /// <summary>An absolute http or https address; null where the item has no other.</summary>
    public required string? Url { get; init; }

    /// <summary>Who said it, when, and how sure it is.</summary>
    public required string Origin { get; init; }
}
