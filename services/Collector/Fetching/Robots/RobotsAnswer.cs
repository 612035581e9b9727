using Tracker.Collector.Extraction;

namespace Tracker.Collector.Fetching.Robots;

/// <summary>What is known of a site's robots.txt.</summary>
/// <param name="Rules">Null where the file could not be had, so that nothing may be asked for.</param>
/// <param name="Unreachable">Why there are no rules; null where there are.</param>
/// <param name="Until">When to ask again.</param>
internal sealed record RobotsAnswer(RobotsRules? Rules, ExtractionProblem? Unreachable, DateTimeOffset Until)
{
    /// <summary>Why an address may not be asked for; null where it may.</summary>
    public ExtractionProblem? Forbids(Uri address) =>
        Rules is null ? Unreachable
        : Rules.Allows(address) ? null
        : new("robots-forbidden", "the site's robots.txt forbids this address", address.ToString());
}
