namespace Tracker.Benchmarks;

/// <summary>Where the shipped configuration is, from wherever a benchmark runs.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Folder { get; } = Find();

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Tracker.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("the benchmarks do not run below the repository");
    }
}
