using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tracker.Collector.Sources.Facts;

/// <summary>Reads a YAML list of mappings, whose keys are the columns of a CSV.</summary>
internal static class YamlFacts
{
    private const int DepthLimit = 32;

    public static FactTable Read(string text)
    {
        YamlStream stream = [];
        try
        {
            if (IsTooDeep(text))
                return FactTable.Unreadable(0, "the file is nested too deeply; expected a list of mappings");
            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            return FactTable.Unreadable((int)e.Start.Line, $"not valid YAML: {e.InnerException?.Message ?? e.Message}");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // What the library throws for some malformed documents, without a place.
            return FactTable.Unreadable(0, "not valid YAML");
        }
        if (stream.Documents is not [{ RootNode: YamlSequenceNode list }])
            return FactTable.Unreadable(0, "expected one YAML document, a list of mappings");

        List<RefusedRow> refused = [];
        List<(int Line, Dictionary<string, string> Fields)> items = [];
        foreach (YamlNode item in list.Children)
        {
            int line = (int)item.Start.Line;
            if (Fields(item, out string? reason) is { } fields)
                items.Add((line, fields));
            else
                refused.Add(new(line, reason!));
        }

        // The kind is that of the columns of all rows together: a row may leave optional ones out.
        List<string> header = [.. items.SelectMany(item => item.Fields.Keys).Distinct(StringComparer.Ordinal)];
        if (items.Count == 0)
            return new(null, [], refused.Count > 0 ? refused : [new(0, "the list is empty")]);
        if (FactKind.Recognise(header, out string? unknown) is not FactKind kind)
            return FactTable.Unreadable(items[0].Line, unknown!);
        int[] positions = FactRow.Positions(header);
        return new(
            kind,
            [.. items.Select(item => new FactRow(positions, [.. header.Select(name => item.Fields.GetValueOrDefault(name, ""))], item.Line))],
            refused);
    }

    // Loading recurses, reading events does not: a hostile document must not end the process.
    private static bool IsTooDeep(string text)
    {
        Parser parser = new(new StringReader(text));
        int depth = 0;
        while (depth <= DepthLimit && parser.MoveNext())
            depth += parser.Current!.NestingIncrease;
        return depth > DepthLimit;
    }

    private static Dictionary<string, string>? Fields(YamlNode item, out string? reason)
    {
        reason = "expected a mapping of columns and single values";
        if (item is not YamlMappingNode mapping)
            return null;
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        foreach ((YamlNode key, YamlNode value) in mapping.Children)
        {
            if (key is not YamlScalarNode { Value: string name } || value is not YamlScalarNode scalar)
                return null;
            bool isNull = scalar is { Style: ScalarStyle.Plain, Value: "null" or "~" };
            if (!fields.TryAdd(name.Trim().ToLowerInvariant(), isNull ? "" : scalar.Value ?? ""))
                return null;
        }
        return fields;
    }
}
