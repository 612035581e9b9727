using System.Reflection;
using Tracker.Catalog;

namespace Tracker.Collector.Fetching;

/// <summary>Says who asks, truthfully, and where a site may complain, as the configuration has it now. Safe to share.</summary>
internal sealed class UserAgent(LiveCatalog catalog)
{
    /// <summary>The name that a robots.txt may call this program by.</summary>
    public const string ProductToken = "GpuTracker";

    private static readonly string s_product = $"{ProductToken}/{Assembly.GetExecutingAssembly().GetName().Version?.ToString(2) ?? "0"}";

    public string Text => catalog.Current.Settings.Owner.Contact is Uri contact
        ? $"{s_product} (+{contact.AbsoluteUri}; self-hosted price watch; one request at a time)"
        : $"{s_product} (self-hosted price watch; one request at a time)";
}
