namespace Tracker.Hosting;

/// <summary>The parts of the program that a process can take on. Their names are those of <c>--role</c> and of the outbox.</summary>
public static class Roles
{
    public const string Collector = "collector";
    public const string Fit = "fit";
    public const string Scoring = "scoring";
    public const string Notifier = "notifier";

    /// <summary>All roles; the default of a process.</summary>
    public static IReadOnlyList<string> All { get; } = [Collector, Fit, Scoring, Notifier];
}
