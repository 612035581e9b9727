using System.Collections.Frozen;
using Tracker.FitEngine.Engines;

namespace Tracker.FitEngine.Dtypes;

/// <summary>
/// Rows of a resource that tell what runs natively on which hardware in which engine. A row for the card beats one for
/// its stack, and a row for the engine beats one for any engine; what no row covers is unknown, not refused.
/// </summary>
internal sealed class SupportTable
{
    private const string AnyEngine = "*";

    private readonly FrozenDictionary<(string Hardware, string Engine, string What), SupportRule> _rules;

    private SupportTable(FrozenDictionary<(string, string, string), SupportRule> rules) => _rules = rules;

    /// <summary>Formats of weights.</summary>
    public static SupportTable Dtypes { get; } = Load("Dtypes/legality.csv");

    /// <summary>Attention kernels.</summary>
    public static SupportTable Attention { get; } = Load("Dtypes/attention.csv");

    /// <summary>Every row, one a piece of hardware and engine, for tests and for documentation.</summary>
    public IEnumerable<KeyValuePair<(string Hardware, string Engine, string What), SupportRule>> All => _rules;

    /// <summary>The row that decides; null where none covers the card, the engine and the thing.</summary>
    public SupportRule? Find(string? chip, string stack, InferenceEngine engine, string what)
    {
        string engineName = InferenceEngineName.Of(engine);
        return (chip is null ? null : Lookup(chip, engineName, what)) ?? Lookup(StackOf(stack), engineName, what);
    }

    private SupportRule? Lookup(string hardware, string engine, string what) =>
        _rules.GetValueOrDefault((hardware, engine, what)) ?? _rules.GetValueOrDefault((hardware, AnyEngine, what));

    private static string StackOf(string stack)
    {
        if (InferenceEngineName.IsApple(stack))
            return "metal";
        int end = stack.AsSpan().IndexOfAny(" (/");
        return end > 0 ? stack[..end] : stack;
    }

    private static SupportTable Load(string resource)
    {
        using Stream stream = typeof(SupportTable).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The resource '{resource}' is missing from the assembly.");
        using StreamReader reader = new(stream);
        Dictionary<(string, string, string), SupportRule> rules = [];
        reader.ReadLine();
        while (reader.ReadLine() is string line)
        {
            if (line.Length == 0)
                continue;
            // The source is the last column and may hold commas.
            string[] columns = line.Split(',', 5);
            SupportRule rule = new() { Support = Parse(columns[3], resource), Source = columns[4].Trim('"') };
            foreach (string hardware in columns[0].Split(';'))
            {
                foreach (string engine in columns[1].Split(';'))
                    rules.Add((hardware, engine, columns[2]), rule);
            }
        }
        return new(rules.ToFrozenDictionary());
    }

    private static DtypeSupport Parse(string text, string resource) => text switch
    {
        "yes" => DtypeSupport.Native,
        "no" => DtypeSupport.No,
        "weight-only" => DtypeSupport.WeightOnly,
        _ => throw new InvalidOperationException($"'{text}' in '{resource}' is none of yes, no, weight-only."),
    };
}

/// <summary>One row of a table.</summary>
internal sealed record SupportRule
{
    public required DtypeSupport Support { get; init; }

    public required string Source { get; init; }
}
