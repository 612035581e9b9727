namespace Tracker.Notifier;

/// <summary>What a pass over the due deliveries did.</summary>
public sealed record DeliveryReport
{
    /// <summary>Each attempt, in order.</summary>
    public required IReadOnlyList<DeliveryAttempt> Attempts { get; init; }

    /// <summary>Attempts that arrived.</summary>
    public int Sent => Attempts.Count(a => a.Outcome == DeliveryOutcome.Sent);

    /// <summary>Attempts that did not arrive, or of which that is not known; dead ones included.</summary>
    public int NotSent => Attempts.Count - Sent;
}

/// <summary>One attempt of a delivery.</summary>
public sealed record DeliveryAttempt
{
    /// <summary>The same on every attempt.</summary>
    public required string DeliveryId { get; init; }

    /// <summary><c>email</c>, or <c>webhook</c> with the webhook's id.</summary>
    public required string Channel { get; init; }

    /// <summary>What was told.</summary>
    public required string Title { get; init; }

    public required DeliveryOutcome Outcome { get; init; }

    /// <summary>In words: where it went, or what went wrong. Holds no secret.</summary>
    public required string Detail { get; init; }

    /// <summary>When it is tried again; null where it arrived or was given up.</summary>
    public required DateTimeOffset? NextAttemptAt { get; init; }
}

/// <summary>How an attempt ended.</summary>
public enum DeliveryOutcome
{
    Sent = 0,

    /// <summary>It did not arrive.</summary>
    Failed = 1,

    /// <summary>The connection was lost after everything was handed over: it may have arrived.</summary>
    Ambiguous = 2,
}
