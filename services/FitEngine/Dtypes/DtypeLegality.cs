using System.Collections.Frozen;
using Tracker.Contracts;
using Tracker.FitEngine.Engines;

namespace Tracker.FitEngine.Dtypes;

/// <summary>
/// Answers from <c>legality.csv</c> whether a format runs natively. A rule for the card beats one for its stack, and a
/// rule for the engine beats one for any engine; what no rule covers is unknown, not refused.
/// </summary>
internal static class DtypeLegality
{
    private const string AnyEngine = "*";
    private const string Resource = "Dtypes/legality.csv";

    private static readonly FrozenDictionary<(string Hardware, string Engine, string Dtype), DtypeRule> s_rules = Load();

    /// <summary>The rule that decides; null where none covers the card, the engine and the format.</summary>
    public static DtypeRule? Find(GpuSpec gpu, InferenceEngine engine, WeightFormat format)
    {
        string engineName = InferenceEngineName.Of(engine);
        string stack = StackOf(gpu.Stack);
        return (gpu.ComputeCapability is string chip ? Lookup(chip, engineName, format) : null)
            ?? Lookup(stack, engineName, format);
    }

    /// <summary>Every rule, for tests and for documentation.</summary>
    internal static IEnumerable<KeyValuePair<(string Hardware, string Engine, string Dtype), DtypeRule>> All => s_rules;

    private static DtypeRule? Lookup(string hardware, string engine, WeightFormat format) =>
        s_rules.GetValueOrDefault((hardware, engine, format.LegalityKey))
        ?? s_rules.GetValueOrDefault((hardware, AnyEngine, format.LegalityKey));

    private static string StackOf(string stack)
    {
        if (InferenceEngineName.IsApple(stack))
            return "metal";
        int end = stack.AsSpan().IndexOfAny(" (/");
        return end > 0 ? stack[..end] : stack;
    }

    private static FrozenDictionary<(string, string, string), DtypeRule> Load()
    {
        using Stream stream = typeof(DtypeLegality).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource '{Resource}' is missing from the assembly.");
        using StreamReader reader = new(stream);
        Dictionary<(string, string, string), DtypeRule> rules = [];
        reader.ReadLine();
        while (reader.ReadLine() is string line)
        {
            if (line.Length == 0)
                continue;
            // The source is the last column and may hold commas.
            string[] columns = line.Split(',', 5);
            DtypeRule rule = new() { Support = Parse(columns[3]), Source = columns[4].Trim('"') };
            foreach (string hardware in columns[0].Split(';'))
            {
                foreach (string engine in columns[1].Split(';'))
                    rules.Add((hardware, engine, columns[2]), rule);
            }
        }
        return rules.ToFrozenDictionary();
    }

    private static DtypeSupport Parse(string text) => text switch
    {
        "yes" => DtypeSupport.Native,
        "no" => DtypeSupport.No,
        "weight-only" => DtypeSupport.WeightOnly,
        _ => throw new InvalidOperationException($"'{text}' in '{Resource}' is none of yes, no, weight-only."),
    };
}

/// <summary>One row of the legality table.</summary>
internal sealed record DtypeRule
{
    public required DtypeSupport Support { get; init; }

    public required string Source { get; init; }
}
