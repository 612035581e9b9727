namespace Tracker.Notifier.Mail;

/// <summary>What a mail says of sources: HTML and text are both made from it.</summary>
public sealed record SourceHealthView
{
    /// <summary>The mail's subject.</summary>
    public required string Title { get; init; }

    public required string Moment { get; init; }

    /// <summary>What is told of each source that stopped answering.</summary>
    public required IReadOnlyList<SourceLine> Unhealthy { get; init; }

    public required IReadOnlyList<SourceLine> Healthy { get; init; }
}

/// <summary>One source.</summary>
public sealed record SourceLine
{
    public required string Id { get; init; }

    /// <summary>The shop or publisher; empty where the source is no longer configured.</summary>
    public required string Venue { get; init; }

    /// <summary>The problem; empty where there is none.</summary>
    public required string Problem { get; init; }
}
