using System.Security.Cryptography;
using System.Text;

namespace Tracker.Notifier.Deliveries;

/// <summary>How long to wait between the attempts of a delivery.</summary>
internal static class RetryLadder
{
    /// <summary>A wait is lengthened by up to this share, so that what failed together does not come back together.</summary>
    public const double Jitter = 0.1;

    /// <summary>What an endpoint may ask for with Retry-After at most: the longest step.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    // The waits before the first attempt, the second, and so on.
    private static readonly TimeSpan[] s_steps =
    [
        TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), Longest,
    ];

    /// <summary>Attempts before a delivery is dead.</summary>
    public static int Attempts => s_steps.Length;

    /// <summary>The wait after a number of attempts that failed; null where no attempt is left.</summary>
    /// <param name="deliveryId">Spreads the waits: the same delivery and attempt always get the same one.</param>
    /// <param name="attempts">Attempts made, 1 or more.</param>
    public static TimeSpan? WaitAfter(string deliveryId, int attempts) =>
        attempts >= s_steps.Length ? null : s_steps[attempts] * (1 + (Jitter * Fraction(deliveryId, attempts)));

    private static double Fraction(string deliveryId, int attempts)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{deliveryId}:{attempts}"));
        return BitConverter.ToUInt32(hash) / (double)uint.MaxValue;
    }
}
