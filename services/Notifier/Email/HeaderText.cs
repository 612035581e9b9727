namespace Tracker.Notifier.Email;

/// <summary>Makes scraped text fit for a header or a line of a log.</summary>
internal static class HeaderText
{
    /// <summary>One line without control characters: a line break in a title must not begin a header of its own.</summary>
    public static string OneLine(string text, int limit)
    {
        string line = string.Join(' ', string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= limit)
            return line;
        int end = char.IsHighSurrogate(line[limit - 2]) ? limit - 2 : limit - 1;
        return line[..end].TrimEnd() + "…";
    }
}
