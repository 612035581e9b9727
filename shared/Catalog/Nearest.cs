namespace Tracker.Catalog;

/// <summary>Finds the known name that a mistyped one most likely meant.</summary>
public static class Nearest
{
    /// <summary>The nearest known name within a third of the letters wrong, or null.</summary>
    public static string? Find(string name, IEnumerable<string> known) => All(name, known) is [string first, ..] ? first : null;

    /// <summary>The known names worth suggesting, nearest first, at most three.</summary>
    public static IReadOnlyList<string> All(string name, IEnumerable<string> known) =>
    [
        .. known
            .Select(k => (Name: k, Distance: k.Contains(name, StringComparison.OrdinalIgnoreCase) ? 1 : Distance(name, k)))
            .Where(k => k.Distance <= Math.Max(2, Math.Max(name.Length, k.Name.Length) / 3))
            .OrderBy(k => k.Distance).ThenBy(k => Math.Abs(k.Name.Length - name.Length)).ThenBy(k => k.Name, StringComparer.Ordinal)
            .Select(k => k.Name)
            .Take(3),
    ];

    // Levenshtein distance over one row.
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substitution = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
