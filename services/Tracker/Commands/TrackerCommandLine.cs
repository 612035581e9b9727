using System.CommandLine;

namespace Tracker.Commands;

/// <summary>The command line: <c>tracker COMMAND</c>; without a command it runs.</summary>
internal static class TrackerCommandLine
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongCall = 2;

    /// <summary>Runs a command line.</summary>
    /// <returns>0 done; 1 it failed; 2 the call or the configuration is wrong.</returns>
    public static async Task<int> InvokeAsync(string[] args)
    {
        CommonOptions common = new();
        Command run = RunCommand.Create(common);
        RootCommand root = new(
            """
            GPU Tracker: buy a second card now, or wait for something better?

            It collects prices, specifications and announcements of GPUs, compares every candidate with the card you own for the models you run, and mails you when the answer changes.

            Start here:  tracker run --once        import, collect, decide, print
                         tracker run               the same, and stay up
                         tracker score --as-of 2025-08-11   what was the answer then?
                         tracker fit --model qwen3-30b-a3b  what runs on my card?
            """);
        root.Add(run);
        root.Add(ImportCommand.Create(common));
        root.Add(ExtractCommand.Create(common));
        root.Add(PriceCommand.Create());
        root.Add(SourceCommand.Create(common));
        root.Add(FitCommand.Create(common));
        root.Add(ScoreCommand.Create(common));
        root.Add(BacktestCommand.Create(common));
        root.Add(DigestCommand.Create(common));
        root.Add(ConfigCommand.Create(common));

        // Without a command, or with options only, the program runs.
        bool bare = args.Length == 0 || (args[0].StartsWith('-') && args[0] is not ("-h" or "-?" or "--help" or "--version"));
        ParseResult parsed = root.Parse(bare ? ["run", .. args] : args);
        if (parsed.Errors.Count > 0)
        {
            foreach (string message in parsed.Errors.Select(e => e.Message).Distinct())
                await Console.Error.WriteLineAsync($"tracker: {message}");
            string command = parsed.CommandResult.Command is RootCommand ? "" : $"{parsed.CommandResult.Command.Name} ";
            await Console.Error.WriteLineAsync($"See: tracker {command}--help");
            return WrongCall;
        }
        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }
}
