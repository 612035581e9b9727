namespace Tracker.Hosting;

/// <summary>Where the program keeps what it makes, all below the data folder.</summary>
public sealed class TrackerPaths(string dataFolder)
{
    public string DataFolder { get; } = Path.GetFullPath(dataFolder);

    public string Database => Path.Combine(DataFolder, "tracker.db");

    /// <summary>Mails of the pick-up folder.</summary>
    public string Mail => Path.Combine(DataFolder, "mail");

    /// <summary>Weekly digests.</summary>
    public string Digests => Path.Combine(DataFolder, "digests");
}
