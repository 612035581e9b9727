using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Tracker.Collector.Extraction.Prices;

namespace Tracker.Collector.Extraction;

/// <summary>The text of a page as a reader sees it.</summary>
internal static partial class VisibleText
{
    private static readonly HashSet<string> s_hidden = new(StringComparer.OrdinalIgnoreCase) { "script", "style", "noscript", "template", "svg", "head" };
    private static readonly HashSet<string> s_struck = new(StringComparer.OrdinalIgnoreCase) { "del", "s", "strike" };

    // Nested elements without text would each be walked to their end.
    private const int NodesPerCharacter = 10;

    /// <summary>The text of an element, without scripts and struck-out parts, up to a limit.</summary>
    public static string Of(INode root, int limit)
    {
        StringBuilder text = new();
        Stack<INode> waiting = new([root]);
        long nodes = 0;
        while (text.Length < limit && nodes++ < (long)limit * NodesPerCharacter && waiting.TryPop(out INode? node))
        {
            if (node is IText piece)
            {
                text.Append(piece.Data);
                continue;
            }
            if (node is IElement element && node != root && (s_hidden.Contains(element.LocalName) || s_struck.Contains(element.LocalName)))
                continue;
            // Blocks part words; inline elements do not: "$<span>119.99</span>".
            if (node is IElement { LocalName: "div" or "p" or "li" or "td" or "th" or "tr" or "br" or "h1" or "h2" or "h3" or "section" })
                text.Append(' ');
            for (int i = node.ChildNodes.Length - 1; i >= 0; i--)
                waiting.Push(node.ChildNodes[i]);
        }
        return text.ToString().Trim();
    }

    /// <summary>Whether a text shows an amount, however it groups its digits.</summary>
    public static bool Shows(string text, decimal amount)
    {
        foreach (ValueMatch match in Number().EnumerateMatches(text))
        {
            string number = text.Substring(match.Index, match.Length).TrimEnd('.', ',', ' ', '\'', '’', '\u00a0', '\u202f');
            if (PriceReader.Read(number).Amount == amount)
                return true;
        }
        return false;
    }

    [GeneratedRegex(@"(?<![\d.,])\d{1,3}(?:[., '’\u00a0\u202f]?\d{2,3}){0,4}(?:[.,]\d{1,2})?(?!\d)", RegexOptions.None, 1000)]
    private static partial Regex Number();
}
