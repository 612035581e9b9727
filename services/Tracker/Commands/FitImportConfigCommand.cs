using System.CommandLine;
using System.Text.RegularExpressions;
using Tracker.Catalog.Models;

namespace Tracker.Commands;

/// <summary><c>fit import-config</c>: a model entry from a Hugging Face <c>config.json</c>.</summary>
internal static partial class FitImportConfigCommand
{
    // A config.json has a few kilobytes.
    private const long LargestFile = 10 * 1024 * 1024;

    public static Command Create(CommonOptions common)
    {
        Argument<string> file = new("FILE") { Description = "A model's config.json." };
        Option<string?> repository = new("--repository") { Description = "Its Hugging Face repository, such as Qwen/Qwen3-8B: gives name and id where they are not given.", HelpName = "R" };
        Option<string?> id = new("--id") { Description = "The entry's id. Default: from the repository, else the folder the file is in.", HelpName = "ID" };
        Option<string?> name = new("--name") { Description = "The model's name. Default: the repository's, else the id.", HelpName = "N" };
        Option<string?> source = new("--source") { Description = "Where the file is from. Default: its repository, else the file's name.", HelpName = "S" };
        Option<bool> add = new("--add") { Description = "Write the entry into the configuration's models folder instead of printing it." };
        Command command = new("import-config", "Reads a Hugging Face config.json and writes a model entry: sizes, attention, native dtype, and the parameters its architecture computes to.")
        {
            file, repository, id, name, source, add, common.Config,
        };
        command.SetAction((call, _) => CommandRunner.GuardAsync(() =>
        {
            string path = call.GetValue(file)!;
            string? of = call.GetValue(repository);
            string entryId = call.GetValue(id) ?? IdOf(of?.Split('/')[^1] ?? Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) ?? "");
            if (!Id().IsMatch(entryId))
                throw new WrongCallException($"'{entryId}' cannot be an id: lower-case letters, digits, '.' and '-'; give one with --id");
            ModelImportResult result = ModelImport.Read(
                Text(path),
                entryId,
                call.GetValue(name) ?? of?.Split('/')[^1] ?? entryId,
                of,
                call.GetValue(source) ?? (of is null ? Path.GetFileName(path) : $"huggingface.co/{of}/config.json"));
            if (result.Yaml is not string yaml)
            {
                foreach (string problem in result.Problems)
                    Console.Error.WriteLine($"{path}: {problem}");
                throw new WrongCallException($"{path} has {result.Problems.Count} problem(s); no entry was made");
            }
            if (call.GetValue(add))
                Add(Path.Combine(common.ConfigFolder(call), "models", $"{entryId}.yaml"), yaml);
            else
                Console.Write(yaml);
            return Task.FromResult(TrackerCommandLine.Done);
        }));
        return command;
    }

    private static string Text(string path)
    {
        FileInfo file = new(path);
        if (!file.Exists)
            throw new WrongCallException($"there is no file {path}");
        return file.Length <= LargestFile
            ? File.ReadAllText(path)
            : throw new WrongCallException($"{path} has {file.Length:N0} bytes; a config.json has at most {LargestFile:N0}");
    }

    // An entry that is there may have been edited by hand.
    private static void Add(string path, string yaml)
    {
        if (File.Exists(path))
            throw new WrongCallException($"{path} is already there; delete it first, or give another --id");
        File.WriteAllText(path, yaml);
        Console.WriteLine($"{path} written; check its source and name, then: tracker fit --model {Path.GetFileNameWithoutExtension(path)}");
    }

    private static string IdOf(string name) => Unfit().Replace(name.ToLowerInvariant(), "-").Trim('-');

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]*$")]
    private static partial Regex Id();

    [GeneratedRegex("[^a-z0-9.]+")]
    private static partial Regex Unfit();
}
