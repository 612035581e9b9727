using System.Globalization;
using System.Text;

namespace Tracker.Collector.Fetching.Robots;

/// <summary>What a site's robots.txt (RFC 9309) says to one crawler. Immutable.</summary>
internal sealed class RobotsRules
{
    /// <summary>Bytes that are parsed at most; what follows is not read.</summary>
    public const int SizeLimit = 500 * 1024;

    /// <summary>Longer delays are obeyed up to here: a host's turn must end some time.</summary>
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromMinutes(5);

    private readonly IReadOnlyList<RobotsRule> _rules;

    private RobotsRules(IReadOnlyList<RobotsRule> rules, TimeSpan? delay)
    {
        _rules = rules;
        CrawlDelay = delay;
    }

    /// <summary>No rules: everything may be asked for.</summary>
    public static RobotsRules AllowAll { get; } = new([], null);

    /// <summary>The time between two requests that the site asks for; null where it asks for none.</summary>
    public TimeSpan? CrawlDelay { get; }

    /// <summary>Reads a robots.txt. Lines that mean nothing are left out; no content makes it throw.</summary>
    /// <param name="content">The file as it came, UTF-8.</param>
    /// <param name="productToken">The crawler's name, letters, <c>-</c> and <c>_</c> only.</param>
    /// <returns>The rules of all groups that name the crawler, else of all groups for <c>*</c>.</returns>
    public static RobotsRules Parse(ReadOnlySpan<byte> content, string productToken)
    {
        string text = Encoding.UTF8.GetString(content[..Math.Min(content.Length, SizeLimit)]).TrimStart('\ufeff');
        Group named = new(), everyone = new();
        bool forNamed = false, forEveryone = false, namesAgents = false;
        foreach (ReadOnlySpan<char> raw in text.AsSpan().EnumerateLines())
        {
            if (!TrySplit(raw, out string key, out string value))
                continue;
            if (key == "user-agent")
            {
                if (!namesAgents)
                    forNamed = forEveryone = false;
                namesAgents = true;
                forNamed |= ProductToken(value).Equals(productToken, StringComparison.OrdinalIgnoreCase);
                forEveryone |= value.StartsWith('*');
            }
            else if (key is "allow" or "disallow" or "crawl-delay")
            {
                namesAgents = false;
                if (forNamed)
                    named.Add(key, value);
                if (forEveryone)
                    everyone.Add(key, value);
            }
            named.Exists |= forNamed;
        }
        Group counts = named.Exists ? named : everyone;
        return new(counts.Rules, counts.Delay);
    }

    /// <summary>Whether the address may be asked for: the longest pattern that matches decides, and allows where two are as long.</summary>
    public bool Allows(Uri address)
    {
        string path = RobotsRule.Normalise(address.PathAndQuery);
        if (path == "/robots.txt")
            return true;
        RobotsRule? decides = null;
        foreach (RobotsRule rule in _rules)
        {
            if ((decides is null || rule.Length > decides.Length || (rule.Length == decides.Length && rule.Allow)) && rule.Matches(path))
                decides = rule;
        }
        return decides?.Allow ?? true;
    }

    private static bool TrySplit(ReadOnlySpan<char> line, out string key, out string value)
    {
        int comment = line.IndexOf('#');
        ReadOnlySpan<char> rest = comment < 0 ? line : line[..comment];
        int colon = rest.IndexOf(':');
        (key, value) = colon < 0 ? ("", "") : (rest[..colon].Trim().ToString().ToLowerInvariant(), rest[(colon + 1)..].Trim().ToString());
        return colon >= 0;
    }

    private static string ProductToken(string value) => new([.. value.TakeWhile(c => char.IsAsciiLetter(c) || c is '-' or '_')]);

    private sealed class Group
    {
        public List<RobotsRule> Rules { get; } = [];

        public bool Exists { get; set; }

        public TimeSpan? Delay { get; private set; }

        public void Add(string key, string value)
        {
            // An empty pattern matches nothing: "Disallow:" alone allows everything.
            if (key != "crawl-delay" && value.Length > 0)
                Rules.Add(new(value, key == "allow"));
            if (key == "crawl-delay" && double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds))
                Delay = seconds >= s_longestDelay.TotalSeconds ? s_longestDelay : TimeSpan.FromSeconds(seconds);
        }
    }
}
