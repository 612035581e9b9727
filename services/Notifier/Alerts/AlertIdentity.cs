using System.Security.Cryptography;
using System.Text;

namespace Tracker.Notifier.Alerts;

/// <summary>Ids that come from what they stand for, so that the same thing raised twice is the same row.</summary>
internal static class AlertIdentity
{
    /// <summary>The id of an alert: 64 hexadecimal digits.</summary>
    public static string ForAlert(string rule, string subject, string occurrence) => Hash(rule, subject, occurrence);

    /// <summary>The id of a delivery: readable in a folder of mails, without dots because it is signed between dots.</summary>
    public static string ForDelivery(Alert alert, string channel, string target)
    {
        string place = target.Length > 0 ? target : channel;
        return $"{alert.RaisedAt.UtcDateTime:yyyyMMdd}-{alert.Rule}-{Slug(place)}-{Hash(alert.Id, channel, target)[..16]}";
    }

    /// <summary>SHA-256 over the parts, each ended by a line feed so that they cannot run into each other.</summary>
    public static string Hash(params ReadOnlySpan<string> parts)
    {
        StringBuilder text = new();
        foreach (string part in parts)
            text.Append(part).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Slug(string text) =>
        string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));
}
