namespace Tracker.FitEngine.Memory;

/// <summary>Binary units.</summary>
internal static class Binary
{
    /// <summary>Bytes in a GiB.</summary>
    public const double Gib = 1024.0 * 1024 * 1024;
}
