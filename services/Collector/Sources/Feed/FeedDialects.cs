using System.Globalization;
using System.ServiceModel.Syndication;
using System.Xml;
using CodeHollow.FeedReader;
using Tracker.Collector.Extraction;
using Tracker.Collector.Extraction.Announcements;

namespace Tracker.Collector.Sources.Feed;

/// <summary>Reads RSS 0.9x to 2.0, RDF and Atom. What is not well-formed goes to a forgiving reader.</summary>
internal static class FeedDialects
{
    private const int ItemLimit = 500;

    /// <summary>The entries; null with the problem where none can be read.</summary>
    public static IReadOnlyList<NewsItem>? Read(string text, List<ExtractionProblem> problems)
    {
        if (Prolog(text).Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase))
        {
            // A feed has no use for one, and entities can be made to grow without bounds.
            problems.Add(new(ProblemCodes.Malformed, "the feed declares a document type, which is not read", null));
            return null;
        }
        try
        {
            return ReadStrictly(text);
        }
        catch (InsufficientExecutionStackException e)
        {
            problems.Add(new(ProblemCodes.Malformed, e.Message, null));
            return null;
        }
        catch (Exception e) when (e is XmlException or FormatException or ArgumentException or InvalidOperationException or NotSupportedException or OverflowException)
        {
            return ReadLeniently(text, e, problems);
        }
    }

    private static List<NewsItem>? ReadStrictly(string text)
    {
        XmlReaderSettings settings = new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersFromEntities = 1024,
            CheckCharacters = true,
        };
        // Shallow documents only: the readers behind recurse.
        using (XmlReader depth = XmlReader.Create(new StringReader(text), settings))
        {
            while (depth.Read())
            {
                if (depth.Depth > 64)
                    throw new InsufficientExecutionStackException("the feed is nested too deeply");
            }
        }
        using XmlReader reader = XmlReader.Create(new StringReader(text), settings);
        SyndicationFeedFormatter? formatter = Formatter(reader);
        if (formatter is null)
            throw new FormatException("it is neither RSS 2.0 nor Atom 1.0");
        formatter.DateTimeParser = ParseDate;
        formatter.ReadFrom(reader);
        return [.. formatter.Feed.Items.Take(ItemLimit).Select(ToItem)];
    }

    private static SyndicationFeedFormatter? Formatter(XmlReader reader)
    {
        Rss20FeedFormatter rss = new();
        Atom10FeedFormatter atom = new();
        reader.MoveToContent();
        return rss.CanRead(reader) ? rss : atom.CanRead(reader) ? atom : null;
    }

    private static NewsItem ToItem(SyndicationItem item)
    {
        SyndicationLink? link = item.Links.FirstOrDefault(l => l.RelationshipType is null or "alternate") ?? item.Links.FirstOrDefault();
        DateTimeOffset published = DateOf(() => item.PublishDate);
        if (published == default)
            published = DateOf(() => item.LastUpdatedTime);
        return new(
            item.Id,
            item.Title?.Text,
            (link?.GetAbsoluteUri() ?? link?.Uri)?.OriginalString,
            item.Summary?.Text ?? (item.Content as TextSyndicationContent)?.Text,
            published == default ? null : published);
    }

    // A date that cannot be read throws when it is asked for, and must not cost the item.
    private static DateTimeOffset DateOf(Func<DateTimeOffset> date)
    {
        try
        {
            return date();
        }
        catch (XmlException)
        {
            return default;
        }
    }

    private static bool ParseDate(XmlDateTimeData data, out DateTimeOffset date) =>
        DateTimeOffset.TryParse(Zoned(data.DateTimeString), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date)
        // An unreadable date is no date; it must not cost the entry.
        || date == default;

    // What stands before the root element.
    private static string Prolog(string text)
    {
        for (int i = 0; i + 1 < text.Length; i++)
        {
            if (text[i] == '<' && char.IsLetter(text[i + 1]))
                return text[..i];
        }
        return text;
    }

    private static List<NewsItem>? ReadLeniently(string text, Exception strict, List<ExtractionProblem> problems)
    {
        try
        {
            CodeHollow.FeedReader.Feed feed = FeedReader.ReadFromString(text);
            return
            [
                .. feed.Items.Take(ItemLimit).Select(item => new NewsItem(
                    item.Id, item.Title, item.Link, item.Description ?? item.Content, Published(item))),
            ];
        }
        catch (Exception)
        {
            // The forgiving reader throws whatever it stumbles over; the strict one's reason says more.
            problems.Add(new(ProblemCodes.Malformed, $"the feed cannot be read: {ScrapedText.Line(strict.Message, 300)}", PlaceOf(strict)));
            return null;
        }
    }

    private static DateTimeOffset? Published(CodeHollow.FeedReader.FeedItem item) =>
        DateTimeOffset.TryParse(Zoned(item.PublishingDateString ?? ""), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date)
            ? date
            : item.PublishingDate is DateTime local ? new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Utc)) : null;

    // RFC 822 zones that .NET does not read.
    private static string Zoned(string date)
    {
        string trimmed = date.Trim();
        // The day of the week tells nothing, and is wrong at times; "September 15," is no such day.
        int comma = trimmed.IndexOf(',', StringComparison.Ordinal);
        if (comma > 0 && trimmed.AsSpan(0, comma).IndexOfAnyInRange('0', '9') < 0)
            trimmed = trimmed[(comma + 1)..].TrimStart();
        (string Name, string Offset)[] zones =
            [("EDT", "-0400"), ("EST", "-0500"), ("CDT", "-0500"), ("CST", "-0600"), ("MDT", "-0600"), ("MST", "-0700"), ("PDT", "-0700"), ("PST", "-0800"), ("UTC", "GMT"), ("UT", "GMT"), ("Z", "Z")];
        foreach ((string name, string offset) in zones)
        {
            if (trimmed.EndsWith(' ' + name, StringComparison.Ordinal))
                return trimmed[..^name.Length] + (offset.Length == 5 ? offset.Insert(3, ":") : offset);
        }
        return trimmed;
    }

    private static string? PlaceOf(Exception e) => e is XmlException { LineNumber: > 0 } xml ? $"line {xml.LineNumber}" : null;
}
