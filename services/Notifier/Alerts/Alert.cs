namespace Tracker.Notifier.Alerts;

/// <summary>Something the owner is told of, once. A row of <c>alerts</c>; init properties because Dapper fills it.</summary>
internal sealed record Alert
{
    public required string Id { get; init; }

    /// <summary>One of <see cref="AlertRules"/>.</summary>
    public required string Rule { get; init; }

    /// <summary>The candidate, the sources or the week it is about.</summary>
    public required string Subject { get; init; }

    /// <summary>Tells this time from other times of the same rule and subject.</summary>
    public required string Occurrence { get; init; }

    /// <summary>The first alert of the thread that this one follows; null for a first.</summary>
    public required string? Follows { get; init; }

    /// <summary>The mail's subject line.</summary>
    public required string Title { get; init; }

    /// <summary>JSON that the rule renders the alert from.</summary>
    public required string Payload { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }
}

/// <summary>The rules that raise alerts.</summary>
internal static class AlertRules
{
    public const string Verdict = "verdict";
    public const string SourceHealth = "source-health";
    public const string Digest = "digest";
}
