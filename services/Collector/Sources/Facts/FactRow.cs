namespace Tracker.Collector.Sources.Facts;

/// <summary>One row of a fact file: its fields by column, and where it stands.</summary>
/// <param name="positions">The field of each column; −1 where the file has no such column.</param>
internal readonly struct FactRow(int[] positions, string[] fields, int line)
{
    /// <summary>1-based.</summary>
    public int Line => line;

    /// <summary>The field without surrounding white space; null where it is empty or the file has no such column.</summary>
    public string? this[FactColumn column]
    {
        get
        {
            int position = positions[(int)column];
            if (position < 0 || position >= fields.Length)
                return null;
            string text = fields[position].Trim();
            return text.Length == 0 ? null : text;
        }
    }

    /// <summary>Where each column stands in a header.</summary>
    public static int[] Positions(IReadOnlyList<string> header)
    {
        int[] positions = new int[Enum.GetValues<FactColumn>().Length];
        Array.Fill(positions, -1);
        for (int i = 0; i < header.Count; i++)
            positions[(int)Enum.Parse<FactColumn>(header[i], ignoreCase: true)] = i;
        return positions;
    }
}
