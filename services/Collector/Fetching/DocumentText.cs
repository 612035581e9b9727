using System.Text;
using System.Text.RegularExpressions;

namespace Tracker.Collector.Fetching;

/// <summary>Turns a document's bytes into text: by its byte order mark, else the charset the server named, else the one it names itself, else UTF-8.</summary>
internal static partial class DocumentText
{
    /// <summary>Bytes in which a document names its own charset.</summary>
    private const int HeadLength = 2048;

    static DocumentText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static string Decode(byte[] content, string? charset)
    {
        Encoding encoding = Find(charset) ?? Find(Declared(content)) ?? Encoding.UTF8;
        using StreamReader reader = new(new MemoryStream(content), encoding, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    private static string? Declared(byte[] content)
    {
        string head = Encoding.Latin1.GetString(content, 0, Math.Min(content.Length, HeadLength));
        Match match = DeclaredCharset().Match(head);
        return match.Success ? match.Groups[1].Value : null;
    }

    private static Encoding? Find(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return null;
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex("""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex DeclaredCharset();
}
