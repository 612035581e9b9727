using Tracker.Catalog;

namespace Tracker.Hosting.Tests;

/// <summary>The configuration that ships, which every host needs one of.</summary>
internal static class ShippedCatalog
{
    public static TrackerCatalog Instance { get; } = Load();

    private static TrackerCatalog Load()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Tracker.sln")))
            root = root.Parent;
        return CatalogLoader.Load(Path.Combine(root.ShouldNotBeNull().FullName, "deploy", "config")).Catalog.ShouldNotBeNull();
    }
}
