using System.Diagnostics;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Tracker.Collector.Extraction;

/// <summary>Parses HTML of strangers: within a depth, a number of elements and a time, without scripts and without loading anything.</summary>
internal static class WebPage
{
    /// <summary>Deeper than browsers nest.</summary>
    private const int DepthLimit = 512;

    /// <summary>Several times what the longest pages of shops have.</summary>
    private const int ElementLimit = 200_000;

    private static readonly TimeSpan s_timeLimit = TimeSpan.FromSeconds(10);

    /// <exception cref="WebPageException">The page has more elements, or takes longer to parse, than any honest one.</exception>
    public static IHtmlDocument Parse(string html)
    {
        long start = Stopwatch.GetTimestamp();
        int created = 0;
        return new HtmlParser(new HtmlParserOptions
        {
            MaximumDepth = DepthLimit,
            OnCreated = (_, _) =>
            {
                if (++created > ElementLimit)
                    throw new WebPageException($"the page has more than {ElementLimit:N0} elements");
                // Elements left open make each further one dearer, so that a page of a few megabytes could take hours.
                if ((created & 63) == 0 && Stopwatch.GetElapsedTime(start) > s_timeLimit)
                    throw new WebPageException($"the page takes more than {s_timeLimit.TotalSeconds:0} s to parse");
            },
        }).ParseDocument(html.AsMemory());
    }
}

/// <summary>A page is built so that it cannot be read in reasonable time.</summary>
internal sealed class WebPageException(string message) : Exception(message);
