using System.Security.Cryptography;
using System.Text;

namespace Tracker.Collector.Observations;

/// <summary>The identity of an observation: the same fields give the same key, whichever file and order they come in.</summary>
internal static class FactKey
{
    /// <summary>Ends each field, so that no two lists of fields join into the same text.</summary>
    private const char End = '\u001f';

    /// <summary>128 bits of the SHA-256 of the fields, as 32 hexadecimal digits.</summary>
    public static string Of(params ReadOnlySpan<string?> fields)
    {
        int length = 0;
        foreach (string? field in fields)
            length += (field?.Length ?? 0) + 1;
        Span<char> text = length <= 1024 ? stackalloc char[length] : new char[length];
        int at = 0;
        foreach (string? field in fields)
        {
            field.AsSpan().CopyTo(text[at..]);
            at += field?.Length ?? 0;
            text[at++] = End;
        }
        int bytes = Encoding.UTF8.GetMaxByteCount(length);
        Span<byte> utf8 = bytes <= 4096 ? stackalloc byte[bytes] : new byte[bytes];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(text, utf8)], hash);
        return Convert.ToHexStringLower(hash[..16]);
    }
}
