using System.Security.Cryptography;
using System.Text;

namespace Tracker.Notifier.Webhooks;

/// <summary>Signs as Standard Webhooks 1.0 says: <c>v1,</c> and base64 of HMAC-SHA256 over <c>id.timestamp.body</c>.</summary>
internal static class WebhookSignature
{
    private const string Prefix = "whsec_";

    /// <param name="secrets">One secret, or several apart by spaces while one replaces another; each gives a signature.</param>
    /// <param name="id">The same on every attempt.</param>
    /// <param name="timestamp">Seconds since 1970 of this attempt.</param>
    /// <param name="body">What is sent, byte by byte.</param>
    /// <exception cref="FormatException">A secret is not base64 after <c>whsec_</c>; the message does not quote it.</exception>
    public static string Sign(string secrets, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        string[] keys = secrets.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', keys.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(Key(secret), signed))));
    }

    private static byte[] Key(string secret)
    {
        if (secret.StartsWith(Prefix, StringComparison.Ordinal))
        {
            byte[] key = new byte[secret.Length];
            if (Convert.TryFromBase64String(secret[Prefix.Length..], key, out int length) && length > 0)
                return key[..length];
        }
        throw new FormatException($"a signing secret must be {Prefix} followed by base64");
    }
}
