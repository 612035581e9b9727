using System.Text;

namespace Tracker.Collector.Fetching.Robots;

/// <summary>One line of a robots.txt: a pattern of paths in which <c>*</c> is any text and a last <c>$</c> the end.</summary>
internal sealed class RobotsRule
{
    private readonly string[] _parts;
    private readonly bool _toTheEnd;

    public RobotsRule(string pattern, bool allow)
    {
        string normal = Normalise(pattern);
        Allow = allow;
        Length = Encoding.UTF8.GetByteCount(normal);
        _toTheEnd = normal.EndsWith('$');
        _parts = (_toTheEnd ? normal[..^1] : normal).Split('*');
    }

    public bool Allow { get; }

    /// <summary>Octets of the pattern; of two that match, the longer counts.</summary>
    public int Length { get; }

    /// <summary>The one form in which patterns and paths are compared: what need not be escaped is not, the rest is, in capitals (RFC 9309, 2.2.2).</summary>
    public static string Normalise(string path)
    {
        StringBuilder result = new(path.Length);
        foreach (byte octet in Octets(path))
            _ = octet > 0x7f || octet < 0x21 ? result.Append($"%{octet:X2}") : result.Append((char)octet);
        return result.ToString();
    }

    /// <param name="path">Path and query, normalised.</param>
    public bool Matches(string path)
    {
        if (!path.StartsWith(_parts[0], StringComparison.Ordinal))
            return false;
        int at = _parts[0].Length;
        if (_parts.Length == 1)
            return !_toTheEnd || at == path.Length;
        // The earliest place of each part leaves the most room for the next.
        foreach (string part in _parts[1..^1])
        {
            int found = path.IndexOf(part, at, StringComparison.Ordinal);
            if (found < 0)
                return false;
            at = found + part.Length;
        }
        return _toTheEnd
            ? path.Length - _parts[^1].Length >= at && path.EndsWith(_parts[^1], StringComparison.Ordinal)
            : path.IndexOf(_parts[^1], at, StringComparison.Ordinal) >= 0;
    }

    // Escapes of unreserved characters are undone; escapes of reserved ones stay, because they mean something else.
    private static IEnumerable<byte> Octets(string path)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(path);
        for (int i = 0; i < utf8.Length; i++)
        {
            bool escape = utf8[i] == '%' && i + 2 < utf8.Length && char.IsAsciiHexDigit((char)utf8[i + 1]) && char.IsAsciiHexDigit((char)utf8[i + 2]);
            if (!escape)
            {
                yield return utf8[i];
                continue;
            }
            byte value = Convert.FromHexString(Encoding.ASCII.GetString(utf8, i + 1, 2))[0];
            i += 2;
            if (char.IsAsciiLetterOrDigit((char)value) || (char)value is '-' or '.' or '_' or '~' || value > 0x7f || value < 0x21)
            {
                yield return value;
                continue;
            }
            foreach (char c in $"%{value:X2}")
                yield return (byte)c;
        }
    }
}
