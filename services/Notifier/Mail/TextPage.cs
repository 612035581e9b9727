using System.Text;

namespace Tracker.Notifier.Mail;

/// <summary>Plain text for mail: aligned columns, at most 78 characters a line but for an address, which no line break may spoil.</summary>
internal sealed class TextPage
{
    /// <summary>RFC 5322 asks for no more.</summary>
    public const int Width = 78;

    private readonly StringBuilder _text = new();

    public TextPage Heading(string text)
    {
        Blank();
        Paragraph(text.ToUpperInvariant());
        string last = _text.ToString().TrimEnd('\n');
        return Line(new string('-', last.Length - last.LastIndexOf('\n') - 1));
    }

    public TextPage Paragraph(string text) => Hanging("", text);

    public TextPage Bullets(IEnumerable<string> items)
    {
        foreach (string item in items)
            Hanging("- ", item);
        return this;
    }

    /// <summary>Wraps a text behind a first prefix; further lines are indented as far.</summary>
    public TextPage Hanging(string prefix, string text)
    {
        string indent = new(' ', prefix.Length);
        string start = prefix;
        foreach (string line in Wrap(text, Width - prefix.Length))
        {
            Line(start + line);
            start = indent;
        }
        return this;
    }

    /// <summary>A row of cells, one blank apart at least; a cell that is too long goes on in the next line of its own column.</summary>
    /// <param name="cells">Widths below 0 align to the right, as in composite formatting of C turned round.</param>
    public TextPage Row(params (string Text, int Width)[] cells)
    {
        List<string>[] columns = [.. cells.Select(cell => Wrap(cell.Text, Math.Abs(cell.Width)))];
        for (int line = 0; line < columns.Max(c => c.Count); line++)
        {
            StringBuilder row = new();
            for (int i = 0; i < cells.Length; i++)
            {
                string text = line < columns[i].Count ? columns[i][line] : "";
                row.Append(i == 0 ? "" : "  ").Append(cells[i].Width < 0 ? text.PadLeft(-cells[i].Width) : text.PadRight(cells[i].Width));
            }
            Line(row.ToString());
        }
        return this;
    }

    /// <summary>An address on a line of its own, whole however long it is.</summary>
    public TextPage Address(string indent, string url) => Line(indent + url);

    public TextPage Blank()
    {
        if (_text.Length > 0 && !(_text.Length > 1 && _text[^1] == '\n' && _text[^2] == '\n'))
            _text.Append('\n');
        return this;
    }

    public override string ToString() => _text.ToString().TrimEnd('\n') + "\n";

    private TextPage Line(string line)
    {
        _text.Append(line.TrimEnd()).Append('\n');
        return this;
    }

    private static List<string> Wrap(string text, int width)
    {
        List<string> lines = [];
        string line = "";
        foreach (string word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SelectMany(w => Pieces(w, width)))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                lines.Add(line);
                line = "";
            }
            line = line.Length == 0 ? word : $"{line} {word}";
        }
        if (line.Length > 0 || lines.Count == 0)
            lines.Add(line);
        return lines;
    }

    // A word longer than a line is cut; a surrogate pair is not.
    private static IEnumerable<string> Pieces(string word, int width)
    {
        while (word.Length > width)
        {
            int end = char.IsHighSurrogate(word[width - 1]) && width > 1 ? width - 1 : width;
            yield return word[..end];
            word = word[end..];
        }
        yield return word;
    }
}
