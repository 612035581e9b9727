namespace Tracker.Notifier.Deliveries;

/// <summary>A delivery that this process has claimed.</summary>
internal sealed record Delivery
{
    /// <summary>The same on every attempt.</summary>
    public required string Id { get; init; }

    public required string AlertId { get; init; }

    /// <summary>One of <see cref="DeliveryChannels"/>.</summary>
    public required string Channel { get; init; }

    /// <summary>The webhook's id; empty for e-mail.</summary>
    public required string Target { get; init; }

    /// <summary>Attempts that ended before this one.</summary>
    public required int Attempts { get; init; }
}
