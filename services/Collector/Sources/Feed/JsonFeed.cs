using System.Globalization;
using System.Text.Json;
using Tracker.Collector.Extraction;
using Tracker.Collector.Extraction.Announcements;

namespace Tracker.Collector.Sources.Feed;

/// <summary>Reads JSON Feed 1.0 and 1.1 (jsonfeed.org).</summary>
internal static class JsonFeed
{
    private const int ItemLimit = 500;

    public static bool IsShape(string text) =>
        text.AsSpan().TrimStart("\ufeff \t\r\n") is { Length: > 0 } start && start[0] == '{'
        && text.AsSpan(0, Math.Min(text.Length, 4000)).Contains("jsonfeed.org", StringComparison.Ordinal);

    /// <summary>The entries; null with the problem where the text is not JSON.</summary>
    public static IReadOnlyList<NewsItem>? Read(string text, List<ExtractionProblem> problems)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text.TrimStart('\ufeff'), new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return document.RootElement.TryGetProperty("items", out JsonElement items) && items.ValueKind == JsonValueKind.Array
                ? [.. items.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Take(ItemLimit).Select(ToItem)]
                : [];
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            problems.Add(new(ProblemCodes.Malformed, $"the feed is not JSON: {ScrapedText.Line(e.Message, 300)}", null));
            return null;
        }
    }

    private static NewsItem ToItem(JsonElement item) => new(
        Text(item, "id"),
        Text(item, "title"),
        Text(item, "url") ?? Text(item, "external_url"),
        Text(item, "content_html") ?? Text(item, "content_text") ?? Text(item, "summary"),
        DateTimeOffset.TryParse(Text(item, "date_published") ?? Text(item, "date_modified"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date)
            ? date
            : null);

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out JsonElement value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => TextOf(value),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        }
        : null;

    // Half a surrogate pair is valid JSON and no text.
    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
