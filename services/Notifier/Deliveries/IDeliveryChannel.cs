using Tracker.Notifier.Alerts;

namespace Tracker.Notifier.Deliveries;

/// <summary>A way to reach the owner.</summary>
internal interface IDeliveryChannel
{
    /// <summary>One of <see cref="DeliveryChannels"/>.</summary>
    string Channel { get; }

    /// <summary>Makes one attempt. What went wrong is an outcome, not an exception; only cancellation before anything was handed over is thrown.</summary>
    Task<AttemptResult> SendAsync(Delivery delivery, Alert alert, CancellationToken cancellationToken);
}

/// <summary>The channels.</summary>
internal static class DeliveryChannels
{
    public const string Email = "email";
    public const string Webhook = "webhook";
}

/// <summary>How an attempt ended.</summary>
internal sealed record AttemptResult
{
    public required DeliveryOutcome Outcome { get; init; }

    /// <summary>In words, without secrets or addresses that may hold one.</summary>
    public required string Detail { get; init; }

    /// <summary>True where trying again cannot help: the delivery is dead at once.</summary>
    public bool Final { get; init; }

    /// <summary>The endpoint's own wish for the next attempt.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static AttemptResult Sent(string detail) => new() { Outcome = DeliveryOutcome.Sent, Detail = detail };

    public static AttemptResult Failed(string detail) => new() { Outcome = DeliveryOutcome.Failed, Detail = detail };

    public static AttemptResult Dead(string detail) => new() { Outcome = DeliveryOutcome.Failed, Detail = detail, Final = true };

    public static AttemptResult Ambiguous(string detail) => new() { Outcome = DeliveryOutcome.Ambiguous, Detail = detail };
}
