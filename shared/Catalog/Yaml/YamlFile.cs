using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tracker.Catalog.Yaml;

/// <summary>Reads one YAML file into a section that knows where each value stands.</summary>
internal static class YamlFile
{
    /// <summary>The file's only document as a section, or null with the problem reported.</summary>
    public static YamlSection? Read(string path, string shownAs, List<ConfigProblem> problems)
    {
        try
        {
            using StreamReader reader = File.OpenText(path);
            return Read(reader, shownAs, problems);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(new(shownAs, 0, 0, $"cannot be read: {e.Message}"));
            return null;
        }
    }

    /// <inheritdoc cref="Read(string, string, List{ConfigProblem})"/>
    public static YamlSection? Read(TextReader text, string shownAs, List<ConfigProblem> problems)
    {
        YamlStream stream = [];
        try
        {
            stream.Load(text);
        }
        catch (YamlException e)
        {
            string message = e.InnerException?.Message ?? e.Message;
            problems.Add(new(shownAs, (int)e.Start.Line, (int)e.Start.Column, $"not valid YAML: {message}"));
            return null;
        }
        if (stream.Documents.Count == 0)
        {
            problems.Add(new(shownAs, 0, 0, "the file is empty; expected one mapping of keys and values"));
            return null;
        }
        if (stream.Documents.Count > 1)
        {
            YamlNode second = stream.Documents[1].RootNode;
            problems.Add(new(shownAs, (int)second.Start.Line, (int)second.Start.Column, "expected one YAML document, found another"));
            return null;
        }
        if (stream.Documents[0].RootNode is YamlMappingNode mapping)
            return new YamlSection(mapping, shownAs, problems);
        YamlNode root = stream.Documents[0].RootNode;
        problems.Add(new(shownAs, (int)root.Start.Line, (int)root.Start.Column, "expected a mapping of keys and values"));
        return null;
    }
}
