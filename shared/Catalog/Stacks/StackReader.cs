using Tracker.Catalog.Yaml;
using Tracker.Contracts;

namespace Tracker.Catalog.Stacks;

/// <summary>Reads <c>stacks.yaml</c>.</summary>
internal static class StackReader
{
    public static IReadOnlyList<SoftwareStack> Read(YamlSection file)
    {
        List<SoftwareStack> stacks = [];
        foreach (YamlSection item in file.Sections("stacks"))
        {
            SoftwareStack stack = new()
            {
                Id = item.Id("id"),
                Name = item.Text("name"),
                Engines = [.. item.Sections("engines").Select(ReadEngine)],
            };
            if (stacks.Any(s => s.Id == stack.Id))
                item.Problem("id", $"duplicate id '{stack.Id}'");
            item.Close();
            stacks.Add(stack);
        }
        file.Close();
        return stacks;
    }

    private static EngineSupport ReadEngine(YamlSection engine)
    {
        EngineSupport support = new()
        {
            Engine = engine.Text("engine"),
            KnownFrom = engine.OptionalDate("known_from"),
            Supported = engine.Bool("supported", true),
            Source = engine.Text("source"),
            Confidence = engine.Enum("confidence", Confidence.Unverified),
            Notes = engine.OptionalText("notes"),
        };
        engine.Close();
        return support;
    }
}
