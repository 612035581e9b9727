namespace Tracker.Notifier.Digest;

/// <summary>The weekly digest, ready to be shown, saved or sent.</summary>
public sealed record RenderedDigest
{
    public required IsoWeek Week { get; init; }

    /// <summary>The mail's subject.</summary>
    public required string Subject { get; init; }

    /// <summary>A whole HTML document with inline styles.</summary>
    public required string Html { get; init; }

    /// <summary>The same in plain text, 78 columns wide but for addresses.</summary>
    public required string Text { get; init; }

    /// <summary>True where the week's digest is not due yet: it tells of the week so far, and sending it does not stand for the whole week's.</summary>
    public required bool Preliminary { get; init; }
}
