using System.Text;
using System.Text.RegularExpressions;

namespace Tracker.Collector.Fetching;

/// <summary>Turns a document's bytes into text: by its byte order mark, else the charset the server named, else the one it names itself, else UTF-8.</summary>
internal static partial class DocumentText
{
    /// <summary>Bytes in which a document names its own charset.</summary>
    private const int HeadLength = 2048;

    // UTF-32's mark begins as UTF-16's does.
    private static readonly Encoding[] s_marked = [Encoding.UTF8, Encoding.UTF32, new UTF32Encoding(bigEndian: true, byteOrderMark: true), Encoding.Unicode, Encoding.BigEndianUnicode];

    static DocumentText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static string Decode(byte[] content, string? charset)
    {
        Encoding? marked = Array.Find(s_marked, encoding => content.AsSpan().StartsWith(encoding.Preamble));
        int mark = marked?.Preamble.Length ?? 0;
        return (marked ?? Find(charset) ?? DeclaredEncoding(content) ?? Encoding.UTF8).GetString(content, mark, content.Length - mark);
    }

    // What can be read to name UTF-16 or UTF-32 is not written in it.
    private static Encoding? DeclaredEncoding(byte[] content)
    {
        Match match = DeclaredCharset().Match(Encoding.Latin1.GetString(content, 0, Math.Min(content.Length, HeadLength)));
        Encoding? declared = match.Success ? Find(match.Groups[1].Value) : null;
        return declared?.CodePage is 1200 or 1201 or 12000 or 12001 ? null : declared;
    }

    private static Encoding? Find(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return null;
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    [GeneratedRegex("""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex DeclaredCharset();
}
