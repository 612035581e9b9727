using System.Globalization;
using System.Runtime.InteropServices;

namespace Tracker.Commands;

/// <summary>Gives back memory that starting took and the long wait afterwards does not need.</summary>
internal static partial class ResidentMemory
{
    /// <summary>Linux's <c>MADV_PAGEOUT</c>.</summary>
    private const int PageOut = 21;

    /// <summary>
    /// Compacts the heap, and on Linux lets go of the code and metadata pages that were mapped from files: what is used again
    /// is mapped again from the page cache. Where the kernel refuses, they stay.
    /// </summary>
    public static void GiveBack()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (!OperatingSystem.IsLinux())
            return;
        foreach (string line in File.ReadLines("/proc/self/maps"))
        {
            // "7f1c3a000000-7f1c3a400000 r-xp 00000000 08:01 1234   /path/of/file"; pages written to hold data, and are left alone.
            string[] fields = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
            if (fields is not [string range, ['r', '-', ..], _, _, not "0", ..])
                continue;
            int dash = range.IndexOf('-', StringComparison.Ordinal);
            nuint from = nuint.Parse(range.AsSpan(0, dash), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            nuint to = nuint.Parse(range.AsSpan(dash + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            _ = Advise(from, to - from, PageOut);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(nuint address, nuint length, int advice);
}
